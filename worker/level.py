"""Loudness of one sentence: a constant gain, and a limiter for the peaks that it lifts too high.

The gain belongs to the voice, never to the sentence: what a voice says softly stays soft. The
limiter sees the whole sentence, so it turns the sound down before a peak and up again after it,
smoothly, and leaves everything else exactly as it was.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d

from worker.audio import RATE, Samples
from worker.loudness import TALL, true_peaks

LEVEL = 1
"""To be raised with every change, here or in audio.py, that gives a sentence other samples."""

CEILING_DB = -1.5
"""dBTP. Finished files may reach -1; the rest is for what an encoder adds to a peak."""

BLOCK = RATE // 1000  # samples: the limiter decides once in a millisecond
REACH = 10  # blocks before and after a peak in which the gain comes down and goes up again


def level(samples: Samples, gain_db: float) -> Samples:
    """The same length, `gain_db` louder, with no true peak above CEILING_DB."""
    louder = samples * np.float32(10 ** (gain_db / 20))
    ceiling = 10 ** (CEILING_DB / 20)
    peaks = _highest(louder, ceiling)
    if peaks.max(initial=0.0) <= ceiling:
        return louder
    return louder * _gain(ceiling / np.maximum(peaks, ceiling), len(louder))


def _highest(samples: Samples, ceiling: float) -> Samples:
    """How high the wave is in each block, where it could pass the ceiling: else no more than 0."""
    highest = np.zeros(-(-len(samples) // BLOCK), np.float32)
    tall, peaks = true_peaks(samples, TALL * ceiling)
    np.maximum.at(highest, tall // BLOCK, peaks)
    return highest


def _gain(allowed: NDArray[np.float64], length: int) -> Samples:
    """A smooth curve through `length` samples, nowhere above what is `allowed` in their block.

    Each allowance is held for REACH blocks to both sides, and one more because a sample's gain is
    read between two blocks; then the mean over the same reach can't exceed it.
    """
    held: NDArray[np.float64] = minimum_filter1d(allowed, 2 * (REACH + 1) + 1)
    bell = np.hanning(2 * REACH + 3)[1:-1]
    smooth = np.convolve(np.pad(held, REACH, mode="edge"), bell / bell.sum(), "valid")
    middles = np.arange(len(smooth)) * BLOCK + (BLOCK - 1) / 2
    curve: NDArray[np.float64] = np.interp(np.arange(length), middles, smooth)
    return curve.astype(np.float32)
