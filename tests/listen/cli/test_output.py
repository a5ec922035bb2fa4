import io
import sys

import pytest

from listen.cli.output import make_output_safe


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("ascii", "\u00fc\u65e5\\udcff".encode()),
        ("utf-8", "\u00fc\u65e5\\udcff".encode()),
        ("latin-1", b"\xfc\\u65e5\\udcff"),
    ],
)
def test_every_character_is_written_in_any_encoding(
    monkeypatch: pytest.MonkeyPatch, encoding: str, written: bytes
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict")
    monkeypatch.setattr(sys, "stdout", stream)
    make_output_safe()
    print("\u00fc\u65e5\udcff", end="", flush=True)
    assert stream.buffer.getvalue() == written
