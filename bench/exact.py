"""The finished files: as long as was said, to the millisecond, and without holes."""

import numpy as np

from bench.articles import Article, Newsroom
from bench.bare import BareEngine
from bench.click import click
from bench.machine import Machine
from bench.sound import RATE, Decoded, decode, silent_windows
from bench.table import Row
from worker.audio import trim

_ARTICLES = 2
_FORMATS = ("mp3", "ogg", "flac", "wav")
_TOLERANCE_MS = 1.0


def run(newsroom: Newsroom, bare: BareEngine) -> list[Row]:
    errors: dict[str, float] = dict.fromkeys(_FORMATS, 0.0)
    holes: dict[str, int] = dict.fromkeys(_FORMATS, 0)
    with Machine() as machine:
        for _ in range(_ARTICLES):
            article = newsroom.article()
            key = click(machine, article).key
            duration = machine.wait_until(key, "finished")["duration"]
            for extension in _FORMATS:
                sound = _finished(machine, key, extension)
                error = abs(len(sound) / RATE - duration) * 1000
                errors[extension] = max(errors[extension], error)
                holes[extension] += _holes(machine, bare, article, key, sound)
    return [
        Row(
            "finished files: decoded length, ms off",
            _by_format(errors),
            max(errors.values()),
            _TOLERANCE_MS,
            _ARTICLES * len(_FORMATS),
        ),
        Row(
            "finished files: 10 ms of silence that the engine did not make",
            _by_format(holes),
            sum(holes.values()),
            0,
            _ARTICLES * len(_FORMATS),
        ),
    ]


def _finished(machine: Machine, key: str, extension: str) -> Decoded:
    """The first GET of another format has it made, and sounds live; the second is the file."""
    machine.file(key, extension)
    return decode(machine.file(key, extension))


def _holes(machine: Machine, bare: BareEngine, article: Article, key: str, sound: Decoded) -> int:
    """Windows of digital silence inside the segments where the bare engine has sound."""
    count = 0
    spoken = bare.sounds(machine.spoken(article))
    for segment, samples in zip(machine.segments(key), spoken, strict=True):
        start, end = (round(segment[edge] * RATE) for edge in ("start_time", "end_time"))
        ours, theirs = silent_windows(sound[start:end]), silent_windows(trim(samples))
        count += int(np.count_nonzero(ours & ~theirs[: len(ours)]))
    return count


def _by_format(values: dict[str, float] | dict[str, int]) -> str:
    return ", ".join(f"{extension} {value:.3g}" for extension, value in values.items())
