"""The form of a page's URL by which its article is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.page_url import (
    article_urls_of,
    canonical_article_url,
    canonical_page_url,
    without_query,
)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://news.example", "news.example"),
        ("http://News.Example.:80/A/?utm=1#part", "news.example/A"),
        ("https://news.example:8443/a", "news.example:8443/a"),
        ("https://user:word@news.example/a", "news.example/a"),
        ("https://news.example/%61%2d%7E/%2f%3f", "news.example/a-~/%2F%3F"),
        ("https://news.example/шлях", "news.example/%D1%88%D0%BB%D1%8F%D1%85"),
        ("https://news.example/%d1%88%d0%BB%d1%8f%d1%85", "news.example/%D1%88%D0%BB%D1%8F%D1%85"),
        ("https://news.example/a b%20c", "news.example/a%20b%20c"),
        ("https://news.example/a/../b/./c/", "news.example/b/c"),
        ("https://news.example/%2e%2e/%2E/b", "news.example/b"),
        ("https://news.example/../../..", "news.example"),
        ("https://news.example//a", "news.example//a"),
        ("https://news.example/.well/a.b/...", "news.example/.well/a.b/..."),
        ("https://news.example/a%", "news.example/a%25"),
        ("https://news.example/a%zz", "news.example/a%25zz"),
        ("https://news.example/\0\ud800", "news.example/%00%3F"),
        ("https://news.example/a,b;c=(d)!*'@:&$+", "news.example/a,b;c=(d)!*'@:&$+"),
        ("https://bücher.example/a", "xn--bcher-kva.example/a"),
        ("ftp://news.example/a", None),
        ("//news.example/a", None),
        ("news.example/a", None),
        ("https://", None),
        ("https://[/a", None),
        ("https://news.example:port/a", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_canonical_page_url(url: str, canonical: str | None) -> None:
    assert canonical_page_url(url) == canonical


@given(st.text())
def test_a_canonical_path_is_ascii_and_stays_the_same(path: str) -> None:
    canonical = canonical_page_url(f"https://news.example/{path}")
    assert canonical is not None
    assert canonical.isascii()
    assert canonical_page_url(f"https://{canonical}") == canonical


def test_without_query() -> None:
    assert without_query("http://a.example/b?c=/#d?e") == "http://a.example/b"
    assert without_query("http://a.example/b#d?e") == "http://a.example/b"


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?", ""),
        ("?p=12", "?p=12"),
        ("?id=7&utm_source=mail&fbclid=x#part", "?id=7"),
        ("?UTM_Source=mail&_ga=1&ref=a&mc_cid=2&gclid=3", ""),
        ("?b=2&a=1&a=0&b=2", "?a=0&a=1&b=2"),
        ("?a", "?a="),
        ("?title=%C3%9Cber+uns&x=%2f", "?title=%C3%9Cber+uns&x=%2F"),
        ("?title=Über uns", "?title=%C3%9Cber+uns"),
        ("?p=\ud800&q=%ff", "?p=%3F&q=%EF%BF%BD"),
        ("?&&=&=b", "?=&=b"),
        ("?reference=7&atlas=1", "?atlas=1&reference=7"),
    ],
)
def test_canonical_article_url(query: str, canonical: str) -> None:
    assert canonical_article_url(f"https://News.example/a/{query}") == f"news.example/a{canonical}"


def test_the_article_of_a_page_may_have_any_of_its_parameters() -> None:
    found = article_urls_of("https://news.example/?p=12&lang=de&utm_source=mail")
    assert found == [
        "news.example?lang=de&p=12",
        "news.example?lang=de",
        "news.example?p=12",
        "news.example",
    ]
    assert article_urls_of("mailto:a") == []


def test_a_url_with_very_many_parameters_costs_little() -> None:
    query = "&".join(f"p{number}=x" for number in range(500))
    assert len(article_urls_of(f"https://news.example/?{query}")) < 100


@given(st.text())
def test_the_article_of_its_own_url_is_found(query: str) -> None:
    url = f"https://news.example/?{query}"
    own = canonical_article_url(url)
    assert own is not None
    assert own.isascii()
    assert article_urls_of(url)[0] == own
    assert canonical_article_url(f"https://{own}") == own
