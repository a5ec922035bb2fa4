"""The sound of one sentence, mono: brought to one rate, cut at its edges, made 16 bits.

`Samples` lie in [-1, 1]; `Pcm` is what is kept and encoded.
"""

import numpy as np
import soxr
from numpy.typing import NDArray

RATE = 24_000
"""Hz, of everything after `resample` and of the finished files."""

LEAD = 0.04
"""Seconds kept before the first sound of a sentence: room for the onset of a soft f, s or h."""

TAIL = 0.06
"""Seconds kept after the last sound of a sentence: room for a breathy end."""

GATE_DB = -50.0
"""What counts as sound, against the sentence's loudest frame. A soft consonant swells from -60 to
-45 dB within about LEAD; of 90 sentences that begin or end with one, at half to double speed,
nothing above -51 dB was cut off, and at normal speed nothing above -56 dB."""

SILENCE_DBFS = -70.0
"""A sentence whose loudest frame stays below this holds no speech."""

FRAME = RATE // 100
"""Samples, 10 ms: the resolution of the edges, and the length of the fade at each."""

Samples = NDArray[np.float32]
Pcm = NDArray[np.int16]


def resample(samples: Samples, rate: int) -> Samples:
    """From `rate` Hz to RATE. ValueError where a voice gave something other than sound."""
    samples = np.asarray(samples, np.float32)
    if samples.ndim != 1 or not np.isfinite(samples).all():
        raise ValueError("expected one channel of finite samples")
    if rate == RATE or not len(samples):
        return samples
    return np.asarray(soxr.resample(samples, rate, RATE), np.float32)


def trim(samples: Samples) -> Samples:
    """The sentence from LEAD before its first sound to TAIL after its last; empty if it has none.

    Edges that the voice cut shorter are filled up with silence, so that a pause between two
    sentences is always as long as it was meant to be.
    """
    frames = -(-len(samples) // FRAME)
    padded = np.pad(samples, (0, frames * FRAME - len(samples)))
    energy = np.square(padded, dtype=np.float64).reshape(frames, FRAME).mean(axis=1)
    loudest = energy.max(initial=0.0)
    if loudest < 10 ** (SILENCE_DBFS / 10):
        return np.zeros(0, np.float32)
    sounding = np.flatnonzero(energy > loudest * 10 ** (GATE_DB / 10))
    start = int(sounding[0]) * FRAME - round(LEAD * RATE)
    stop = int(sounding[-1] + 1) * FRAME + round(TAIL * RATE)
    kept = _fade(padded[max(start, 0) : stop].copy())
    return np.pad(kept, (max(-start, 0), max(stop - len(padded), 0)))


def _fade(samples: Samples) -> Samples:
    ramp = np.linspace(0, 1, FRAME, endpoint=False, dtype=np.float32)
    samples[:FRAME] *= ramp
    samples[-FRAME:] *= ramp[::-1]
    return samples


def to_pcm(samples: Samples) -> Pcm:
    """Rounded to 16 bits; what lies outside [-1, 1] is clipped."""
    return (samples * np.float32(32768)).round().clip(-32768, 32767).astype(np.int16)


def silence(seconds: float) -> Pcm:
    """Whole samples, rounded."""
    return np.zeros(round(seconds * RATE), np.int16)
