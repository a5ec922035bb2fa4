import io
import wave

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from worker.audio import RATE, Pcm
from worker.encoders.wav import UNKNOWN, WavEncoder


def sizes(header: bytes) -> tuple[int, int]:
    """Return the sizes in the RIFF header and in the data header, in bytes."""
    assert header[:4] == b"RIFF"
    assert header[36:40] == b"data"
    return int.from_bytes(header[4:8], "little"), int.from_bytes(header[40:44], "little")


@given(pcm=arrays(np.int16, st.integers(0, 3000)))
def test_every_sample_is_decoded_unchanged(pcm: Pcm) -> None:
    encoder = WavEncoder()
    body = encoder.encode(pcm) + encoder.finish()
    with wave.open(io.BytesIO(encoder.head() + body[44:])) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        assert sound.getnframes() == len(pcm)
        assert sound.readframes(len(pcm)) == pcm.astype("<i2").tobytes()


def test_samples_are_returned_at_once() -> None:
    encoder = WavEncoder()
    assert len(encoder.encode(np.ones(1, np.int16))) == 44 + 2
    assert encoder.encode(np.ones(1, np.int16)) == b"\1\0"
    assert encoder.finish() == b""


def test_the_stream_has_an_unknown_size() -> None:
    assert sizes(WavEncoder().finish()) == (UNKNOWN, UNKNOWN)


def test_the_head_contains_the_sizes() -> None:
    encoder = WavEncoder()
    body = encoder.encode(np.zeros(1001, np.int16)) + encoder.finish()
    assert sizes(encoder.head()) == (len(body) - 8, 2002)


def test_a_file_too_long_for_its_header_has_an_unknown_size() -> None:
    encoder = WavEncoder()
    encoder.samples = 25 * 3600 * RATE
    assert sizes(encoder.head()) == (UNKNOWN, UNKNOWN)
