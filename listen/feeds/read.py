"""Reads a downloaded list of articles, whichever format it has."""

from typing import Literal

from listen.article.charset import decode
from listen.feeds.articles import ArticleList, FeedError
from listen.feeds.download import Download
from listen.feeds.json_feed import is_json_feed, parse_json, read_json_feed
from listen.feeds.rss import read_rss
from listen.feeds.sitemap import MAX_SITEMAP_BYTES, ROOTS, read_sitemap
from listen.feeds.xml import decode_xml, decompress, root_name

Format = Literal["rss", "json_feed", "sitemap", "page", "unknown"]

_READERS = {"rss": read_rss, "json_feed": read_json_feed, "sitemap": read_sitemap}
_FEED_ROOTS = ("rss", "feed", "rdf", "channel")
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_BEGINNING = 100_000
"""Bytes in which the root element of a document begins."""


def detect_format(download: Download) -> Format:
    """Return the format of a document, by its content; servers often declare another media type."""
    try:
        body = decompress(download.body, MAX_SITEMAP_BYTES)
    except FeedError:
        return "unknown"
    text = decode_xml(body[:_BEGINNING], download.charset)
    root = root_name(text)
    if root in ROOTS:
        return "sitemap"
    if root in _FEED_ROOTS:
        return "rss"
    if text.startswith("{") and _is_json_feed(download, text):
        return "json_feed"
    if root == "html" or download.media_type in _PAGE_TYPES:
        return "page"
    return "unknown"


def read_list(download: Download) -> ArticleList:
    """Return the articles of a feed or a sitemap. Raises FeedError, which says what is wrong."""
    if download.status != 200:
        raise FeedError(f"The list must be sent with status 200, got {download.status}.")
    reader = _READERS.get(detect_format(download))
    if reader is None:
        decompress(download.body, MAX_SITEMAP_BYTES)  # names the fault of a compressed list
        raise FeedError(
            f"The document is neither a feed nor a sitemap: it begins with {_excerpt(download)}."
        )
    return reader(download)


def _is_json_feed(download: Download, beginning: str) -> bool:
    if "jsonfeed.org/version/" in beginning.replace("\\/", "/"):
        return True  # also if it is malformed, which its reader reports
    try:
        return is_json_feed(parse_json(download))
    except FeedError:
        return False


def _excerpt(download: Download) -> str:
    text = decode(download.body[:200], download.charset)
    return repr(" ".join(text.split())[:40])
