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
    ],
)
def test_it_is_read_as_it_was_written(text: str, charset: str, declared: str | None) -> None:
    assert decode(text.encode(charset), declared) == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "cp932"), (JAPANESE, "euc_jp")],
)
def test_what_is_not_said_is_seen(text: str, charset: str) -> None:
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
def test_a_page_may_say_it_itself(head: str) -> None:
    page = f"<html><head>{head}</head><p>Мост</p>"
    assert decode(page.encode("cp1251"), is_page=True) == page


def test_a_page_that_says_it_is_utf_16_and_can_be_read_is_not() -> None:
    page = '<meta charset="utf-16"><p>Brücke</p>'
    assert decode(page.encode(), is_page=True) == page


def test_a_damaged_character_costs_nothing_else() -> None:
    for declared in ("utf-8", None):
        assert decode("Brücke".encode() + b"\xff", declared) == "Brücke\ufffd"


@pytest.mark.parametrize(
    "declared", ["punycode", "idna", "unicode_escape", "base64", "utf-7", "nonsense", "\0", "ü"]
)
def test_what_is_no_charset_of_pages_is_not_used(declared: str) -> None:
    assert decode(b"a+AGI- \\u0062", declared) == "a+AGI- \\u0062"


@given(
    st.binary(), st.none() | st.sampled_from(["utf-8", "gbk", "utf-16"]) | st.text(), st.booleans()
)
def test_any_bytes_are_text(body: bytes, declared: str | None, is_page: bool) -> None:
    decode(body, declared, is_page).encode("utf-8")
