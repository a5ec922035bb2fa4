import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from listen.podcast.text import ascii_url, line, shorten

any_text = st.text(st.characters(exclude_categories=()), max_size=60)  # surrogates too


@given(any_text)
def test_any_text_becomes_a_line_that_xml_holds(text: str) -> None:
    found = line(text)
    element = etree.Element("title")
    element.text = found
    parsed = etree.fromstring(etree.tostring(element, encoding="UTF-8"))
    assert (parsed.text or "") == found
    assert "\n" not in found
    assert found == line(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ""),
        ("\0\x08", ""),
        (" One\0two\r\n\x85three\ud800 ", "One two three"),
        ("a ]]> b & <c>", "a ]]> b & <c>"),
        ("Rocket 👩‍🚀 שלום مرحبا", "Rocket 👩‍🚀 שלום مرحبا"),
        ("\ufffe\uffff x", "x"),
    ],
)
def test_what_xml_refuses_is_white_space(text: str | None, expected: str) -> None:
    assert line(text) == expected


@given(any_text)
def test_any_url_becomes_ascii(url: str) -> None:
    found = ascii_url(f"https://news.example/{url}")
    assert found.isascii()
    assert found.isprintable()
    assert " " not in found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://bücher.example/ä b?ü=ö",
            "https://xn--bcher-kva.example/%C3%A4%20b?%C3%BC=%C3%B6",
        ),
        ("https://news.example/a%20b?x=1&y=2#z", "https://news.example/a%20b?x=1&y=2#z"),
        ("https://news.example/“quote”", "https://news.example/%E2%80%9Cquote%E2%80%9D"),
    ],
)
def test_a_url_stays_the_same_address(url: str, expected: str) -> None:
    assert ascii_url(url) == expected


def test_a_line_is_shortened_at_a_word() -> None:
    assert shorten("One two three", 13) == "One two three"
    assert shorten("One two three", 10) == "One two…"
    assert shorten("一二三四五六", 3) == "一二三…"
