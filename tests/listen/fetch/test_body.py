"""Limits of a body. Malformed and compressed bodies over a connection are in test_fetcher.py."""

import gzip
from email.message import Message
from io import BytesIO
from typing import Any, cast

import pytest

from listen.errors import TooLong
from listen.fetch.body import read_body


class Response(BytesIO):
    """The part of http.client.HTTPResponse that is used."""

    length = 0

    def __init__(self, body: bytes, encoding: str = "") -> None:
        super().__init__(body)
        self.headers = Message()
        self.headers["Content-Encoding"] = encoding


def body(content: bytes, encoding: str, max_bytes: int) -> bytes:
    return read_body(cast(Any, Response(content, encoding)), max_bytes)


@pytest.mark.parametrize("encoding", ["", "identity", "gzip", "X-GZIP"])
def test_a_body_of_the_greatest_length_is_read(encoding: str) -> None:
    content = b"words " * 100
    sent = gzip.compress(content) if "gzip" in encoding.lower() else content
    assert body(sent, encoding, len(content)) == content


def test_a_decompression_bomb_is_refused_before_it_is_decompressed_whole() -> None:
    response = Response(gzip.compress(bytes(20_000_000), 1), "gzip")
    with pytest.raises(TooLong, match="1000 bytes"):
        read_body(cast(Any, response), 1000)
    assert response.tell() < len(response.getvalue())
