"""Speech marks: the places of sentences and words in the article text and in the audio.

The times of sentences are measured to the sample. The times of words are estimated within their
segment, from the lengths of their spoken forms: they drift by some tenths of a second, until the
next segment begins.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, TypedDict

from audio_cache.spec import SpeechSpec
from audio_cache.timing import Timing
from worker.script.normalize.ipa import expand_ipa
from worker.script.normalize.lexicon import Lexicon
from worker.script.normalize.normalize import normalize
from worker.script.normalize.spoken import Word

_LETTERS_PER_WORD = 1.0
"""Time that every word takes besides its letters, in letters of its spoken form."""


class SpeechMark(TypedDict):
    """A sentence or a word."""

    type: Literal["sentence", "word"]
    block: int
    """Index of the block."""
    start: int
    end: int
    """Code points of the article text."""
    start_time: float
    end_time: float
    """Seconds from the first sample."""
    value: str
    """The text from `start` to `end`."""
    measured: bool
    """True: the times are measured. False: they are estimated."""


def marks_json(spec: SpeechSpec, timings: Iterable[Timing]) -> str:
    """Return the JSON of the marks with the text that they index, as docs/api.md describes it."""
    marks = {"text": spec.text, "marks": speech_marks(spec, timings)}
    return json.dumps(marks, ensure_ascii=False, separators=(",", ":")) + "\n"


def speech_marks(spec: SpeechSpec, timings: Iterable[Timing]) -> list[SpeechMark]:
    """Return each sentence, then its words. A sentence may have several segments."""
    marks: list[SpeechMark] = []
    text, lexicon = spec.text, Lexicon(spec.lexicon)
    for _, group in groupby(timings, key=lambda timing: timing.sentence):
        segments = list(group)
        marks.append(_sentence(text, segments[0], segments[-1]))
        for timing in segments:
            marks += _words(text, spec.language, timing, lexicon)
    return marks


def _sentence(text: str, first: Timing, last: Timing) -> SpeechMark:
    return {
        "type": "sentence",
        "block": first.block,
        "start": first.start,
        "end": last.end,
        "start_time": first.start_time,
        "end_time": last.end_time,
        "value": text[first.start : last.end],
        "measured": True,
    }


def _words(text: str, language: str, timing: Timing, lexicon: Lexicon) -> Iterator[SpeechMark]:
    """Yield the words of a segment. Text that is spoken as several words, "$3.2bn", is one word."""
    spoken = normalize(text[timing.start : timing.end], language, lexicon)
    words = spoken.words
    lengths = [_letters(spoken.text, word) + _LETTERS_PER_WORD for word in words]
    total = sum(lengths)
    time = timing.start_time
    for word, length in zip(words, lengths, strict=True):
        end = time + (timing.end_time - timing.start_time) * length / total
        start_of_word, end_of_word = timing.start + word.start, timing.start + word.end
        yield {
            "type": "word",
            "block": timing.block,
            "start": start_of_word,
            "end": end_of_word,
            "start_time": round(time, 3),
            "end_time": round(end, 3),
            "value": text[start_of_word:end_of_word],
            "measured": False,
        }
        time = end


def _letters(spoken: str, word: Word) -> int:
    return len(expand_ipa(spoken[word.spoken_start : word.spoken_end]))
