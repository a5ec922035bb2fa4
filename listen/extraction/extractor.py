"""Builds specs and previews, and parses bodies, in processes apart from the web process.

What an article makes the extraction do cannot be foreseen: 8,000 characters can take half a second,
in which no other request would be answered and no live audio sent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any, NamedTuple, cast

from audio_cache.facts import SpecFacts
from audio_cache.spec import LexiconEntry, SpeechSpec
from audio_cache.voice import Voice
from listen.article.charset import decode
from listen.article.html.page_facts import PageFacts
from listen.errors import TooLong, Unavailable
from listen.extraction.job import (
    AgainJob,
    ArticleJob,
    DecodeJob,
    Job,
    JsonAnswer,
    JsonJob,
    PageJob,
    Task,
    TrialAnswer,
    TrialJob,
    WordAnswer,
    WordJob,
)
from listen.extraction.scheduler import ExtractionScheduler
from listen.lexicon.applicable import Entries
from listen.processes.messages import decode_text, encode_text
from listen.processes.pool import NoAnswer, PoolTimeout, ProcessPool
from listen.request.json_body import parse_json_object
from listen.request.schema import SpeechRequest
from listen.request.trial import Lexicons, Trial
from listen.sites.profile import SiteProfile
from listen.sites.sites import Sites
from listen.voices.selector import VoiceSelector

_MAX_INLINE_BODY = 64 * 1024
"""Bytes of a body that is parsed in the web process, which takes at most some milliseconds."""


class Busy(Unavailable):
    """No process was free in time. Another attempt soon may succeed."""


class Extracted(NamedTuple):
    """The answer to a request."""

    spec: SpeechSpec
    facts: SpecFacts
    dropped: str
    """JSON of DroppedParts."""


class Extractor:
    """Extracts articles with the profiles of their sites."""

    def __init__(self, sites: Sites, scheduler: ExtractionScheduler) -> None:
        self._sites = sites
        self._scheduler = scheduler

    def parse_json(self, body: bytes) -> dict[str, Any]:
        """Return the fields of a JSON object. Raises Malformed, TooLong and Unavailable."""
        if len(body) <= _MAX_INLINE_BODY:
            return parse_json_object(body)
        fields, text = _run(self._scheduler.ordinary, JsonJob(task="json"), body)
        answer = cast(JsonAnswer, fields)
        if answer["longest"] is None:
            return answer["fields"]
        return {**answer["fields"], answer["longest"]: decode_text(text)}

    def decode(self, body: bytes, charset: str, is_page: bool) -> str:
        """Return the text of a body, as `decode` of listen.article.charset.

        Raises TooLong and Unavailable.
        """
        if len(body) <= _MAX_INLINE_BODY:
            return decode(body, charset, is_page)
        job = DecodeJob(task="decode", charset=charset, is_page=is_page)
        return decode_text(_run(self._scheduler.ordinary, job, body)[1])

    def build_spec(
        self, request: SpeechRequest, selector: VoiceSelector, profile: SiteProfile | None = None
    ) -> Extracted:
        """Return the spec of a request, its facts, and what is not spoken. Raises ApiError.

        `profile` is that of the article's site; by default, the host of its URL tells the site.
        """
        answer, spec = self._extract("spec", request, selector, profile)
        facts = SpecFacts.from_dict(answer["facts"])
        return Extracted(SpeechSpec.from_json(spec), facts, answer["dropped"])

    def preview(self, request: SpeechRequest, selector: VoiceSelector) -> bytes:
        """Return the JSON of a Preview. Raises ApiError."""
        return self._extract("preview", request, selector)[1]

    def find_page_facts(self, request: SpeechRequest) -> PageFacts:
        """Return what a page is: the HTML of a request, whose `source_url` is its URL.

        Raises TooLong and Unavailable.
        """
        job = PageJob(
            task="page",
            url=request.source_url or "",
            profile=self._profile(request).to_dict(),
        )
        pool = self._scheduler.pool_for("spec", request)
        answer, _ = _run(pool, job, encode_text(request.html or ""))
        return PageFacts(**answer)

    def count_word(self, specs: Sequence[bytes], entry: LexiconEntry) -> list[int]:
        """Return how often the word of an entry occurs in each of the compressed specs.

        Raises TooLong if they are too many, and Unavailable.
        """
        job = WordJob(task="word", entry=entry.to_dict(), sizes=[*map(len, specs)])
        answer, _ = _run(self._scheduler.ordinary, job, b"".join(specs))
        return cast(WordAnswer, answer)["counts"]

    def try_entry(
        self,
        article: bytes,
        sentence: str | None,
        entry: LexiconEntry,
        lexicons: Lexicons,
        voices: Iterable[Voice],
    ) -> Trial:
        """Return the specs of a sentence before and after an entry: see listen.request.trial.

        `article` is a compressed spec. Raises ApiError.
        """
        job = TrialJob(
            task="trial",
            sentence=sentence,
            entry=entry.to_dict(),
            lexicons=lexicons.to_dict(),
            voices=[voice.to_dict() for voice in voices],
        )
        answer, _ = _run(self._scheduler.ordinary, job, article)
        found = cast(TrialAnswer, answer)
        before, after = (SpeechSpec.from_json(text) for text in (found["before"], found["after"]))
        return Trial(found["sentence"], before, after)

    def pronounce_again(
        self,
        article: bytes,
        lexicons: Iterable[Entries],
        voices: Iterable[Voice],
        max_chars: int,
    ) -> tuple[SpeechSpec, SpecFacts]:
        """Return a spec with other lexicons: see listen.request.pronounce.

        `article` is a compressed spec. Raises ApiError.
        """
        job = AgainJob(
            task="again",
            lexicons=[[entry.to_dict() for entry in entries] for entries in lexicons],
            voices=[voice.to_dict() for voice in voices],
            max_chars=max_chars,
        )
        answer, spec = _run(self._scheduler.ordinary, job, article)
        return SpeechSpec.from_json(spec), SpecFacts.from_dict(answer["facts"])

    def warm_up(self) -> None:
        """Start the processes for the first articles."""
        self._scheduler.warm_up()

    def is_warming_up(self) -> bool:
        """Return whether the first articles would wait for a process."""
        return self._scheduler.is_warming_up()

    def close(self) -> None:
        """End the processes."""
        self._scheduler.close()

    def _extract(
        self,
        task: Task,
        request: SpeechRequest,
        selector: VoiceSelector,
        profile: SiteProfile | None = None,
    ) -> tuple[dict[str, Any], bytes]:
        job: ArticleJob = {
            "task": task,
            "source": "text" if request.html is None else "html",
            "request": asdict(replace(request, text=None, html=None)),
            "selector": selector.json,
            "profile": (profile or self._profile(request)).to_dict(),
        }
        document = (request.text if request.html is None else request.html) or ""
        return _run(self._scheduler.pool_for(task, request), job, encode_text(document))

    def _profile(self, request: SpeechRequest) -> SiteProfile:
        return self._sites.profile_for_url(request.source_url)


def _run(pool: ProcessPool, job: Job, document: bytes) -> tuple[dict[str, Any], bytes]:
    """Return the answer to a job. Raises ApiError."""
    try:
        answer, answered = pool.run(job, document)
    except (PoolTimeout, Unavailable):
        raise Busy("The server is too busy for this article. Try again later.") from None
    except NoAnswer:
        raise TooLong("The article takes too long to extract. Shorten it.") from None
    return answer, answered or b""
