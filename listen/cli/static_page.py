"""Reads a page of a static site that was built into a folder."""

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from lxml.html import HtmlElement

from listen.article.html.head import Head, read_head
from listen.article.html.listing import is_listing
from listen.article.html.metadata import find_metadata
from listen.article.html.parse import parse
from listen.feeds.times import parse_time
from listen.feeds.urls import article_url, is_same_site, url_id

NO_ARTICLE = "without an article"
_INDEXES = ("index.html", "index.htm", "index.xhtml")
_ERROR_PAGES = ("404.html", "404.htm", "403.html", "500.html", "50x.html", "offline.html")
_LIST_FOLDERS = (
    *("tag", "tags", "category", "categories", "author", "authors", "page", "archive", "archives"),
)
"""Folders of lists, which may have one entry only."""
_UNKNOWN_SITE = "https://site.invalid/"


@dataclass(frozen=True)
class StaticPage:
    """A page, and its fields of PUT /v1/articles/SOURCE_ID besides the text."""

    url: str | None
    """None: the page has no canonical link, and the URL of its site is unknown."""
    is_article: bool
    """False: a list, a redirect, or the page of an error."""
    fields: dict[str, Any] = field(default_factory=dict)


def page_url(path: PurePath, site_url: str | None) -> str | None:
    """Return the URL of a file in a folder that is served at a URL; None if that is unknown."""
    if not site_url:
        return None
    parts = [*path.parts]
    if parts[-1].lower() in _INDEXES:
        parts[-1] = ""
    return article_url(urljoin(site_url.rstrip("/") + "/", "/".join(map(quote, parts))))


def read_static_page(html: str, path: PurePath, site_url: str | None) -> StaticPage:
    """Return the URL of a page and whether it is an article. `path` is relative to the site.

    The canonical link of the page decides its URL, unless it leads to the site's root, which is a
    usual fault of themes.
    """
    own_url = page_url(path, site_url)
    root = parse(html)
    if root is None or path.name.lower() in _ERROR_PAGES:
        return StaticPage(own_url, is_article=False)
    head = read_head(root)
    canonical = article_url(head.canonical, own_url or "") if head.canonical else None
    if canonical and urlsplit(canonical).path == "/" and len(path.parts) > 1:
        canonical = None
    url = canonical or own_url
    if head.is_redirect or (not head.declares_article and _is_list(root, path, url)):
        return StaticPage(url, is_article=False)
    metadata = find_metadata(root, url)
    times = {"published_at": metadata.date, "updated_at": head.modified}
    fields: dict[str, Any] = {"author": metadata.byline, "image": _image(head, url)}
    fields |= {name: _iso(time) for name, time in times.items()}
    fields["tags"] = list(head.tags)
    return StaticPage(url, True, {name: value for name, value in fields.items() if value})


def _is_list(root: HtmlElement, path: PurePath, url: str | None) -> bool:
    own_url = url or f"{_UNKNOWN_SITE}{path.as_posix()}"
    own_id = url_id(own_url)

    def is_other_page(href: str) -> bool:
        target = article_url(href, own_url)
        if target is None or not is_same_site(target, own_url):
            return False
        return url_id(target) != own_id

    if not {*map(str.lower, path.parts[:-1])}.isdisjoint(_LIST_FOLDERS):
        return any(is_other_page(link.get("href") or "") for link in root.iter("a"))
    return is_listing(root, is_other_page)


def _image(head: Head, url: str | None) -> str | None:
    return article_url(head.image, url or "") if head.image else None


def _iso(text: str | None) -> str | None:
    time = parse_time(text)
    return time.isoformat().replace("+00:00", "Z") if time else None
