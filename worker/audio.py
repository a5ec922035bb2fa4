"""Mono audio of one sentence: resample, trim, convert to 16 bits.

`Samples` are floats in [-1, 1]; `Pcm` is 16-bit audio, which is cached and encoded.
"""

import numpy as np
import soxr
from numpy.typing import NDArray

RATE = 24_000
"""Hz. Sample rate of everything after `resample`, and of the finished files."""

LEAD = 0.04
"""Seconds kept before the first sound of a sentence, for the onset of a soft f, s or h."""

TAIL = 0.06
"""Seconds kept after the last sound of a sentence, for a breathy end."""

GATE_DB = -50.0
"""Threshold of sound, relative to the sentence's loudest frame. A soft consonant rises from -60 to
-45 dB within about LEAD. Measured on 90 sentences that begin or end with one, at half to double
speed: nothing above -51 dB was cut off, and at normal speed nothing above -56 dB."""

SILENCE_DBFS = -70.0
"""A sentence whose loudest frame is below this contains no speech."""

FRAME = RATE // 100
"""Samples, 10 ms: resolution of the trimmed edges, and length of the fade at each."""

GRID = 576
"""Samples, 24 ms. Segments begin at multiples of it, so that each has MP3 frames of its own."""

MIN_PAUSE = 4 * GRID
"""Samples of silence after each segment, at least: the last of its MP3 frames lie there."""

Samples = NDArray[np.float32]
Pcm = NDArray[np.int16]


def resample(samples: Samples, rate: int) -> Samples:
    """Resample from `rate` Hz to RATE. Raises ValueError unless the samples are mono and finite."""
    samples = np.asarray(samples, np.float32)
    if samples.ndim != 1 or not np.isfinite(samples).all():
        raise ValueError("samples must be one channel of finite numbers")
    if rate == RATE or not len(samples):
        return samples
    return np.asarray(soxr.resample(samples, rate, RATE), np.float32)


def trim(samples: Samples) -> Samples:
    """Return the samples from LEAD before the first sound to TAIL after the last; empty if silent.

    Edges that are shorter are padded with silence, so that the pause between two sentences always
    has its nominal length.
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
    trimmed = _fade(padded[max(start, 0) : stop].copy())
    return np.pad(trimmed, (max(-start, 0), max(stop - len(padded), 0)))


def _fade(samples: Samples) -> Samples:
    ramp = np.linspace(0, 1, FRAME, endpoint=False, dtype=np.float32)
    samples[:FRAME] *= ramp
    samples[-FRAME:] *= ramp[::-1]
    return samples


def to_pcm(samples: Samples) -> Pcm:
    """Round to 16 bits. Samples outside [-1, 1] are clipped."""
    return (samples * np.float32(32768)).round().clip(-32768, 32767).astype(np.int16)


def silence(samples: int) -> Pcm:
    """Return digital silence."""
    return np.zeros(samples, np.int16)
