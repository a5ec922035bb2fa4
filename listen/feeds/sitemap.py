"""Sitemaps and their indexes (https://www.sitemaps.org/protocol.html), also as text.

Read are the news extension (title, date, language) and the image extension (first picture).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from listen.feeds.articles import ArticleList, FeedError, ListedArticle
from listen.feeds.download import Download
from listen.feeds.malformed import broken, well_formed
from listen.feeds.texts import line, tag_list
from listen.feeds.times import parse_time
from listen.feeds.urls import article_url, is_same_site, url_id
from listen.feeds.xml import decode_xml, decompress

MAX_SITEMAP_BYTES = 50_000_000
"""Bytes of a sitemap, decompressed: the limit of the protocol."""
MAX_URLS = 50_000
"""Entries of a sitemap or an index: the limit of the protocol."""
ROOTS = ("urlset", "sitemapindex")
_FIELDS = {
    "loc": "loc",
    "lastmod": "lastmod",
    "news:title": "title",
    "news:publication_date": "published",
    "news:language": "language",
    "news:keywords": "keywords",
    "image:loc": "image",
}
"""Elements, with the extension whose namespace they are in, to the values that are kept."""
_EXTENSIONS = ("news", "image")
_CHUNK = 1 << 16
"""Characters."""


def read_sitemap(download: Download) -> ArticleList:
    """Return the pages of a sitemap, or the sitemaps of an index. Raises FeedError.

    A malformed sitemap is read as far as its faults allow. Sitemaps of other hosts are skipped.
    """
    text = decode_xml(decompress(download.body, MAX_SITEMAP_BYTES), download.charset)
    document = well_formed(text)
    found = _read(document.text, download.url)
    if not document.fault:
        return found
    if not found.articles and not found.further:
        raise broken(document.fault)
    return replace(found, is_complete=False)


def _read(text: str, url: str) -> ArticleList:
    """Raises FeedError."""
    articles: list[ListedArticle] = []
    further: list[str] = []
    skipped = 0
    for kind, values in _entries(text):
        address = article_url(values.get("loc", ""), url) if values.get("loc") else None
        if kind == "url" and address:
            articles.append(_article(address, values))
        elif kind == "sitemap" and address and is_same_site(address, url):
            further.append(address)
        else:
            skipped += 1
        if len(articles) + len(further) > MAX_URLS:
            raise FeedError(f"A sitemap must not list more than {MAX_URLS} URLs.")
    return ArticleList(tuple(articles), skipped, tuple(dict.fromkeys(further)), not skipped)


def _article(url: str, values: dict[str, str]) -> ListedArticle:
    image = values.get("image")
    return ListedArticle(
        id=url_id(url),
        url=url,
        title=line(values.get("title")) or None,
        published_at=parse_time(values.get("published")),
        updated_at=parse_time(values.get("lastmod")),
        tags=tag_list(values.get("keywords", "").split(",")),
        image=article_url(image, url) if image else None,
        language=values.get("language"),
    )


def _entries(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the name of each entry, "url" or "sitemap", and its values. Raises FeedError.

    Entries are removed from the tree as soon as they are read, which keeps memory flat.
    """
    parser = etree.XMLPullParser(
        events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK].encode("utf-8", "replace"))
            yield from _read_events(parser)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise FeedError(f"The sitemap is not valid XML: {str(error)[:200]}.") from None
    yield from _read_events(parser)


def _read_events(parser: Any) -> Iterator[tuple[str, dict[str, str]]]:
    for _, element in parser.read_events():
        kind = etree.QName(element).localname
        if kind in ("url", "sitemap"):
            yield kind, _values(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _values(entry: Any) -> dict[str, str]:
    """Return the first text of each element of an entry that is of use, by _FIELDS."""
    values: dict[str, str] = {}
    for element in entry.iter(etree.Element):
        name = etree.QName(element)
        extension = next((part for part in _EXTENSIONS if part in (name.namespace or "")), None)
        key = _FIELDS.get(f"{extension}:{name.localname}" if extension else name.localname)
        text = " ".join("".join(element.itertext()).split())
        if key and text:
            values.setdefault(key, text[:2000])
    return values
