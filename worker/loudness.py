"""Loudness by ITU-R BS.1770-5 and EBU R 128, of one channel, without a second pass.

Each sentence is measured once, when it is made. An article is sentences and silence, so its
loudness is a sum over what was measured, gated. The sum is exact while every sentence and pause is
whole frames long, as audio.py and pauses.py make them; a frame that lies across two gating steps
would be divided between them as if its energy were spread evenly.
"""

import math
from array import array
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.signal import sosfilt

from worker.audio import FRAME, RATE, Pcm, Samples

STEP = RATE // 10
"""Samples from the beginning of one gating block to the next's."""

STEPS_IN_BLOCK = 4  # 400 ms: neighbours share 75 %

OFFSET = -0.691
"""LUFS of a mean square of 1, after the weighting."""

ABSOLUTE_GATE = -70.0
"""LUFS: a block that is no louder counts as silence."""

RELATIVE_GATE = -10.0
"""LU: a block that is so much softer than all that are not silence counts as a pause."""

PIECE = RATE
"""Samples to weigh at a time: for a whole sentence the system would have to find memory each time,
which takes as long as the filter."""

TALL = 0.5
"""Beside samples that are lower than this share of the highest no peak is looked for: the wave
would have to stand out by 6 dB there. In speech that leaves one sample in a hundred."""

REACH = 12
"""Samples to each side that the wave is computed from: within 0.1 dB up to 10 kHz."""

FULL_SCALE = 32768


@dataclass(frozen=True)
class Loudness:
    """What a sentence adds to the loudness of its article."""

    samples: int
    energies: tuple[float, ...]
    """Sum of the squared K-weighted samples of each FRAME (10 ms) begun; full scale is 1."""
    true_peak: float
    """The highest magnitude of the wave; full scale is 1."""


class LoudnessMeter:
    """Takes an article's sentences in order, each with the silence after it."""

    def __init__(self) -> None:
        self._samples = 0
        self._steps = array("d")  # energies of the article's steps, up to the latest sound
        self._highest = 0.0

    def add(self, sentence: Loudness, pause: int) -> None:
        """`pause` is in samples."""
        start, end = self._samples, self._samples + sentence.samples
        first, last = start // STEP, -(-end // STEP)
        frames = np.minimum(np.arange(len(sentence.energies) + 1) * FRAME + start, end)
        so_far = np.cumsum((0.0, *sentence.energies))
        energies = np.diff(np.interp(np.arange(first, last + 1) * STEP, frames, so_far))
        self._steps.extend([0.0] * (last - len(self._steps)))
        for step, energy in enumerate(energies.tolist(), first):
            self._steps[step] += energy
        self._highest = max(self._highest, sentence.true_peak)
        self._samples = end + pause

    def integrated(self) -> float | None:
        """LUFS; None for what has no loudness: silence, and what is shorter than one block."""
        steps = np.zeros(self._samples // STEP)
        known = self._steps[: len(steps)]  # an unfinished step at the end is in no block
        steps[: len(known)] = known
        if len(steps) < STEPS_IN_BLOCK:
            return None
        blocks = sliding_window_view(steps, STEPS_IN_BLOCK).sum(axis=1) / (STEPS_IN_BLOCK * STEP)
        heard = blocks[blocks > 10 ** ((ABSOLUTE_GATE - OFFSET) / 10)]
        if not len(heard):
            return None
        loud = heard[heard > heard.mean() * 10 ** (RELATIVE_GATE / 10)]
        return OFFSET + 10 * math.log10(loud.mean())

    def true_peak(self) -> float | None:
        """dBTP; None for digital silence."""
        return 20 * math.log10(self._highest) if self._highest else None


def measure(pcm: Pcm) -> Loudness:
    """Of one sentence: what comes after it is taken to be silence, and its echo in the filter,
    some milliseconds, is left out."""
    return Loudness(len(pcm), tuple(_energies(pcm)), _true_peak(pcm))


def _energies(pcm: Pcm) -> list[float]:
    energies: list[float] = []
    state = np.zeros((2, 2))
    for start in range(0, len(pcm), PIECE):
        samples = pcm[start : start + PIECE] / FULL_SCALE
        weighted, state = sosfilt(_K_WEIGHTING, samples, zi=state)
        frames = np.arange(0, len(weighted), FRAME)
        energies += np.add.reduceat(np.square(weighted), frames).tolist()
    return energies


def _true_peak(pcm: Pcm) -> float:
    highest = max(int(pcm.max(initial=0)), -int(pcm.min(initial=0)))
    if not highest:
        return 0.0
    _, peaks = true_peaks(pcm, TALL * highest)
    return float(peaks.max()) / FULL_SCALE


def true_peaks(samples: Samples | Pcm, floor: float) -> tuple[NDArray[np.intp], Samples]:
    """Where the samples reach `floor`, and how high the wave is there.

    It is read at seven points, a quarter of a sample apart, between the neighbours of each such
    sample: four times oversampled (BS.1770-5, annex 2).
    """
    tall = np.flatnonzero((samples >= floor) | (samples <= -floor))
    if not len(tall):
        return tall, np.zeros(0, np.float32)
    around = sliding_window_view(np.pad(samples, REACH), 2 * REACH + 1)[tall]
    return tall, np.abs(around @ _WAVE).max(axis=1)


def k_weighting(rate: int) -> NDArray[np.float64]:
    """The two filters of BS.1770-5, annex 1, as second-order sections.

    At 48 kHz they have the standard's own coefficients. At other rates they are the same analogue
    filters, with the parameters that libebur128 found and the gain that they have at 48 kHz.
    """
    k, q = math.tan(math.pi * 1681.974450955533 / rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    shelf = [high + middle * k / q + k * k, 2 * (k * k - high), high - middle * k / q + k * k]
    shelf += [1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k]
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    high_pass = [1.0049949, -2 * 1.0049949, 1.0049949]
    high_pass += [1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k]
    sections = np.array([shelf, high_pass])
    return np.asarray(sections / sections[:, 3:4])


def _wave() -> Samples:
    """How to weigh the samples around one for the wave beside it: a column for each point."""
    points = np.arange(-3, 4) / 4
    distances = np.arange(-REACH, REACH + 1)[:, np.newaxis] - points
    bell = np.i0(6 * np.sqrt(1 - (distances / (REACH + 1)) ** 2))
    weights = np.sinc(distances) * bell
    return np.asarray(weights / weights.sum(axis=0), np.float32)


_K_WEIGHTING = k_weighting(RATE)
_WAVE = _wave()
