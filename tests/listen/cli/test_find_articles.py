"""What `listen pregenerate` is given: files, folders, pages, feeds and sitemaps."""

from pathlib import Path
from typing import Any

import pytest

from listen.cli.find_articles import ArticleFinder, FoundArticle
from listen.feeds.articles import FeedError
from listen.feeds.download import Download

HOST = "https://a.org"
TEXT = "<p>" + "The bridge opened on Monday, and four hundred people crossed it. " * 9 + "</p>"


def fetch(url: str) -> Download:
    """Answer with the documents of a site."""
    feed = (
        "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        "<item><title>One</title><link>/one</link><guid isPermaLink='false'>one</guid>"
        "<content:encoded>&lt;p>All of it.&lt;/p></content:encoded></item>"
        "<item><link>/two?utm_source=rss</link></item><item/></channel></rss>"
    )
    sitemap = "<urlset>" + "".join(f"<url><loc>/{n}</loc></url>" for n in ("one", "two", "three"))
    documents = {
        "/feed": (feed, "text/xml"),
        "/sitemap.xml": (sitemap + "</urlset>", "text/xml"),
        "/page": (TEXT, "text/html"),
        "/paper.pdf": ("%PDF-1.4", "application/pdf"),
    }
    body, media_type = documents.get(url.removeprefix(HOST), ("", ""))
    return Download(url, body.encode(), media_type, status=200 if body else 404)


def find(*sources: Path | str, site_url: str | None = None) -> tuple[list[Any], ArticleFinder]:
    finder = ArticleFinder(sources, fetch, site_url)
    return [*finder], finder


def ids(*sources: Path | str, site_url: str | None = None) -> list[str]:
    return [article.id for article in find(*sources, site_url=site_url)[0]]


def write(folder: Path, *names: str, text: str = TEXT) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_a_folder_of_texts_has_all_text_and_html_files(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "sub/a.txt", "c.png", "d.HTML")
    assert ids(tmp_path) == ["b.md", "d.HTML", "sub:a.txt"]


def test_a_built_site_has_pages_only(tmp_path: Path) -> None:
    write(tmp_path, "index.html", text="<li><a href='/a'>A</a></li>" * 3)
    write(tmp_path, "a/index.html", "b.html", "robots.txt", "llms.txt", "404.html", "x/sitemap.xml")
    found, finder = find(tmp_path, site_url="https://a.org/blog")
    assert [article.fields["url"] for article in found] == [
        "https://a.org/blog/a/",
        "https://a.org/blog/b.html",
    ]
    assert [article.id for article in found] == ["a.org:blog:a", "a.org:blog:b.html"]
    assert finder.skipped == {"without an article": 2}
    assert finder.total == 4


def test_pages_with_one_canonical_url_are_one_article(tmp_path: Path) -> None:
    text = f'<html><head><link rel="canonical" href="{HOST}/one"></head><body>{TEXT}'
    write(tmp_path, "1.html", "2.html", "amp/1.html", text=text)
    found, finder = find(tmp_path)
    assert [article.id for article in found] == ["a.org:one"]
    assert finder.skipped == {"named before": 2}


def test_an_article_in_feed_and_sitemap_is_found_once() -> None:
    found, finder = find(f"{HOST}/feed", f"{HOST}/sitemap.xml", f"{HOST}/feed")
    assert [article.id for article in found] == ["one", "a.org:two", "a.org:three"]
    assert finder.skipped == {"broken entries": 2, "named before": 4}
    assert finder.total == 2 + 3 + 2


def test_a_list_may_be_a_file(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(fetch(f"{HOST}/feed").body)
    assert ids(file, site_url=HOST) == ["one", "a.org:two"]


def test_a_page_is_left_to_the_server() -> None:
    (article,), _ = find(f"{HOST}/page")
    assert article == FoundArticle(f"{HOST}/page", "a.org:page", {"url": f"{HOST}/page"}, True)


def test_a_file_that_is_named_is_one_article(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "data.json", text="Words.")
    found, _ = find(tmp_path / "a.md", tmp_path / "data.json")
    assert [article.fields for article in found] == [{"text": "Words."}] * 2


def test_a_page_that_is_named_is_taken_for_an_article(tmp_path: Path) -> None:
    write(tmp_path, "list.html", text="<li><a href='/a'>A</a></li>" * 3)
    assert [article.is_named for article in find(tmp_path / "list.html")[0]] == [True]
    assert find(tmp_path)[0] == []


def test_each_source_that_cannot_be_read_is_one_failure(tmp_path: Path) -> None:
    def fail(url: str) -> Download:
        if "/away" in url:
            raise FeedError("It did not arrive in time.")
        return fetch(url)

    gone = tmp_path / "gone.txt"
    sources: list[Path | str] = [
        f"{HOST}/paper.pdf",
        f"{HOST}/404",
        f"{HOST}/away",
        gone,
        f"{HOST}/page",
    ]
    finder = ArticleFinder(sources, fail)
    assert [article.name for article in finder] == [f"{HOST}/page"]
    assert finder.failures == [
        f"{HOST}/paper.pdf: It must be a feed, a sitemap or a page, and it is application/pdf.",
        f"{HOST}/404: It must be sent with status 200, got 404.",
        f"{HOST}/away: It did not arrive in time.",
        f"{gone}: Cannot read the file: No such file or directory.",
    ]


@pytest.mark.parametrize(
    ("fields", "requests"),
    [
        ({"url": "u"}, [{"url": "u"}]),
        ({"url": "u", "title": "t"}, [{"url": "u"}]),
        ({"text": "x"}, [{"text": "x"}]),
        ({"html": "x", "url": "u", "author": "a"}, [{"html": "x", "source_url": "u"}]),
        (
            {"html": "x", "url": "u", "title": "t"},
            [{"url": "u"}, {"html": "x", "source_url": "u", "title": "t"}],
        ),
    ],
)
def test_the_page_is_preferred_to_the_text_in_a_feed(
    fields: dict[str, Any], requests: list[dict[str, Any]]
) -> None:
    assert FoundArticle("name", "id", fields).audio_requests() == requests
