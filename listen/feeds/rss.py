"""RSS, Atom and RDF feeds, read by feedparser."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from xml.sax import SAXException

import feedparser

from listen.feeds.articles import ArticleList, FeedError, ListedArticle
from listen.feeds.download import Download
from listen.feeds.malformed import broken, well_formed
from listen.feeds.texts import line, tag_list
from listen.feeds.times import parse_time
from listen.feeds.urls import article_url, entry_id
from listen.feeds.whole import is_whole, words_of
from listen.feeds.xml import decode_xml, decompress

MAX_FEED_BYTES = 10_000_000
"""Limit of a feed, decompressed."""
_HTML = ("text/html", "application/xhtml+xml")
_FURTHER = ("next", "prev-archive")
"""RFC 5005: the next page of a paged feed, and the document before in an archived one."""
_PARSER_ERRORS = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError),
    *(RecursionError, SAXException),
)
"""Errors that feedparser and the parsers below it raise for documents that nobody expected."""


def read_rss(download: Download) -> ArticleList:
    """Return the articles of a feed. Raises FeedError if it cannot be read.

    A malformed feed is read as far as its faults allow.
    """
    text = decode_xml(decompress(download.body, MAX_FEED_BYTES), download.charset)
    document = well_formed(text)
    feed = _parse(document.text, download.url)
    if not feed["entries"] and not feed.get("version") and not document.fault:
        raise FeedError("The document is not an RSS, Atom or RDF feed.")
    entries = [dict(entry) for entry in feed["entries"]]  # without feedparser's key aliases
    channel = dict(feed["feed"])
    unique = {guid for guid, count in Counter(map(_guid, entries)).items() if count == 1}
    found = [_read_entry(entry, channel, unique) for entry in entries]
    articles = tuple(article for article in found if article)
    if not articles and document.fault:
        raise broken(document.fault)
    skipped = len(found) - len(articles)
    is_complete = "fh_complete" in channel and not skipped and not document.fault
    further = tuple(_further(channel.get("links", []), download.url))
    return ArticleList(articles, skipped, further, is_complete)


def _parse(text: str, url: str) -> Any:
    """Raises FeedError.

    The XML must be well-formed: for any other, feedparser has a parser that takes quadratic time.
    Nothing is sanitized or resolved, because the HTML is extracted and never shown.
    """
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _PARSER_ERRORS as error:
        raise FeedError(f"The feed cannot be parsed: {str(error)[:200]}.") from None


def _read_entry(
    entry: dict[str, Any], channel: dict[str, Any], unique: set[str]
) -> ListedArticle | None:
    """Return the article of an entry; None if it names no page or is broken."""
    try:
        url = article_url(str(entry.get("feedburner_origlink") or entry.get("link") or ""))
        if url is None:
            return None
        guid = _guid(entry)
        summary = str(entry["summary"]) if "summary_detail" in entry else ""
        return ListedArticle(
            id=entry_id(guid if guid in unique else "", url),  # a guid of several is no id
            url=url,
            title=_title(entry),
            published_at=_time(entry, "published") or parse_time(entry.get("dc_date")),
            updated_at=_time(entry, "updated"),
            author=_authors(entry) or _authors(channel),
            tags=tag_list(tag.get("label") or tag.get("term") for tag in entry.get("tags", [])),
            image=_image(entry),
            language=_language(entry, channel),
            html=_whole_html(entry, summary, url),
        )
    except _PARSER_ERRORS:
        return None


def _guid(entry: Mapping[str, Any]) -> str:
    return str(entry.get("id") or "")


def _whole_html(entry: Mapping[str, Any], summary: str, url: str) -> str | None:
    """Return the longest content that is the whole article. A description is a summary."""
    contents = [
        str(content["value"])
        for content in entry.get("content", [])
        if content.get("type") in _HTML and "src" not in content
    ]
    html = max(contents, key=len, default="")
    return html if is_whole(html, summary, url) else None


def _title(entry: Mapping[str, Any]) -> str | None:
    title = str(entry.get("title") or "")
    if entry.get("title_detail", {}).get("type") in _HTML:
        title = words_of(title)
    return line(title) or None


def _authors(source: Mapping[str, Any]) -> str | None:
    authors = source.get("authors") or []
    names = [line(author.get("name")) for author in authors if hasattr(author, "get")]
    return line(", ".join(dict.fromkeys(name for name in names if name))) or None


def _image(entry: Mapping[str, Any]) -> str | None:
    """Return the URL of the first picture: Media RSS, then an enclosure."""
    pictures = [
        *(item.get("url") for item in entry.get("media_content", []) if _is_picture(item)),
        *(item.get("url") for item in entry.get("media_thumbnail", [])),
        *(link.get("href") for link in entry.get("links", []) if _is_picture(link)),
    ]
    return next((url for picture in pictures if (url := article_url(str(picture or "")))), None)


def _is_picture(item: Mapping[str, Any]) -> bool:
    return item.get("medium") == "image" or str(item.get("type", "")).startswith("image/")


def _language(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str | None:
    details = [*entry.get("content", []), entry.get("title_detail", {})]
    declared = [detail.get("language") for detail in details]
    return next((line(tag) for tag in (*declared, feed.get("language")) if tag), None)


def _time(entry: Mapping[str, Any], name: str) -> datetime | None:
    """Return a time. feedparser also knows forms of its own, such as Korean dates."""
    if time := parse_time(entry.get(name)):
        return time
    parsed = entry.get(f"{name}_parsed")
    return parse_time("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed)) if parsed else None


def _further(links: Iterable[Mapping[str, Any]], url: str) -> Iterator[str]:
    """Yield the URL of the next document. A paged feed may be archived too: one way is enough."""
    found = {link.get("rel"): article_url(str(link.get("href") or ""), url) for link in links}
    yield from [page for rel in _FURTHER if (page := found.get(rel)) and page != url][:1]
