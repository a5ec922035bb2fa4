"""A voice of beeps: instant, and identical on every machine. For tests and trials."""

import hashlib

import numpy as np

from audio_cache.voice import Voice
from worker.audio import Samples
from worker.engines.engine import Engine

_RATE = 24_000
_CHARACTERS_PER_SECOND = 16.0
_PEAK = 0.25


class ToneEngine(Engine):
    """Speaks each text as one tone whose length and pitch depend on the text."""

    concurrency = 2

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="tone",
                name="beep",
                revision="1",
                languages=("en", "de"),
                scripts=("Latin", "Greek"),
                sample_rate=_RATE,
                letters_per_second=13.0,
                max_characters=300,
                offline=True,
                licence="Apache-2.0",
            )
        ]

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        """Return a triangle wave, computed with integers.

        Sines differ between processors in the last bit.
        """
        length = round(_RATE * len(text) / _CHARACTERS_PER_SECOND / speed)
        half = 40 + hashlib.sha256(text.encode()).digest()[0] % 64
        wave = np.abs(np.arange(length) % (2 * half) - half) * 2 - half
        return (wave * (_PEAK / half)).astype(np.float32)
