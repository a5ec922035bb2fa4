"""Speech marks: where sentences and words stand in the article text and in the audio.

Sentences are measured to the sample. Words are estimated inside their segment, by how long each
takes to say: they drift by some tenths of a second, and are right again at the next segment.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from audio_cache.manifest import Manifest, Timing
from audio_cache.spec import SpeechSpec
from worker.script.normalize import Word, normalize
from worker.script.normalize.ipa import expand_ipa
from worker.script.normalize.lexicon import Lexicon

_BESIDE_LETTERS = 1.0
"""What a word takes however short it is, in letters of its spoken form."""


def speech_marks(manifest: Manifest) -> list[dict[str, Any]]:
    """Each sentence, also one that was spoken in several clauses, then its words."""
    found = []
    lexicon = Lexicon(manifest.spec.lexicon)
    for _, clauses in groupby(manifest.timings, key=lambda timing: timing.sentence):
        timings = list(clauses)
        found.append(_sentence(manifest.spec.text, timings[0], timings[-1]))
        for timing in timings:
            found += _words(manifest.spec, timing, lexicon)
    return found


def _sentence(text: str, first: Timing, last: Timing) -> dict[str, Any]:
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


def _words(spec: SpeechSpec, timing: Timing, lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """What is said for "$3.2bn" is one word of the text."""
    spoken = normalize(spec.text[timing.start : timing.end], spec.language, lexicon)
    words = spoken.words
    lengths = [_letters(spoken.text, word) + _BESIDE_LETTERS for word in words]
    time = timing.start_time
    for word, length in zip(words, lengths, strict=True):
        end = time + (timing.end_time - timing.start_time) * length / sum(lengths)
        start_of_word, end_of_word = timing.start + word.start, timing.start + word.end
        yield {
            "type": "word",
            "block": timing.block,
            "start": start_of_word,
            "end": end_of_word,
            "start_time": round(time, 3),
            "end_time": round(end, 3),
            "value": spec.text[start_of_word:end_of_word],
            "measured": False,
        }
        time = end


def _letters(spoken: str, word: Word) -> int:
    return len(expand_ipa(spoken[word.spoken_start : word.spoken_end]))
