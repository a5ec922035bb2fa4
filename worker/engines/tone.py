"""A voice of beeps: instant and the same on every machine, for tests and trials."""

import hashlib
from typing import Self

import numpy as np
from redis import Redis

from audio_cache.voice import Voice
from worker.audio import Samples
from worker.config import WorkerConfig

_RATE = 24_000
_CHARACTERS_PER_SECOND = 16.0
_PEAK = 0.25


class ToneEngine:
    parallel = 2

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        return cls()

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="tone",
                name="beep",
                revision="1",
                languages=("en", "de"),
                scripts=("Latin",),
                sample_rate=_RATE,
                letters_per_second=13.0,
                max_characters=300,
                offline=True,
                licence="Apache-2.0",
            )
        ]

    def trouble(self) -> str:
        return ""

    def warm(self) -> None:
        pass

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        """A triangle wave: the text decides its length and its pitch.

        Whole-number arithmetic, because sines differ between processors in the last bit.
        """
        length = round(_RATE * len(text) / _CHARACTERS_PER_SECOND / speed)
        half = 40 + hashlib.sha256(text.encode()).digest()[0] % 64
        wave = np.abs(np.arange(length) % (2 * half) - half) * 2 - half
        return (wave * (_PEAK / half)).astype(np.float32)

    def gain(self, voice: str, speed: float) -> float:
        return 0.0
