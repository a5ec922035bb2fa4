"""Segments that are encoded by themselves are the same parts of a file as others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.worker.encoders.conftest import chirp, decode, offset
from worker.audio import GRID, MIN_PAUSE, RATE, Pcm
from worker.encoders.encoder import Encoder
from worker.encoders.mp3 import FRAME_BYTES, HEADER, MP3_SEGMENTS, Mp3Encoder
from worker.encoders.segment_codec import LOSSLESS
from worker.encoders.wav import WavEncoder

EXTREMES = st.sampled_from([-32768, -32767, -1, 0, 1, 32767])
PCM = arrays(np.int16, st.integers(0, 3000), elements=EXTREMES | st.integers(-32768, 32767))
SEGMENTS = st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9)), max_size=6)
"""Samples of sound, and by how many GRIDs the silence after it is longer than it must be."""


@settings(deadline=None, max_examples=50)
@given(pcm=PCM)
def test_the_lossless_codec_returns_the_samples(pcm: Pcm) -> None:
    assert LOSSLESS.decode
    decoded = LOSSLESS.decode(LOSSLESS.encode(pcm))
    assert decoded.dtype == np.int16
    assert np.array_equal(decoded, pcm)


def pause_after(samples: int, more: int = 0) -> int:
    return MIN_PAUSE + -(samples + MIN_PAUSE) % GRID + more * GRID


def finished(encoder: Encoder, body: bytes) -> bytes:
    body += encoder.finish()
    return encoder.head() + body[FRAME_BYTES:]


@settings(deadline=None, max_examples=20)
@given(segments=SEGMENTS, spliced=st.sets(st.integers(0, 5)), chunk=st.integers(1, 5000))
def test_a_spliced_mp3_is_the_same_file(
    segments: list[tuple[int, int]], spliced: set[int], chunk: int
) -> None:
    plain, mixed = Mp3Encoder(), Mp3Encoder()
    expected, body = b"", b""
    for index, (length, more) in enumerate(segments):
        pcm, pause = chirp(length), pause_after(length, more)
        expected += plain.encode(pcm) + plain.pause(pause)
        if index in spliced:
            body += mixed.splice(MP3_SEGMENTS.encode(pcm), length)
        else:
            chunks = range(0, max(length, 1), chunk)
            body += b"".join(mixed.encode(pcm[start : start + chunk]) for start in chunks)
        body += mixed.pause(pause)
    assert finished(mixed, body) == finished(plain, expected)
    assert mixed.samples == plain.samples == sum(n + pause_after(n, more) for n, more in segments)


def test_a_spliced_mp3_has_each_segment_at_its_place_and_silence_between() -> None:
    encoder, body, places = Mp3Encoder(), b"", []
    for length in (9000, 12_345, 1, 24_000, 577):
        places.append((encoder.samples, length))
        body += encoder.splice(MP3_SEGMENTS.encode(chirp(length)), length)
        body += encoder.pause(pause_after(length, 5))
    decoded = decode(finished(encoder, body))
    assert len(decoded) == encoder.samples
    for start, length in places:
        end = start + length
        if length > 1000:
            assert offset(chirp(length), decoded[start:end]) == 0
            lost = decoded[start:end] - chirp(length) * 0.95 / 32768
            assert np.sqrt(np.mean(lost**2)) < 0.01
        silence = decoded[end + 3 * GRID : end + pause_after(length, 5) - 3 * GRID]
        assert len(silence) > GRID
        assert not silence.any()


def test_the_frames_of_a_segment_use_no_bytes_before_them() -> None:
    frames = MP3_SEGMENTS.encode(chirp(RATE))
    assert len(frames) == (-(-RATE // GRID) + 2) * FRAME_BYTES
    assert frames.startswith(HEADER + b"\0")  # main_data_begin


@pytest.mark.parametrize("pause", [0, 1, MIN_PAUSE - 1, MIN_PAUSE, 5000])
def test_a_segment_that_would_end_off_the_grid_does_not_end(pause: int) -> None:
    """So any silence is exact. 1000 + 5000 samples are no multiple of GRID."""
    pcm = chirp(1000)
    encoder = Mp3Encoder()
    body = encoder.encode(pcm) + encoder.pause(pause) + encoder.encode(pcm)
    decoded = decode(finished(encoder, body))
    assert len(decoded) == 2000 + pause
    assert offset(pcm, decoded[1000 + pause :]) == 0


def test_nothing_is_spliced_into_a_segment() -> None:
    encoder = Mp3Encoder()
    encoder.encode(chirp(100))
    with pytest.raises(ValueError, match="has not ended"):
        encoder.splice(MP3_SEGMENTS.encode(chirp(100)), 100)


def test_other_formats_have_nothing_to_splice() -> None:
    with pytest.raises(NotImplementedError):
        WavEncoder().splice(b"", 0)
