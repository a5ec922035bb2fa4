from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from listen.cli.source import is_url, read_source


@pytest.mark.parametrize(
    ("name", "field"), [("a.txt", "text"), ("a.md", "text"), ("a", "text"), ("a.HTM", "html")]
)
def test_a_file_is_text_or_html_by_its_name(tmp_path: Path, name: str, field: str) -> None:
    (tmp_path / name).write_bytes("\ufeffCafé".encode())
    assert read_source(tmp_path / name) == {field: "Café"}
    assert read_source(str(tmp_path / name)) == {field: "Café"}


def test_standard_input_is_text_in_any_charset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO("Café".encode("cp1252"))))
    assert read_source("-") == {"text": "Café"}


@pytest.mark.parametrize(
    "url", ["https://example.org/a.html", "http://example.org", "HTTP://a.org"]
)
def test_a_url_is_left_to_the_server(url: str) -> None:
    assert read_source(url) == {"url": url}
    assert is_url(url)
