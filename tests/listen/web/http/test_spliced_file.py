"""SplicedFile, of listen/web/http/file.py: parts around a file as one file."""

import io
import os

import numpy as np
import pytest
from flask import Flask, Response, request
from hypothesis import given
from hypothesis import strategies as st

from listen.id3 import id3_tag
from listen.web.http.conditional import Representation
from listen.web.http.file import SplicedFile, send_representation
from worker.audio import RATE
from worker.encoders.mp3 import Mp3Encoder

TAG = id3_tag("A title", "en-GB", 1234)


def mp3(samples: int) -> bytes:
    encoder = Mp3Encoder()
    pcm = (8000 * np.sin(np.arange(samples) / 20)).astype(np.int16)
    body = encoder.encode(pcm) + encoder.finish()
    return encoder.head() + body[len(encoder.head()) :]


seeks = st.tuples(st.sampled_from([os.SEEK_SET, os.SEEK_CUR, os.SEEK_END]), st.integers(-12, 12))


@given(
    head=st.binary(max_size=5),
    content=st.binary(min_size=3, max_size=7),
    skip=st.integers(0, 3),
    tail=st.binary(max_size=5),
    steps=st.lists(st.tuples(seeks, st.integers(-1, 12)), max_size=8),
)
def test_head_file_and_tail_behave_like_one_file(
    head: bytes, content: bytes, skip: int, tail: bytes, steps: list[tuple[tuple[int, int], int]]
) -> None:
    joined = io.BufferedReader(SplicedFile(io.BytesIO(content), head, skip, tail))
    whole = head + content[skip:] + tail
    position = 0
    for (whence, offset), size in steps:
        target = (0, position, len(whole))[whence] + offset
        if target < 0:
            with pytest.raises(ValueError, match="negative"):
                joined.seek(offset, whence)
        else:
            assert joined.seek(offset, whence) == target
            position = target
        rest = whole[position:]
        expected = rest if size < 0 else rest[:size]
        assert joined.read(size) == expected
        position += len(expected)
        assert joined.tell() == position


def test_a_read_across_the_end_of_the_head_returns_at_least_one_byte() -> None:
    joined = SplicedFile(io.BytesIO(b"defgh"), b"abc")
    assert (joined.read(9), joined.read(9), joined.read(9)) == (b"abc", b"defgh", b"")


def test_the_joined_file_has_no_descriptor_to_send_from() -> None:
    with pytest.raises(io.UnsupportedOperation):
        SplicedFile(io.BytesIO(), b"abc").fileno()


def test_closing_it_closes_the_file() -> None:
    file = io.BytesIO(b"defgh")
    joined = SplicedFile(file, b"abc")
    assert not joined.closed
    joined.close()
    joined.close()
    assert joined.closed
    assert file.closed


@pytest.mark.parametrize(
    ("header", "window"),
    [
        (None, slice(None)),
        ("bytes=0-1", slice(0, 2)),
        (f"bytes={len(TAG) - 5}-{len(TAG) + 4}", slice(len(TAG) - 5, len(TAG) + 5)),
        (f"bytes={len(TAG)}-", slice(len(TAG), None)),
        ("bytes=-700", slice(-700, None)),
        ("bytes=2-", slice(2, None)),
    ],
)
def test_ranges_count_from_the_first_byte_of_the_tag(header: str | None, window: slice) -> None:
    file = io.BytesIO(mp3(RATE))
    whole = TAG + file.getvalue()
    representation = Representation(len(whole), '"tagged"', 0, "audio/mpeg", "no-store")
    app = Flask(__name__)

    @app.get("/")
    def download() -> Response:
        return send_representation(request, representation, lambda: SplicedFile(file, TAG))

    response = app.test_client().get("/", headers={"Range": header} if header else {})
    assert response.status_code == (206 if header else 200)
    assert response.data == whole[window]
    response.close()
    assert file.closed
