"""Parsing and normalizing the URLs of pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.errors import UrlNotAllowed
from listen.fetch.url import parse_url


@pytest.mark.parametrize(
    ("text", "normalized"),
    [
        ("https://example.org", "https://example.org/"),
        (" HTTP://Example.ORG.:80/a?b#c\n", "http://example.org/a?b"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://bücher.example/Straße?q=Fluß", None),
        ("https://example.org/a%20b;c?d=%2F", "https://example.org/a%20b;c?d=%2F"),
        ('https://example.org/"{}"', "https://example.org/%22%7B%7D%22"),
        ("http://[2001:4860:4860::8888]/", "http://[2001:4860:4860::8888]/"),
    ],
)
def test_a_url_is_normalized(text: str, normalized: str | None) -> None:
    expected = normalized or "https://xn--bcher-kva.example/Stra%C3%9Fe?q=Flu%C3%9F"
    assert str(parse_url(text)) == expected
    assert parse_url(expected) == parse_url(text)


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org", "//example.org/", "https:example.org", "https://", "http:///a"),
        *("ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "data:text/html,a"),
        *("http://user@example.org/", "http://u:p@example.org/", "http://@example.org/"),
        *("http://example.org:0/", "http://example.org:x/"),
        *("http://example.org:80:80/", "http://example.org:99999/", "http://example.org:+80@a/"),
        *("http://a.org\\@example.org/", "http://example.org /", "http://exa\nmple.org/"),
        *("http://0177.0.0.1/", "http://0x7f000001/", "http://2130706433/", "http://127.1/"),
        *("http://[::1", "http://[::1%25lo]/", "http://[::ffff:127.0.0.1", "http://[a]/"),
        *("http://exa%6dple.org/", "http://a..b/", "http://" + "a" * 64 + ".org/", "http://?/"),
        *("https://example.org/" + "a" * 4000, "http://example.org/\ud800", "http://℀.org/"),
    ],
)
def test_ambiguous_and_foreign_urls_are_refused(url: str) -> None:
    with pytest.raises(UrlNotAllowed):
        parse_url(url)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "https://example.org/b"),
        ("b?c#d", "https://example.org/a/b?c"),
        ("//www.example.org", "https://www.example.org/"),
        ("http://example.org:80/", "http://example.org/"),
        ("", "https://example.org/a/"),
        ("/ü", "https://example.org/%C3%BC"),
    ],
)
def test_redirects_may_be_relative(location: str, target: str) -> None:
    assert str(parse_url("https://example.org/a/").join(location)) == target


@given(st.text() | st.text().map(lambda text: f"http://{text}/"))
def test_any_text_is_a_url_or_is_not_allowed(text: str) -> None:
    try:
        url = parse_url(text)
    except UrlNotAllowed:
        return
    assert parse_url(str(url)) == url
    assert str(url).isascii()
