"""Bytes are decoded by their byte order mark, declarations or content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.article.charset import decode

GERMAN = "Die Brücke über den Fluß wurde am Montag wieder geöffnet. "
RUSSIAN = "Старый мост через реку снова открыли в понедельник. "
JAPANESE = "古い橋が月曜日に再び開通しました。"


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        (GERMAN, "utf-8", None),
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "utf-8", "iso-8859-1"),
        (GERMAN, "utf-8-sig", "windows-1251"),
        (GERMAN, "utf-16", "iso-8859-1"),
        (GERMAN, "utf-32", None),
        (GERMAN, "cp1252", "iso-8859-1"),
        (GERMAN, "cp1252", None),
        (GERMAN, "cp1252", "utf-8"),
        ("“Café” – 5 €", "cp1252", "latin1"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", " 'KOI8-R' "),
        (JAPANESE, "cp932", "x-sjis"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (JAPANESE, "utf-16-le", "utf-16le"),
        ("뷁 다리", "cp949", "euc-kr"),
        ("뷁 다리", "cp949", "windows-949"),
    ],
)
def test_text_is_decoded_with_the_charset_that_it_was_encoded_with(
    text: str, charset: str, declared: str | None
) -> None:
    assert decode(text.encode(charset), declared) == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "cp932"), (JAPANESE, "euc_jp")],
)
def test_an_undeclared_charset_is_detected(text: str, charset: str) -> None:
    assert decode((20 * text).encode(charset)) == 20 * text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<META charset=windows-1251 />",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_a_page_may_declare_its_charset(head: str) -> None:
    page = f"<html><head>{head}</head><p>Мост</p>"
    assert decode(page.encode("cp1251"), is_page=True) == page


def test_a_declaration_of_utf_16_in_ascii_means_utf_8() -> None:
    page = '<meta charset="utf-16"><p>Brücke</p>'
    assert decode(page.encode(), is_page=True) == page


def test_an_invalid_byte_spoils_nothing_else() -> None:
    for declared in ("utf-8", None):
        assert decode("Brücke".encode() + b"\xff", declared) == "Brücke\ufffd"


@pytest.mark.parametrize(
    "declared", ["punycode", "idna", "unicode_escape", "base64", "utf-7", "nonsense", "\0", "ü"]
)
def test_codecs_that_are_not_charsets_of_pages_are_not_used(declared: str) -> None:
    assert decode(b"a+AGI- \\u0062", declared) == "a+AGI- \\u0062"


@given(
    st.binary(), st.none() | st.sampled_from(["utf-8", "gbk", "utf-16"]) | st.text(), st.booleans()
)
def test_any_bytes_are_decoded(body: bytes, declared: str | None, is_page: bool) -> None:
    decode(body, declared, is_page).encode("utf-8")
