from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.feeds.urls import MAX_ID, article_url, entry_id, is_same_site, url_id


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://A.Example", "https://a.example/"),
        ("HTTPS://a.example:443/x", "https://a.example/x"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("https://user:secret@a.example/x", "https://a.example/x"),
        ("https://a.example/x#part", "https://a.example/x"),
        ("https://a.example/?p=3&utm_source=rss&UTM_Medium=x", "https://a.example/?p=3"),
        ("https://a.example/x?fbclid=1&gclid=2&mc_cid=3&b=4", "https://a.example/x?b=4"),
        ("https://a.example/x?id=1&page=2", "https://a.example/x?id=1&page=2"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"),
        ("https://a.example/a\n b", "https://a.example/ab"),
        ("/x", "https://base.example/x"),
        ("y", "https://base.example/blog/y"),
        ("//c.example/x", "https://c.example/x"),
    ],
)
def test_a_url_is_absolute_and_clean(url: str, expected: str) -> None:
    assert article_url(url, "https://base.example/blog/") == expected


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "mailto:a@b.org", "javascript:alert(1)", "ftp://a.org/", "https://"),
        *("https://-/", "https://[/", "https://a.org:99999/", "https://a.org/" + "x" * 2000),
    ],
)
def test_what_is_no_page_has_no_url(url: str) -> None:
    assert article_url(url) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?b=1&a=2", "https://a.example/x?a=2&b=1"),
        ("https://a.example/%7Ex/%c3%a4", "https://a.example/~x/ä"),
        ("http://a.example/x/", "https://a.example/x"),
    ],
)
def test_urls_of_one_page_have_one_id(one: str, other: str) -> None:
    assert url_id(one) == url_id(other)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("tag:a.example,2020:1", "tag:a.example,2020:1"),
        (" 7\n", "7"),
        ("https://a.example/?p=3", "a.example:?p=3"),
        ("posts/7", "posts:7"),
        ("", "a.example:page"),
        ("..", "a.example:page"),
        ("x" * 300, "sha256-" + sha256(b"x" * 300).hexdigest()),
    ],
)
def test_an_entry_has_its_own_id_or_that_of_its_url(given: str, expected: str) -> None:
    assert entry_id(given, "https://a.example/page") == expected
    assert len(expected) <= MAX_ID


def test_a_query_may_name_the_article() -> None:
    assert url_id("https://a.example/?p=1") != url_id("https://a.example/?p=2")


def test_the_www_of_a_site_is_ignored() -> None:
    assert is_same_site("https://www.a.example/x", "http://a.example/")
    assert not is_same_site("https://b.example/", "https://a.example/")
    assert not is_same_site("https://a.example.evil.org/", "https://a.example/")


@given(st.text() | st.text().map(lambda rest: f"https://a.org/{rest}"), st.text(max_size=5))
def test_any_text_is_a_clean_url_or_none(url: str, base: str) -> None:
    found = article_url(url, base)
    if found is not None:
        assert found.startswith(("http://", "https://"))
        assert "#" not in found
        assert article_url(found) == found
        assert "/" not in url_id(found)
        assert 0 < len(url_id(found)) <= MAX_ID
