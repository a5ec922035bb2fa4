"""The process that extracts articles, which a fork server starts.

It answers one message after the other until its input ends.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Any, cast

from threadpoolctl import threadpool_limits

from audio_cache import heap
from audio_cache.documents import decompress
from audio_cache.niceness import set_session_niceness
from audio_cache.spec import LexiconEntry, SpeechSpec
from audio_cache.voice import Voice
from listen.article.charset import decode
from listen.article.dropped_parts import in_brief
from listen.article.html.extract import find_page_facts
from listen.errors import ApiError, TooLong
from listen.extraction.job import (
    AgainJob,
    ArticleJob,
    ErrorAnswer,
    Job,
    JsonAnswer,
    PageAnswer,
    PageJob,
    SpecAnswer,
    TrialAnswer,
    TrialJob,
    WordAnswer,
    WordJob,
)
from listen.extraction.rehearsal import rehearse
from listen.processes.child_logs import configure_child_logs
from listen.processes.messages import (
    decode_text,
    encode_text,
    read_request,
    until_pool_ends,
    write_message,
)
from listen.request.build_spec import build_spec
from listen.request.json_body import parse_json_object
from listen.request.preview import preview
from listen.request.pronounce import pronounce_again
from listen.request.schema import SpeechRequest
from listen.request.trial import Lexicons, try_entry
from listen.request.word_search import WordSearch
from listen.sites.profile import SiteProfile
from listen.voices.selector import VoiceSelector
from worker.script.facts import derive_facts

_MAX_OTHER_FIELDS = 1024 * 1024
"""Bytes of JSON. The longest lexicon of a request has 700 KB."""

_CPU_SECONDS = 2.5
"""Processor time for one article. The longest accepted article takes one second, and half a second
more if it is full of numbers."""


Answer = tuple[Mapping[str, Any], bytes | None]
"""The fields and the document of an answer."""


def handle(job: Job, document: bytes) -> Answer:
    """Do a job and return the answer; an ErrorAnswer if it raises an ApiError."""
    try:
        return _handle(job, document)
    except ApiError as error:
        return ErrorAnswer(error=type(error).__name__, detail=str(error)), None


def _handle(job: Job, document: bytes) -> Answer:
    """Raises ApiError."""
    match job["task"]:
        case "json":
            answer: Answer = _parse(document)
        case "decode":
            answer = {}, encode_text(decode(document, job["charset"], job["is_page"]))
        case "page":
            answer = _describe_page(job, document), None
        case "word":
            answer = _count_word(job, document), None
        case "trial":
            answer = _try_entry(job, document), None
        case "again":
            answer = _pronounce_again(job, document)
        case _:
            answer = _extract(job, document)
    return answer


def _parse(document: bytes) -> Answer:
    """Return a JsonAnswer. Raises Malformed, and TooLong if the other fields are too long."""
    fields = parse_json_object(document)
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    longest = max(texts, key=lambda name: len(texts[name]), default=None)
    others = {name: value for name, value in fields.items() if name != longest}
    if len(json.dumps(others)) > _MAX_OTHER_FIELDS:
        raise TooLong(
            "The fields besides the article must not be longer than "
            f"{_MAX_OTHER_FIELDS} bytes in all."
        )
    text = None if longest is None else encode_text(texts[longest])
    return JsonAnswer(fields=others, longest=longest), text


def _extract(job: ArticleJob, document: bytes) -> Answer:
    """Return a spec or a preview. Raises ApiError."""
    request = SpeechRequest.from_dict({**job["request"], job["source"]: decode_text(document)})
    selector = VoiceSelector.from_json(job["selector"])
    profile = SiteProfile.from_dict(job["profile"])
    built = build_spec(request, selector, profile)
    if job["task"] == "preview":
        return {}, json.dumps(preview(built)).encode()
    facts = derive_facts(built.spec, built.voice)
    facts = replace(facts, prose_share=built.prose_share, site=profile.site)
    answer = SpecAnswer(facts=facts.to_dict(), dropped=in_brief(built.dropped).to_json())
    return answer, built.spec.to_json().encode()


def _describe_page(job: PageJob, document: bytes) -> PageAnswer:
    policy = SiteProfile.from_dict(job["profile"]).policy
    facts = find_page_facts(decode_text(document), job["url"], policy)
    return PageAnswer(canonical=facts.canonical, is_article=facts.is_article)


def _count_word(job: WordJob, document: bytes) -> WordAnswer:
    search = WordSearch(LexiconEntry(**job["entry"]))
    ends = [*accumulate(job["sizes"])]
    specs = (document[end - size : end] for end, size in zip(ends, job["sizes"], strict=True))
    return WordAnswer(counts=[search.count(spec) for spec in specs])


def _pronounce_again(job: AgainJob, document: bytes) -> Answer:
    """Return a SpecAnswer. Raises ApiError."""
    voices = [Voice.from_dict(voice) for voice in job["voices"]]
    lexicons = [tuple(LexiconEntry(**each) for each in entries) for entries in job["lexicons"]]
    spec = SpeechSpec.from_json(decompress(document))
    again = pronounce_again(spec, voices, lexicons, job["max_chars"])
    main = next((voice for voice in voices if voice.reference == again.voice), None)
    facts = derive_facts(again, main)
    return SpecAnswer(facts=facts.to_dict(), dropped=""), again.to_json().encode()


def _try_entry(job: TrialJob, document: bytes) -> TrialAnswer:
    """Raises ApiError."""
    trial = try_entry(
        SpeechSpec.from_json(decompress(document)),
        job["sentence"],
        LexiconEntry(**job["entry"]),
        Lexicons.from_dict(job["lexicons"]),
        [Voice.from_dict(voice) for voice in job["voices"]],
    )
    return TrialAnswer(
        sentence=trial.sentence, before=trial.before.to_json(), after=trial.after.to_json()
    )


def lower_priority(niceness: int) -> None:
    """Lower the scheduling priority of this process.

    Only when it has loaded: with low priority, that takes 20 s on a busy machine.
    """
    os.nice(niceness)
    if niceness:
        set_session_niceness(niceness)


def load() -> None:
    """Load what all processes share."""
    configure_child_logs("extraction")
    rehearse()
    # After a language is detected, numpy's second thread would wait busily for another product.
    threadpool_limits(1, user_api="blas")
    heap.trim()  # what unpacking the data took


def serve(niceness: str) -> None:
    """Do jobs until the input ends."""
    lower_priority(int(niceness))
    # A page has up to a million elements, and garbage collection during its job would take a third
    # of the time. Garbage is collected between jobs instead.
    gc.disable()
    rehearse()  # again: the kernel copies each page of memory when this process first changes it
    with until_pool_ends():
        while True:
            job, document = read_request(sys.stdin.buffer)
            # After this time the kernel ends the process, even inside C code.
            signal.setitimer(signal.ITIMER_PROF, _CPU_SECONDS)
            write_message(sys.stdout.buffer, *handle(cast(Job, job), document or b""))
            signal.setitimer(signal.ITIMER_PROF, 0)
            gc.collect()
