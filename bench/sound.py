"""Analysis of received audio, decoded by libsndfile."""

from io import BytesIO

import numpy as np
import soundfile
from numpy.typing import NDArray

RATE = 24_000
WINDOW = RATE // 100
"""Samples, 10 ms."""

_AUDIBLE_DBFS = -45.0
_AUDIBLE_WINDOWS = 10

Decoded = NDArray[np.float32]


def decode(data: bytes) -> Decoded:
    """Decode to samples at RATE; none if the bytes do not contain a frame yet."""
    samples, rate = decode_any(data)
    if rate != RATE:
        raise ValueError(f"expected {RATE} Hz, got {rate}")
    return samples


def decode_any(data: bytes) -> tuple[Decoded, int]:
    """Decode to samples, and return their rate; none if the bytes do not contain a frame yet."""
    try:
        samples, rate = soundfile.read(BytesIO(data), dtype="float32")
    except soundfile.LibsndfileError:
        return np.zeros(0, np.float32), RATE
    return np.asarray(samples, np.float32), int(rate)


def is_audible(samples: Decoded, rate: int = RATE) -> bool:
    """Return whether any 100 ms are louder than -45 dBFS."""
    window = rate // 100
    windows = len(samples) // window
    energies = np.square(samples[: windows * window].reshape(windows, window)).mean(axis=1)
    if windows < _AUDIBLE_WINDOWS:
        return False
    means = np.convolve(energies, np.full(_AUDIBLE_WINDOWS, 1 / _AUDIBLE_WINDOWS), "valid")
    return bool(means.max() > 10 ** (_AUDIBLE_DBFS / 10))


def first_sound(body: bytes, arrivals: list[tuple[float, int]]) -> float:
    """Return the seconds until the bytes of the first audible 100 ms arrived."""
    for seconds, size in arrivals:
        if is_audible(*decode_any(body[:size])):
            return seconds
    raise ValueError("nothing is audible")


def silent_windows(samples: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return for each window of 10 ms whether it is digital silence in 16 bits."""
    windows = len(samples) // WINDOW
    rounded = (samples[: windows * WINDOW] * 32768).round()
    return np.asarray(~rounded.reshape(windows, WINDOW).any(axis=1))
