"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping
from typing import Any

from listen.article.charset import decode
from listen.feeds.articles import ArticleList, FeedError, ListedArticle
from listen.feeds.download import Download
from listen.feeds.rss import MAX_FEED_BYTES
from listen.feeds.texts import line, tag_list
from listen.feeds.times import parse_time
from listen.feeds.urls import article_url, entry_id
from listen.feeds.whole import is_whole
from listen.feeds.xml import decompress

VERSION = "https://jsonfeed.org/version/"


def parse_json(download: Download) -> Any:
    """Return the JSON of a document. Raises FeedError."""
    body = decompress(download.body, MAX_FEED_BYTES)
    try:
        return json.loads(decode(body, download.charset))
    except (ValueError, RecursionError):
        raise FeedError("The feed is not valid JSON.") from None


def is_json_feed(data: Any) -> bool:
    """Return whether JSON is a JSON Feed."""
    version = data.get("version") if isinstance(data, Mapping) else None
    return isinstance(version, str) and "jsonfeed.org/version/" in version


def read_json_feed(download: Download) -> ArticleList:
    """Return the articles of a JSON Feed. Raises FeedError if it cannot be read."""
    feed = parse_json(download)
    if not is_json_feed(feed):
        raise FeedError(f"A JSON Feed must have a 'version' that begins with {VERSION}.")
    items = feed.get("items")
    if not isinstance(items, list):
        raise FeedError("The 'items' of a JSON Feed must be a list.")
    found = [_read_item(item, feed, download.url) for item in items]
    articles = tuple(article for article in found if article)
    further = _url(feed.get("next_url"), download.url)
    is_further = further is not None and further != download.url
    return ArticleList(articles, len(found) - len(articles), (str(further),) if is_further else ())


def _read_item(item: Any, feed: Mapping[str, Any], base: str) -> ListedArticle | None:
    """Return the article of an item; None if it names no page."""
    if not isinstance(item, Mapping):
        return None
    url = _url(item.get("url"), base)
    if url is None:
        return None
    given = item.get("id")  # a string, and of lax feeds a number
    given = str(given) if type(given) is int else given if isinstance(given, str) else ""
    html = item.get("content_html")
    summary = _text(item.get("summary")) or ""
    is_html_whole = isinstance(html, str) and is_whole(html, summary, url)
    return ListedArticle(
        id=entry_id(given, url),
        url=url,
        title=_text(item.get("title")),
        published_at=parse_time(_text(item.get("date_published"))),
        updated_at=parse_time(_text(item.get("date_modified"))),
        author=_authors(item) or _authors(feed),
        tags=tag_list(_list(item.get("tags"))),
        image=_url(item.get("image"), base) or _url(item.get("banner_image"), base),
        language=_text(item.get("language")) or _text(feed.get("language")),
        html=html if is_html_whole else None,
    )


def _authors(source: Mapping[str, Any]) -> str | None:
    """Return the names in `authors`, and in `author` of version 1.0."""
    authors = [*_list(source.get("authors")), source.get("author")]
    names = [_text(author.get("name")) for author in authors if isinstance(author, Mapping)]
    return line(", ".join(dict.fromkeys(filter(None, names)))) or None


def _url(value: Any, base: str) -> str | None:
    return article_url(value, base) if isinstance(value, str) and value else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return line(value) or None
