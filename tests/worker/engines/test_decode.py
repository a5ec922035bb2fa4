import struct
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.audio import RATE
from worker.engines.decode import decode
from worker.errors import EngineError


@pytest.mark.parametrize("kind", ["MP3", "WAV", "FLAC", "OGG"])
@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_format_is_decoded_to_mono_at_our_rate(
    sine: Callable[..., bytes], kind: str, rate: int, channels: int
) -> None:
    samples = decode("It", sine(15, kind, rate, channels))
    assert samples.dtype == np.float32
    assert len(samples) / RATE == pytest.approx(1.1, abs=0.1)
    assert 0.2 < np.abs(samples).max() < 0.3


def test_a_wave_with_an_unknown_size_in_its_header_is_decoded(
    sine: Callable[..., bytes],
) -> None:
    wave = bytearray(sine(15, "WAV"))
    whole = decode("It", bytes(wave))
    for place in (4, wave.index(b"data") + 4):
        struct.pack_into("<I", wave, place, 0xFFFFFFFF)
    assert np.array_equal(decode("It", bytes(wave)), whole)


@given(st.binary(max_size=200))
def test_data_that_is_not_audio_is_refused(junk: bytes) -> None:
    with pytest.raises(EngineError, match=r"It returned no audio|It must return"):
        decode("It", junk)


@pytest.mark.parametrize(("rate", "channels"), [(1000, 1), (400_000, 1), (24_000, 5)])
def test_audio_with_unsupported_rate_or_channels_is_refused(
    sine: Callable[..., bytes], rate: int, channels: int
) -> None:
    with pytest.raises(EngineError, match=f"got {channels} channels at {rate} Hz"):
        decode("It", sine(15, "WAV", rate, channels))
