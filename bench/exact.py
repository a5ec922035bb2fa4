"""Finished files: the decoded length equals the reported duration, and there are no gaps."""

import numpy as np

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.click import click
from bench.machine import Json, Machine
from bench.sound import RATE, Decoded, decode, silent_windows
from bench.table import Row
from worker.audio import Samples, trim
from worker.engines.hibari import HibariEngine

_ARTICLES = 2
_FORMATS = ("mp3", "ogg", "flac", "wav")
_VOICE = "heart"
"""The default voice."""
_TOLERANCE_MS = 1.0


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    engine = HibariEngine()
    errors: dict[str, float] = dict.fromkeys(_FORMATS, 0.0)
    gaps: dict[str, int] = dict.fromkeys(_FORMATS, 0)
    with Machine() as machine:
        for _ in range(_ARTICLES):
            article = newsroom.article()
            key = click(machine, article).key
            duration = machine.wait_until(key, "finished")["duration"]
            spoken = [engine.synthesize(text, _VOICE, 1.0) for text in machine.spoken(article)]
            for extension in _FORMATS:
                sound = _finished(machine, key, extension)
                error = abs(len(sound) / RATE - duration) * 1000
                errors[extension] = max(errors[extension], error)
                gaps[extension] += _gaps(machine.segments(key), spoken, sound)
    return [
        Row(
            "finished files: error of the decoded length, ms",
            _by_format(errors),
            max(errors.values()),
            _TOLERANCE_MS,
            _ARTICLES * len(_FORMATS),
        ),
        Row(
            "finished files: windows of 10 ms that are silent unlike the engine's output",
            _by_format(gaps),
            sum(gaps.values()),
            0,
            _ARTICLES * len(_FORMATS),
        ),
    ]


def _finished(machine: Machine, key: str, extension: str) -> Decoded:
    """Return the decoded file. The first GET of a format makes it, the second gets the file."""
    machine.file(key, extension)
    return decode(machine.file(key, extension))


def _gaps(segments: list[Json], spoken: list[Samples], sound: Decoded) -> int:
    """Count windows of digital silence in segments where the engine has sound.

    The bare engine says some names otherwise, with its own phonemes.
    """
    count = 0
    for segment, samples in zip(segments, spoken, strict=True):
        start, end = (round(segment[edge] * RATE) for edge in ("start_time", "end_time"))
        product, expected = silent_windows(sound[start:end]), silent_windows(trim(samples))
        count += int(np.count_nonzero(product & ~expected[: len(product)]))
    return count


def _by_format(values: dict[str, float] | dict[str, int]) -> str:
    return ", ".join(f"{extension} {value:.3g}" for extension, value in values.items())
