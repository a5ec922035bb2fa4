"""Sitemaps and sitemap indexes."""

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.feeds import sitemap as module
from listen.feeds.articles import ArticleList, FeedError, ListedArticle
from listen.feeds.download import Download
from listen.feeds.sitemap import read_sitemap

URL = "https://news.example/sitemap.xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def read(body: str | bytes) -> ArticleList:
    return read_sitemap(Download(URL, body.encode() if isinstance(body, str) else body))


def urlset(*entries: str) -> str:
    urls = "".join(f"<url>{entry}</url>" for entry in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMESPACES}>{urls}</urlset>'


def test_a_page_has_its_url_and_times_and_extensions() -> None:
    found = read(
        urlset(
            "<loc> https://news.example/a?x=1&amp;y=2 </loc>"
            "<lastmod>2021-09-06T12:00+02:00</lastmod>"
            '<xhtml:link rel="alternate" hreflang="de" href="https://news.example/de"/>'
            "<image:image><image:loc>https://news.example/a.jpg</image:loc>"
            "<image:title>Not the title</image:title></image:image>"
            "<news:news><news:publication><news:name>News</news:name><news:language>en"
            "</news:language></news:publication><news:publication_date>2021-09-05"
            "</news:publication_date><news:title>R&amp;D</news:title>"
            "<news:keywords>one, two</news:keywords></news:news>",
        )
    )
    assert found == ArticleList(
        (
            ListedArticle(
                id="news.example:a?x=1&y=2",
                url="https://news.example/a?x=1&y=2",
                title="R&D",
                published_at=datetime(2021, 9, 5, tzinfo=UTC),
                updated_at=datetime(2021, 9, 6, 10, tzinfo=UTC),
                tags=("one", "two"),
                image="https://news.example/a.jpg",
                language="en",
            ),
        ),
        is_complete=True,
    )


def test_an_index_names_sitemaps_of_its_own_site() -> None:
    found = read(
        f"<sitemapindex {NAMESPACES}>"
        "<sitemap><loc>https://news.example/a.xml.gz</loc><lastmod>2021</lastmod></sitemap>"
        "<sitemap><loc>/b.xml</loc></sitemap><sitemap><loc>/b.xml</loc></sitemap>"
        "<sitemap><loc>http://169.254.169.254/latest</loc></sitemap>"
        "<sitemap><loc>file:///etc/passwd</loc></sitemap><sitemap/></sitemapindex>"
    )
    assert found.further == ("https://news.example/a.xml.gz", "https://news.example/b.xml")
    assert (found.articles, found.skipped) == ((), 3)


def test_entries_without_a_page_are_counted() -> None:
    found = read(urlset("", "<loc/>", "<loc>mailto:x@y.org</loc>", "<loc>/a</loc>"))
    assert [article.url for article in found.articles] == ["https://news.example/a"]
    assert found.skipped == 3


@pytest.mark.parametrize("namespace", ["", 'xmlns="http://www.google.com/schemas/sitemap/0.84"'])
def test_any_namespace_is_read(namespace: str) -> None:
    assert read(f"<urlset {namespace}><url><loc>/a</loc></url></urlset>").articles


def test_gzip_is_decompressed() -> None:
    assert len(read(gzip.compress(urlset("<loc>/a</loc>").encode())).articles) == 1


def test_bare_ampersands_are_mended() -> None:
    found = read(urlset("<loc>https://news.example/?a=1&b=2</loc>"))
    assert found.articles[0].url == "https://news.example/?a=1&b=2"


def test_entities_are_neither_expanded_nor_loaded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = (
        f'<!DOCTYPE urlset [<!ENTITY l0 "lol">{laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    try:
        found = read(f"{doctype}<urlset><url><loc>/a&l9;&x;</loc></url></urlset>")
    except FeedError:
        return
    assert "lol" not in str(found)
    assert "root:" not in str(found)


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SITEMAP_BYTES", 1000)
    with pytest.raises(FeedError, match="must not be longer than 1000 bytes"):
        read(gzip.compress(bytes(10_000_000)))


def test_a_truncated_sitemap_has_its_whole_entries_and_is_not_complete() -> None:
    text = urlset(*(f"<loc>/page-{number}</loc>" for number in range(9)))
    found = read(text[: text.index("page-7") + 5])
    assert [article.url[-1] for article in found.articles] == [*"0123456"]
    assert not found.is_complete


def test_more_urls_than_the_protocol_allows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_URLS", 5)
    assert len(read(urlset(*["<loc>/a</loc>"] * 5)).articles) == 5
    with pytest.raises(FeedError, match="more than 5 URLs"):
        read(urlset(*["<loc>/a</loc>"] * 6))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not valid XML"),
        (b"<urlset><url>", "not valid XML"),
        (b"<urlset></url></urlset>", "not valid XML"),
        (gzip.compress(b"<urlset/>" * 100, mtime=0)[:-9], "truncated"),
        (b"\x1f\x8bnothing", "not valid gzip"),
    ],
)
def test_a_broken_sitemap_is_one_clear_error(body: bytes, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        read(body)


TOKENS = st.sampled_from(
    [
        *("<urlset>", "</urlset>", "<url>", "</url>", "<loc>", "</loc>", "<lastmod>", "</lastmod>"),
        *("<sitemapindex>", "<sitemap>", "</sitemap>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;"),
        *("<![CDATA[", "]]>", "<!-- -->", "<?x?>", "https://a.org/", "&", "\x00", "\ud800"),
        *("<a:b>", "xmlns:a='x'", "<news:title xmlns:news='news'>x</news:title>"),
    ]
)


@given(st.lists(TOKENS | st.text(max_size=4), max_size=30).map("".join))
def test_any_text_gives_a_list_or_a_feed_error(text: str) -> None:
    _read_or_refuse(text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_list_or_a_feed_error(body: bytes) -> None:
    _read_or_refuse(body)


def _read_or_refuse(body: bytes) -> None:
    try:
        found = read(body)
    except FeedError:
        return
    assert all(article.url.startswith("http") for article in found.articles)
