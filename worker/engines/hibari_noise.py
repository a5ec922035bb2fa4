"""The noise in hibari's voices: breath and consonants.

Every utterance is synthesized with the same seed, so its noise is the beginning of one series. To
draw the series anew took a seventh of the engine's time.
"""

from functools import cached_property

import numpy as np
from numpy.typing import DTypeLike

from worker.audio import Samples

_LENGTH = 601 * 2 * 80 * 22
"""Numbers that are kept, 8.5 MB: 601 complex bins, 80 frames a second, 22 s."""


class RepeatedNoise:
    """A stand-in for `numpy.random.default_rng(seed)`, as new for each utterance."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def standard_normal(self, shape: tuple[int, ...], dtype: DTypeLike = np.float32) -> Samples:
        """Return a new array of what a new generator would draw first, as float32.

        Raises TypeError for another `dtype`.
        """
        if dtype != np.float32:
            raise TypeError(f"The noise is float32, not {np.dtype(dtype)}.")
        size = int(np.prod(shape))
        if size > _LENGTH:
            return self._draw(shape)
        return self._start[:size].reshape(shape).copy()

    @cached_property
    def _start(self) -> Samples:
        return self._draw((_LENGTH,))

    def _draw(self, shape: tuple[int, ...]) -> Samples:
        return np.random.default_rng(self._seed).standard_normal(shape, dtype=np.float32)
