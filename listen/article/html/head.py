"""Facts that a page states in its head, beyond the metadata that is spoken or shown."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=", re.IGNORECASE)
_ARTICLE_TYPES = ("article", "blog", "news.article")


@dataclass(frozen=True)
class Head:
    """URLs are as the page has them, possibly relative."""

    canonical: str | None
    is_redirect: bool
    """The page only sends its readers to another one."""
    declares_article: bool
    """Its Open Graph type is that of an article."""
    image: str | None
    modified: str | None
    tags: tuple[str, ...]


def read_head(root: HtmlElement) -> Head:
    """Return what the head of a page says."""
    meta: dict[str, list[str]] = {}
    is_redirect = False
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        name = (element.get("property") or element.get("name") or "").strip().lower()
        if name and content:
            meta.setdefault(name, []).append(content)
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            is_redirect = is_redirect or bool(_REFRESH.match(content))
    links = (link for link in root.iter("link") if "canonical" in _words(link.get("rel")))
    canonical = next((link.get("href") for link in links if link.get("href")), None)
    return Head(
        canonical=canonical.strip() if canonical else None,
        is_redirect=is_redirect,
        declares_article=_first(meta, "og:type").lower() in _ARTICLE_TYPES,
        image=_first(meta, "og:image") or _first(meta, "twitter:image") or None,
        modified=_first(meta, "article:modified_time") or None,
        tags=tuple(dict.fromkeys(meta.get("article:tag", ()))),
    )


def _words(value: str | None) -> list[str]:
    return (value or "").lower().split()


def _first(meta: dict[str, list[str]], name: str) -> str:
    return meta.get(name, [""])[0]
