import hashlib
import io

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from worker.audio import RATE, Pcm
from worker.encoders.flac import HEAD_BYTES, FlacEncoder


def ramp(samples: int) -> Pcm:
    return (np.arange(samples) * 37 % 9001 - 4500).astype(np.int16)


def stream_and_head(pcm: Pcm) -> tuple[bytes, bytes]:
    encoder = FlacEncoder()
    return encoder.encode(pcm) + encoder.finish(), encoder.head()


def finished(pcm: Pcm) -> bytes:
    stream, head = stream_and_head(pcm)
    return head + stream[len(head) :]


def total_samples(head: bytes) -> int:
    """Return the 36 bits of RFC 9639, section 8.2; 0 means unknown."""
    return int.from_bytes(head[21:26], "big") & (1 << 36) - 1


def md5(head: bytes) -> bytes:
    return head[26:42]


@settings(deadline=None, max_examples=50)
@given(pcm=arrays(np.int16, st.integers(1, 9000)))
def test_every_sample_is_decoded_unchanged(pcm: Pcm) -> None:
    decoded, rate = soundfile.read(io.BytesIO(finished(pcm)), dtype="int16")
    assert rate == RATE
    assert np.array_equal(decoded, pcm)


@pytest.mark.parametrize("length", [1, 4096, 50_001])
def test_the_head_contains_the_number_of_samples_and_their_md5(length: int) -> None:
    _, head = stream_and_head(ramp(length))
    assert head[:4] == b"fLaC"
    assert len(head) == HEAD_BYTES
    assert total_samples(head) == length
    assert md5(head) == hashlib.md5(ramp(length).tobytes()).digest()


@pytest.mark.parametrize("length", [1, 4096, 50_001])
def test_the_stream_does_not_state_its_length(length: int) -> None:
    stream, head = stream_and_head(ramp(length))
    assert stream[:12] == head[:12]
    assert total_samples(stream) == 0
    assert md5(stream) == bytes(16)


def test_frames_are_returned_as_soon_as_they_are_full() -> None:
    encoder = FlacEncoder()
    assert len(encoder.encode(ramp(1))) < 100  # the headers
    assert encoder.encode(ramp(4000)) == b""
    assert encoder.encode(ramp(4192))[:2] == b"\xff\xf8"


def test_no_samples_give_headers_without_samples() -> None:
    """libsndfile cannot open such a file; ffmpeg and browsers can."""
    encoder = FlacEncoder()
    stream, head = encoder.finish(), encoder.head()
    assert head == stream[:HEAD_BYTES]
    assert total_samples(head) == 0
    assert md5(head) == bytes(16)
    comment_type, comment_size = stream[42], int.from_bytes(stream[43:46], "big")
    assert comment_type == 0x80 | 4  # the last block, and a comment
    assert len(stream) == 46 + comment_size
