"""Level of one sentence: a constant gain, and a limiter for the peaks that it lifts too high.

The gain belongs to the voice, never to the sentence: a soft sentence stays soft. The limiter sees
the whole sentence. It lowers the gain smoothly before a peak, raises it again after the peak, and
leaves all other samples unchanged.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from worker.audio import RATE, Samples
from worker.loudness import PEAK_CANDIDATE_RATIO, true_peaks

LEVEL = 1
"""Version. Must be raised with every change here or in audio.py that changes samples."""

CEILING_DB = -1.5
"""dBTP. Finished files may reach -1 dBTP: an encoder may add 0.5 dB to a peak."""

BLOCK = RATE // 1000
"""Samples, 1 ms: the resolution of the limiter's gain."""

REACH = 10
"""Blocks before a peak in which the gain falls, and after it in which the gain recovers."""

_LEAST_CHANGE = 1e-8
"""A gain that is closer to 1 is 1 as a 32-bit float."""


def level(samples: Samples, gain_db: float) -> Samples:
    """Return the samples `gain_db` louder, without true peaks above CEILING_DB."""
    louder = samples * np.float32(10 ** (gain_db / 20))
    ceiling = 10 ** (CEILING_DB / 20)
    peaks = _block_peaks(louder, ceiling)
    if peaks.max(initial=0.0) <= ceiling:
        return louder
    return louder * _gain(ceiling / np.maximum(peaks, ceiling), len(louder))


def _block_peaks(samples: Samples, ceiling: float) -> Samples:
    """Return the true peak of each block; 0 for blocks that cannot exceed the ceiling."""
    highest = np.zeros(-(-len(samples) // BLOCK), np.float32)
    positions, peaks = true_peaks(samples, PEAK_CANDIDATE_RATIO * ceiling)
    np.maximum.at(highest, positions // BLOCK, peaks)
    return highest


def _gain(allowed: NDArray[np.float64], length: int) -> Samples:
    """Return a smooth gain for `length` samples that never exceeds the `allowed` gain of a block.

    The minimum is held for REACH blocks to both sides, and for one more because the gain of a
    sample is interpolated between two blocks. The weighted mean over REACH then cannot exceed it.
    """
    around = sliding_window_view(np.pad(allowed, REACH + 1, mode="edge"), 2 * (REACH + 1) + 1)
    held: NDArray[np.float64] = around.min(axis=1)
    window = np.hanning(2 * REACH + 3)[1:-1]
    smooth = np.convolve(np.pad(held, REACH, mode="edge"), window / window.sum(), "valid")
    centers = np.arange(len(smooth)) * BLOCK + (BLOCK - 1) / 2
    # Most of a sentence has a gain of 1, which is not worth interpolating.
    lowered = np.pad(smooth < 1 - _LEAST_CHANGE, 1)
    reached = np.repeat(lowered[:-2] | lowered[1:-1] | lowered[2:], BLOCK)[:length]
    positions = np.flatnonzero(reached)
    curve = np.ones(length, np.float32)
    curve[positions] = np.interp(positions, centers, smooth)
    return curve
