"""Metadata of a page: from JSON-LD first, then Open Graph, then other meta elements."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import regex
from lxml.html import HtmlElement

from audio_cache.language import canonical_tag
from listen.article.text.clean import clean, one_line

_ARTICLE_TYPES = ("Article", "Posting", "Report", "Review", "Recipe", "Story")
_MAX_NODES = 2000
"""JSON-LD objects of a page that are searched."""
_MAX_VALUE = 1000
"""Characters of a value."""
_LANGUAGE_TAG = regex.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))?(?:[-_].*)?")
_DATE = regex.compile(
    r"[12]\d{3}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?"
)
_BYLINE_PREFIX = regex.compile(r"(?:by|von|par|por|di|door|od|від|автор)[:\s]\s*", regex.IGNORECASE)


@dataclass(frozen=True)
class Metadata:
    """Metadata as the page declares it; None where it declares none."""

    titles: tuple[str, ...]
    """From JSON-LD, Open Graph and Twitter cards; may have the site's name at an end."""
    head_title: str | None
    """From the title element, which has the site's name more often."""
    byline: str | None
    """Names of the authors, separated by commas."""
    date: str | None
    """Date of publication, ISO 8601."""
    site: str | None
    """Name of the publisher or site, else the host of the URL."""
    language: str | None
    """BCP 47 tag: a language, and its region if declared."""


def find_metadata(root: HtmlElement, url: str | None) -> Metadata:
    """Return the metadata of a page; its URL supplies the site when the page names none."""
    article = _article(root)
    meta = meta_elements(root)
    titles = [
        _string(article.get("headline")) or _string(article.get("name")),
        meta.get("og:title"),
        meta.get("twitter:title"),
    ]
    return Metadata(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        head_title=_string(root.findtext(".//title")),
        byline=_byline(article, meta),
        date=_date(article, meta, root),
        site=_name(article.get("publisher")) or meta.get("og:site_name") or _host(url),
        language=_language(root, article, meta),
    )


def _byline(article: dict[str, Any], meta: dict[str, str]) -> str | None:
    authors = article.get("author")
    names = [_name(one) for one in (authors if isinstance(authors, list) else [authors])[:10]]
    byline = ", ".join(dict.fromkeys(name for name in names if name))
    for key in ("author", "article:author", "dc.creator", "parsely-author"):
        byline = byline or meta.get(key, "")
    byline = _BYLINE_PREFIX.sub("", byline, count=1) if _BYLINE_PREFIX.match(byline) else byline
    return byline if byline and "://" not in byline else None


def _date(article: dict[str, Any], meta: dict[str, str], root: HtmlElement) -> str | None:
    keys = ("article:published_time", "datepublished", "date", "dc.date", "parsely-pub-date")
    declared = [_string(article.get("datePublished")), *(meta.get(key) for key in keys)]
    times = (time.get("datetime") for time in root.iter("time"))
    for date in (*declared, next(times, None)):
        if date and (match := _DATE.match(date.strip())):
            return match[0]
    return None


def _language(root: HtmlElement, article: dict[str, Any], meta: dict[str, str]) -> str | None:
    declared = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        _string(article.get("inLanguage")),
        meta.get("og:locale"),
        meta.get("content-language"),
    )
    for tag in declared:
        if tag and (match := _LANGUAGE_TAG.fullmatch(tag.strip())):
            language, region = match[1], match[2]
            has_region = region and len(region) == 2
            return canonical_tag(f"{language}-{region}" if has_region else language)
    return None


def _host(url: str | None) -> str | None:
    with suppress(ValueError):
        return urlsplit(url or "").hostname
    return None


def meta_elements(root: HtmlElement) -> dict[str, str]:
    """Return the first value of each meta element's name, in lower case."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv")
        name = name or element.get("itemprop")
        if name and (value := _string(element.get("content"))):
            found.setdefault(name.strip().lower(), value)
    return found


def linked_data(root: HtmlElement) -> Iterator[Any]:
    """Yield the data of each script with JSON-LD."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            with suppress(ValueError, RecursionError):
                yield json.loads(clean(script.text or ""), strict=False)


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the types of an object in JSON-LD."""
    types = node.get("@type")
    return [
        kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)
    ]


def _article(root: HtmlElement) -> dict[str, Any]:
    """Return the article's object in the page's JSON-LD; empty when there is none."""
    for data in linked_data(root):
        for node in _nodes(data):
            if any(kind.endswith(_ARTICLE_TYPES) for kind in types_of(node)):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in the data, breadth first."""
    queue = [data]
    for count, node in enumerate(queue):
        if count > _MAX_NODES:
            return
        if isinstance(node, dict):
            yield node
            queue.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            queue.extend(node)


def _name(value: Any) -> str | None:
    """Return a name that is given as a string, an object, or a list of them."""
    if isinstance(value, list):
        value = next(iter(value), None)
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _string(value: Any) -> str | None:
    """Return the value as one line of text, cut to its maximum length; None for other types."""
    if not isinstance(value, str) or len(value) > 20 * _MAX_VALUE:
        return None
    return one_line(value)[:_MAX_VALUE] or None
