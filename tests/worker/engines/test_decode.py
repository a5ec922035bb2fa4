import struct
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest
import soundfile
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


@pytest.mark.parametrize("subtype", ["FLOAT", "DOUBLE", "PCM_24", "PCM_32", "PCM_U8", "ULAW"])
@pytest.mark.parametrize("size", [None, 0, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_wave_of_any_sample_type_is_as_loud_as_it_was(subtype: str, size: int | None) -> None:
    file = BytesIO()
    soundfile.write(file, np.full(12_000, 0.25), RATE, format="WAV", subtype=subtype)
    wave = bytearray(file.getvalue())
    if size is not None:  # a server that streams does not know it
        for place in (4, wave.index(b"data") + 4):
            struct.pack_into("<I", wave, place, size)
    samples = decode("It", bytes(wave))
    assert len(samples) == 12_000
    assert samples == pytest.approx(0.25, abs=0.01)


def test_floats_beyond_full_scale_are_clipped() -> None:
    file = BytesIO()
    soundfile.write(file, np.array([3.0, -3.0, np.nan]), RATE, format="WAV", subtype="FLOAT")
    assert decode("It", file.getvalue()) == pytest.approx([1, -1, 0], abs=0.001)


@pytest.mark.parametrize("kind", ["WAV", "FLAC"])
def test_a_file_without_samples_is_refused(kind: str) -> None:
    file = BytesIO()
    soundfile.write(file, np.zeros(0), RATE, format=kind)
    with pytest.raises(EngineError, match="It returned no audio"):
        decode("It", file.getvalue())


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
