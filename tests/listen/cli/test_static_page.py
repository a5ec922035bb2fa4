"""Pages of a static site in a folder: their URLs, and which of them are articles."""

from pathlib import PurePath

import pytest

from listen.cli.static_page import page_url, read_static_page

TEXT = "<p>" + "The bridge opened on Monday, and four hundred people crossed it. " * 9 + "</p>"


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.html", "https://a.org/blog/"),
        ("posts/one/index.html", "https://a.org/blog/posts/one/"),
        ("posts/one.html", "https://a.org/blog/posts/one.html"),
        ("größe 1/#.html", "https://a.org/blog/gr%C3%B6%C3%9Fe%201/%23.html"),
    ],
)
def test_a_file_has_the_url_at_which_the_folder_is_served(path: str, url: str) -> None:
    assert page_url(PurePath(path), "https://a.org/blog") == url
    assert page_url(PurePath(path), "https://a.org/blog/") == url
    assert page_url(PurePath(path), None) is None


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://other.org/one?utm_source=x#top", "https://other.org/one"),
        ("/two", "https://a.org/two"),
        ("", "https://a.org/posts/one/"),
        ("mailto:x", "https://a.org/posts/one/"),
        ("https://a.org/", "https://a.org/posts/one/"),  # a theme that always names the home page
    ],
)
def test_the_canonical_link_of_the_page_wins(canonical: str, url: str) -> None:
    html = f'<html><head><link rel="canonical" href="{canonical}"></head><body>{TEXT}</body></html>'
    page = read_static_page(html, PurePath("posts/one/index.html"), "https://a.org")
    assert (page.url, page.is_article) == (url, True)


def test_what_the_page_declares_becomes_fields() -> None:
    html = (
        '<html><head><meta name="author" content="Ann"><meta property="og:image" content="/a.jpg">'
        '<meta property="article:published_time" content="2024-05-02T10:00:00+02:00">'
        '<meta property="article:tag" content="x"></head><body>' + TEXT
    )
    page = read_static_page(html, PurePath("a.html"), "https://a.org")
    assert page.fields == {
        "author": "Ann",
        "image": "https://a.org/a.jpg",
        "published_at": "2024-05-02T08:00:00Z",
        "tags": ["x"],
    }


@pytest.mark.parametrize(
    ("path", "html"),
    [
        ("404.html", f"<html><body>{TEXT}"),
        ("old/index.html", '<html><head><meta http-equiv="refresh" content="0; url=/new">'),
        ("tags/x/index.html", f"<html><body><li><a href='/one'>One</a></li>{TEXT}"),
        ("page/2/index.html", f"<html><body><h2><a href='../../one'>One</a></h2>{TEXT}"),
        ("posts/index.html", "<li><a href='one'>1</a></li>" + "<li><a href='two'>2</a></li>" * 3),
        ("empty.html", ""),
    ],
)
def test_lists_redirects_and_error_pages_are_no_articles(path: str, html: str) -> None:
    for site_url in ("https://a.org", None):
        assert not read_static_page(html, PurePath(path), site_url).is_article


def test_a_page_that_says_it_is_an_article_is_one() -> None:
    html = '<html><head><meta property="og:type" content="article"></head><body>' + "".join(
        f"<h2><a href='/{number}'>Law {number}</a></h2><p>It says something short.</p>"
        for number in range(5)
    )
    assert read_static_page(html, PurePath("laws.html"), "https://a.org").is_article
