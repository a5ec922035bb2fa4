"""Loudness of mono audio by ITU-R BS.1770-5 and EBU R 128, without a second pass.

Each sentence is measured once, when it is synthesized. An article consists of sentences and
silence, so its loudness is a gated sum of their measurements. A frame that crosses two gating steps
is divided as if its energy were spread evenly: that changes the sum by less than 0.02 LU.
"""

import math
from array import array
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from worker.audio import FRAME, RATE, Pcm, Samples

STEP = RATE // 10
"""Samples, 100 ms, from the start of one gating block to the start of the next."""

STEPS_IN_BLOCK = 4
"""A gating block lasts 400 ms; neighbours overlap by 75 %."""

OFFSET = -0.691
"""LUFS of a K-weighted mean square of 1."""

ABSOLUTE_GATE = -70.0
"""LUFS. A block that is not louder counts as silence."""

RELATIVE_GATE = -10.0
"""LU. A block that is this much softer than the mean of all blocks with sound is a pause."""

BLOCK = 40
"""Samples that the weighting filters at once: FRAME is a multiple of it."""

PEAK_CANDIDATE_RATIO = 0.5
"""A true peak is only sought beside samples of at least this ratio of the highest sample: elsewhere
the wave would have to exceed its samples by 6 dB. In speech one sample in a hundred remains."""

REACH = 12
"""Samples on each side used for interpolation: accurate within 0.1 dB up to 10 kHz."""

FULL_SCALE = 32768


@dataclass(frozen=True)
class Loudness:
    """The contribution of a sentence to the loudness of its article."""

    samples: int
    energies: tuple[float, ...]
    """Sum of the squared K-weighted samples of each FRAME (10 ms), the last one possibly shorter;
    full scale is 1."""
    true_peak: float
    """Highest magnitude of the oversampled wave; full scale is 1."""


class LoudnessMeter:
    """Accumulates the sentences of an article in order, each with the silence after it."""

    def __init__(self) -> None:
        self._samples = 0
        self._steps = array("d")  # energy of each gating step, up to the latest sound
        self._highest = 0.0

    def add(self, sentence: Loudness, pause: int) -> None:
        """Add a sentence and a pause, which is in samples."""
        start, end = self._samples, self._samples + sentence.samples
        first, last = start // STEP, -(-end // STEP)
        frames = np.minimum(np.arange(len(sentence.energies) + 1) * FRAME + start, end)
        cumulative = np.cumsum((0.0, *sentence.energies))
        energies = np.diff(np.interp(np.arange(first, last + 1) * STEP, frames, cumulative))
        self._steps.extend([0.0] * (last - len(self._steps)))
        for step, energy in enumerate(energies.tolist(), first):
            self._steps[step] += energy
        self._highest = max(self._highest, sentence.true_peak)
        self._samples = end + pause

    def integrated(self) -> float | None:
        """Return LUFS; None for silence, and for audio shorter than one gating block."""
        steps = np.zeros(self._samples // STEP)
        complete = self._steps[: len(steps)]  # a partial step at the end belongs to no block
        steps[: len(complete)] = complete
        if len(steps) < STEPS_IN_BLOCK:
            return None
        blocks = sliding_window_view(steps, STEPS_IN_BLOCK).sum(axis=1) / (STEPS_IN_BLOCK * STEP)
        audible = blocks[blocks > 10 ** ((ABSOLUTE_GATE - OFFSET) / 10)]
        if not len(audible):
            return None
        gated = audible[audible > audible.mean() * 10 ** (RELATIVE_GATE / 10)]
        return OFFSET + 10 * math.log10(gated.mean())

    def true_peak(self) -> float | None:
        """Return dBTP; None for digital silence."""
        return 20 * math.log10(self._highest) if self._highest else None


def measure(pcm: Pcm) -> Loudness:
    """Measure one sentence. The filter's decay after it, some milliseconds, is ignored."""
    return Loudness(len(pcm), tuple(_energies(pcm)), _true_peak(pcm))


def _energies(pcm: Pcm) -> list[float]:
    """Filter in blocks, by products of matrices: numpy has no recursive filter.

    A row of `weighted` is a block as a filter at rest would output it. What the filter had in it
    when the block began is added afterwards.
    """
    frames = -(-len(pcm) // FRAME)
    samples = np.zeros(frames * FRAME)
    np.divide(pcm, FULL_SCALE, out=samples[: len(pcm)])
    blocks = samples.reshape(-1, BLOCK)
    weighted = blocks @ _WEIGHTING.output
    weighted[1:] += _WEIGHTING.states(blocks)[:-1] @ _WEIGHTING.decay
    weighted.reshape(-1)[len(pcm) :] = 0
    squares: NDArray[np.float64] = np.einsum("ij,ij->i", weighted, weighted)
    energies: list[float] = squares.reshape(-1, FRAME // BLOCK).sum(axis=1).tolist()
    return energies


def _true_peak(pcm: Pcm) -> float:
    highest = max(int(pcm.max(initial=0)), -int(pcm.min(initial=0)))
    if not highest:
        return 0.0
    _, peaks = true_peaks(pcm, PEAK_CANDIDATE_RATIO * highest)
    return float(peaks.max()) / FULL_SCALE


def true_peaks(samples: Samples | Pcm, floor: float) -> tuple[NDArray[np.intp], Samples]:
    """Return the positions of samples whose magnitude reaches `floor`, and the true peak at each.

    The wave is interpolated at seven points between the neighbours of the sample, a quarter of a
    sample apart: fourfold oversampling (BS.1770-5, annex 2).
    """
    positions = np.flatnonzero((samples >= floor) | (samples <= -floor))
    if not len(positions):
        return positions, np.zeros(0, np.float32)
    around = sliding_window_view(np.pad(samples, REACH), 2 * REACH + 1)[positions]
    return positions, np.abs(around @ _INTERPOLATION).max(axis=1)


def k_weighting(rate: int) -> NDArray[np.float64]:
    """Return the two filters of BS.1770-5, annex 1, as second-order sections.

    At 48 kHz they have the coefficients of the standard. At other rates they are the same analogue
    filters, with the parameters that libebur128 derived and the gain that they have at 48 kHz.
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


@dataclass(frozen=True)
class _BlockFilter:
    """A recursive filter for blocks of samples in rows, as a linear system with a state."""

    output: NDArray[np.float64]
    """From the samples of a block to its output, if the filter was at rest before it."""
    state: NDArray[np.float64]
    """From the samples of a block to the state after it, likewise."""
    decay: NDArray[np.float64]
    """From the state before a block to the output that it adds to the block."""
    aging: list[NDArray[np.float64]]
    """From a state to what is left of it after 1, 2, 4... blocks, until nothing is."""

    def states(self, blocks: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the state after each block. The sum over all blocks before takes log steps."""
        states = blocks @ self.state
        for power, aging in enumerate(self.aging):
            states[2**power :] += states[: -(2**power)] @ aging
        return states


def _block_filter(sections: NDArray[np.float64]) -> _BlockFilter:
    """Return second-order sections, one after the other, for blocks of BLOCK samples."""
    # x' = a x + b u, y = c x + d u: each section is appended to those before it
    a, b, c, d = np.zeros((0, 0)), np.zeros((0, 1)), np.zeros((1, 0)), np.ones((1, 1))
    for b0, b1, b2, _, a1, a2 in sections:
        update, entry = np.array([[-a1, 1], [-a2, 0]]), np.array([[b1 - a1 * b0], [b2 - a2 * b0]])
        a = np.block([[a, np.zeros((len(a), 2))], [entry @ c, update]])
        b, c, d = np.vstack([b, entry @ d]), np.hstack([b0 * c, [[1.0, 0.0]]]), b0 * d
    powers = [np.linalg.matrix_power(a, age) for age in range(BLOCK + 1)]
    impulse = np.array([d[0, 0], *((c @ power @ b)[0, 0] for power in powers[:-2])])
    delays = np.arange(BLOCK) - np.arange(BLOCK)[:, np.newaxis]
    aging = [powers[BLOCK].T]
    while np.abs(aging[-1]).max() > 1e-12:
        aging.append(aging[-1] @ aging[-1])
    return _BlockFilter(
        output=np.where(delays >= 0, impulse[np.maximum(delays, 0)], 0.0),
        state=np.hstack([power @ b for power in powers[-2::-1]]).T.copy(),
        decay=np.vstack([c @ power for power in powers[:-1]]).T.copy(),
        aging=aging,
    )


def _interpolation() -> Samples:
    """Return Kaiser-windowed sinc weights of the samples around one: a column per point."""
    points = np.arange(-3, 4) / 4
    distances = np.arange(-REACH, REACH + 1)[:, np.newaxis] - points
    window = np.i0(6 * np.sqrt(1 - (distances / (REACH + 1)) ** 2))
    weights = np.sinc(distances) * window
    return np.asarray(weights / weights.sum(axis=0), np.float32)


_WEIGHTING = _block_filter(k_weighting(RATE))
_INTERPOLATION = _interpolation()
