"""The file names of downloads."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from listen.web.http.content_disposition import MAX_NAME_BYTES, content_disposition

any_name = st.text(st.characters(exclude_categories=()), max_size=40) | st.text(
    "aé漢👨\u202e./\\:*?\"<>|%'; \r\n\0", max_size=300
)


def saved_as(name: str) -> str:
    """Return the file name that a client of RFC 8187 uses."""
    disposition, options = parse_options_header(content_disposition(name, "mp3"))
    assert disposition == "attachment"
    return options["filename"]


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("The news of today", "The news of today.mp3"),
        ("Über die Brücke", "Über die Brücke.mp3"),
        ("Cafe\u0301", "Café.mp3"),
        ("日本語の記事", "日本語の記事.mp3"),
        ('It\'s 100% "true"', "It's 100% true.mp3"),
        ("../../etc/passwd", "etc passwd.mp3"),
        ("C:\\Windows\\x", "C Windows x.mp3"),
        (".htaccess", "htaccess.mp3"),
        ("Wait... what?", "Wait... what.mp3"),
        ("\u202egpj.exe", "gpj.exe.mp3"),
        ("a\r\nSet-Cookie: x=1", "a Set-Cookie x=1.mp3"),
        ("a;b=c,d", "a;b=c,d.mp3"),
    ],
)
def test_harmful_characters_are_removed_from_a_name(name: str, file_name: str) -> None:
    assert saved_as(name) == file_name


@pytest.mark.parametrize(
    "name", ["", " ", "...", "///", "\0", "\u200b\u202e", "CON", "nul", "com1.x"]
)
def test_an_empty_name_is_replaced(name: str) -> None:
    assert content_disposition(name, "ogg") == 'attachment; filename="audio.ogg"'


def test_old_clients_get_an_ascii_name() -> None:
    header = content_disposition("Über 50% „schräg“", "mp3")
    assert header == (
        'attachment; filename="Uber 50 schrag.mp3"; '
        "filename*=UTF-8''%C3%9Cber%2050%25%20%E2%80%9Eschr%C3%A4g%E2%80%9C.mp3"
    )


@settings(max_examples=300)
@given(name=any_name)
@example("／etc／passwd")
@example("＂; x=＂")
@example("℀ ．．")
@example("👨" * 200)
def test_no_name_breaks_the_header_or_leaves_the_folder(name: str) -> None:
    header = content_disposition(name, "mp3")
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    plain = header.split('"')[1]
    for file_name in (plain, saved_as(name)):
        assert file_name.endswith(".mp3")
        assert file_name[:-4].strip(" .") == file_name[:-4] != ""
        assert not set(file_name) & set('/\\:*?"<>|\r\n\0')
        assert len(file_name.encode()) <= MAX_NAME_BYTES + len(".mp3")
    assert "%" not in plain


def test_a_long_name_is_cut_between_characters() -> None:
    for length, letter in itertools.product(range(175, 185), "aé漢👨"):
        name = saved_as("x" * length + letter * 9)
        assert name.removesuffix(".mp3").strip("x" + letter) == ""
