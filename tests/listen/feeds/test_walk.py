"""Lists of several documents: paged and archived feeds, and sitemap indexes."""

from collections.abc import Iterable

import pytest

from listen.feeds import walk as module
from listen.feeds.articles import FeedError
from listen.feeds.download import Download
from listen.feeds.walk import walk_list

HOST = "https://news.example"


class Site:
    """Documents by path. It notes which are requested."""

    def __init__(self, documents: dict[str, str]) -> None:
        self.documents = documents
        self.requested: list[str] = []

    def fetch(self, url: str) -> Download:
        self.requested.append(url.removeprefix(HOST))
        body = self.documents.get(url.removeprefix(HOST))
        return Download(url, (body or "").encode(), status=200 if body else 404)

    def walk(self, path: str) -> list[str]:
        """Return the paths of the articles."""
        lists = walk_list(self.fetch(HOST + path), self.fetch)
        return [article.url.removeprefix(HOST) for found in lists for article in found.articles]


def feed(items: Iterable[str], **links: str) -> str:
    entries = "".join(f"<entry><id>{item}</id><link href='/{item}'/></entry>" for item in items)
    further = "".join(
        f"<link rel='{rel.replace('_', '-')}' href='{to}'/>" for rel, to in links.items()
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{further}{entries}</feed>"


def sitemap(*paths: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{HOST}{path}</loc></url>' for path in paths)}</urlset>"


def index(*paths: str) -> str:
    sitemaps = "".join(f"<sitemap><loc>{path}</loc></sitemap>" for path in paths)
    return f"<sitemapindex>{sitemaps}</sitemapindex>"


def test_a_paged_feed_is_read_to_its_end_and_each_article_once() -> None:
    site = Site(
        {
            "/feed": feed("ab", next="/feed?page=2"),
            "/feed?page=2": feed("bc", next="/feed?page=3"),
            "/feed?page=3": feed("d"),
        }
    )
    assert site.walk("/feed") == ["/a", "/b", "/c", "/d"]


def test_an_archived_feed_is_read_back_to_its_first_document() -> None:
    site = Site(
        {"/feed": feed("c", prev_archive="/2"), "/2": feed("b", prev_archive="/1"), "/1": feed("a")}
    )
    assert site.walk("/feed") == ["/c", "/b", "/a"]


def test_a_feed_whose_pages_form_a_circle_ends() -> None:
    site = Site({"/1": feed("a", next="/2"), "/2": feed("b", next="/1")})
    assert site.walk("/1") == ["/a", "/b"]
    assert site.requested == ["/1", "/2"]


def test_nested_indexes_are_read_and_each_page_once() -> None:
    site = Site(
        {
            "/sitemap.xml": index("/posts.xml", "/news.xml", "/more.xml"),
            "/posts.xml": sitemap("/a", "/b"),
            "/news.xml": sitemap("/b?utm_source=news", "/c"),
            "/more.xml": index("/posts.xml", "/pages.xml"),
            "/pages.xml": sitemap("/d"),
        }
    )
    assert site.walk("/sitemap.xml") == ["/a", "/b", "/c", "/d"]
    assert site.requested.count("/posts.xml") == 1


def test_indexes_that_are_nested_too_deeply_are_refused() -> None:
    site = Site({f"/{n}": index(f"/{n + 1}") for n in range(9)})
    with pytest.raises(FeedError, match="nested 4 deep"):
        site.walk("/0")
    assert len(site.requested) == 4


def test_a_list_with_too_many_documents_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_DOCUMENTS", 5)
    site = Site({f"/{n}": feed([f"a{n}"], next=f"/{n + 1}") for n in range(9)})
    with pytest.raises(FeedError, match="more than 5 documents"):
        site.walk("/0")


def test_other_hosts_are_not_asked() -> None:
    site = Site({"/feed": feed("a", next="http://169.254.169.254/latest/meta-data")})
    assert site.walk("/feed") == ["/a"]
    assert site.requested == ["/feed"]


def test_a_document_that_is_missing_is_named() -> None:
    site = Site({"/sitemap.xml": index("/gone.xml")})
    with pytest.raises(FeedError, match=r"^https://news\.example/gone\.xml: .* got 404\.$"):
        site.walk("/sitemap.xml")
