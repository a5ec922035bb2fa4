"""Measures the gain that a voice needs, for engines whose voices are not known in advance."""

from audio_cache.formats import MP3
from worker.audio import Samples, resample, to_pcm, trim
from worker.encoders import ENCODERS
from worker.loudness import LoudnessMeter, measure

TEXT = ", ".join(map(str, range(1, 11))) + "."
"""A text for voices of any language: digits are words in every one."""

_TARGET = -19.0
"""LUFS of a finished file."""

_STEP = 0.5
"""dB. A gain is rounded, so that the last bits of a processor do not change it."""


def measure_gain(samples: Samples, rate: int, bias: float = 0.0) -> float | None:
    """Return the dB that bring a voice to -19 LUFS, by samples of a short text at `rate` Hz.

    `bias` is how many LU louder articles are than the text. None: the samples are silent or too
    short.
    """
    pcm = to_pcm(trim(resample(samples, rate)))
    meter = LoudnessMeter()
    meter.add(measure(pcm), 0)
    loudness = meter.integrated()
    if loudness is None:
        return None
    gain = _TARGET - loudness - bias - ENCODERS[MP3].gain_db
    return round(gain / _STEP) * _STEP
