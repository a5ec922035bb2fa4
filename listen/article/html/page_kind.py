"""Tells the page of one article from a list of articles, a search page, a form or an error page.

A page must declare an article, and must not be a list of others: see `listing.py`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.html.head import Head
from listen.article.html.listing import is_listing
from listen.article.html.metadata import linked_data, meta_elements, types_of
from listen.article.html.page_facts import resolve
from listen.article.prose import length
from listen.article.text_block import TextBlock
from listen.host import host_of
from listen.page_url import canonical_page_url

_ARTICLE_ENDING = "Article"
_ARTICLE_TYPES = frozenset(
    ("BlogPosting", "LiveBlogPosting", "Report", "Recipe", "Review", "CriticReview")
)
_OTHER_TYPES = frozenset(
    (
        *("CollectionPage", "SearchResultsPage", "ProfilePage", "ContactPage", "CheckoutPage"),
        # Readers write these.
        *("DiscussionForumPosting", "SocialMediaPosting", "QAPage", "UserReview"),
    )
)
"""Types (schema.org) of pages that are not an article of the publisher."""
_ARTICLE_CLASSES = frozenset(("h-entry", "hentry"))
"""Class names of microformats."""
_ARTICLE_BODY = "single"
"""Class of the body of a post in WordPress, whose themes need declare nothing else."""
_MIN_DECLARED, _MIN_SHOWN = 60, 200
"""Characters of an article that the page declares in two ways or as data, and of any other."""
_TEXT_KINDS: tuple[BlockKind, ...] = ("paragraph", "quote", "list_item")
_MIN_SHARE = 0.5
"""Share of the page's text that belongs to its article."""


@dataclass(frozen=True)
class Signs:
    """The declarations of a page about its kind."""

    is_refused: bool = False
    """True: it is a front page, a redirect, of another type, or hidden from search engines."""
    is_described: bool = False
    """True: its data (JSON-LD) describes an article at this URL."""
    is_declared: bool = False
    """True: it declares an article in another way."""
    is_list: bool = False
    """True: it lists other pages."""
    has_login: bool = False
    """True: it asks for a password, as pages with little text do that a system calls articles."""


def find_signs(root: HtmlElement, head: Head, url: str) -> Signs:
    """Return what the page at its canonical URL declares."""
    meta = meta_elements(root)
    nodes = [node for data in linked_data(root) for node in _page_nodes(data)]
    articles = [node for node in nodes if _is_article_node(node)]
    is_other = any(kind in _OTHER_TYPES for node in nodes for kind in types_of(node))
    robots = {word.strip() for word in meta.get("robots", "").lower().split(",")}
    named = [_urls_of(node, url) for node in articles]
    return Signs(
        is_refused=is_other
        or head.is_redirect
        or bool(robots & {"noindex", "none"})
        or _is_front_page(url),
        is_described=any(_is_same_page(each, url) for urls in named for each in urls),
        is_declared=head.declares_article
        or "article:published_time" in meta
        or [] in named
        or any(_ARTICLE_BODY in (body.get("class") or "").split() for body in root.iter("body")),
        is_list=is_listing(root, lambda href: _is_other_page(resolve(href, url), url)),
        has_login=any(field.get("type") == "password" for field in root.iter("input")),
    )


def is_article(signs: Signs, blocks: Sequence[TextBlock]) -> bool:
    """Return whether the page is that of one article. `blocks` are those of its extraction."""
    if signs.is_refused:
        return False
    texts = [block for block in blocks if _is_text(block)]
    if signs.is_described:
        return _size(texts) >= _MIN_DECLARED
    if signs.is_list:
        return False
    is_marked_up = _largest_article(texts) >= _MIN_SHARE * _size(texts)
    if signs.is_declared and is_marked_up and not signs.has_login:
        return _size(texts) >= _MIN_DECLARED
    prose = [block for block in texts if block.is_prose]
    return (signs.is_declared or is_marked_up) and _size(prose) >= _MIN_SHOWN


def _page_nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in JSON-LD that are about the page, and not about something on it."""
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            graph, entity = node.get("@graph"), node.get("mainEntity")
            yield node
            yield from (each for each in _list(graph) if isinstance(each, dict))
            if isinstance(entity, dict):
                yield entity


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_article_node(node: dict[str, Any]) -> bool:
    return any(_is_article_type(kind) for kind in types_of(node))


def _is_article_type(kind: str) -> bool:
    return kind.endswith(_ARTICLE_ENDING) or kind in _ARTICLE_TYPES


def _urls_of(node: dict[str, Any], url: str) -> list[str | None]:
    """Return the URLs of the page that an object says it is on."""
    page = node.get("mainEntityOfPage")
    named = [page.get("@id") if isinstance(page, dict) else page, node.get("url")]
    return [resolve(each, url) for each in named if isinstance(each, str)]


def _is_same_page(other: str | None, url: str) -> bool:
    return other is not None and canonical_page_url(other) == canonical_page_url(url)


def _is_other_page(other: str | None, url: str) -> bool:
    """Return whether a URL is that of another page of the site, apart from its front page."""
    if other is None or _is_same_page(other, url) or _is_front_page(other):
        return False
    return _site_of(other) == _site_of(url) is not None


def _site_of(url: str) -> str | None:
    """Return the host without www; None for a URL that has none."""
    host = host_of(url)
    return host.removeprefix("www.") if host else None


def _is_front_page(url: str) -> bool:
    try:
        return urlsplit(url).path in ("", "/")
    except ValueError:
        return True


def _largest_article(blocks: Sequence[TextBlock]) -> int:
    """Return the length of the prose in the element that is marked up as the article."""
    sizes: Counter[HtmlElement] = Counter()
    for block in blocks:
        marked = next((each for each in block.ancestors() if _is_marked_up(each)), None)
        if marked is not None:
            sizes[marked] += length(block.text)
    return max(sizes.values(), default=0)


def _is_marked_up(element: HtmlElement) -> bool:
    if element.tag == "article" or _ARTICLE_CLASSES & {*(element.get("class") or "").split()}:
        return True
    kind = (element.get("itemtype") or "").rstrip("/").rpartition("/")[2]
    return _is_article_type(kind)


def _is_text(block: TextBlock) -> bool:
    """Return whether the block is text that is spoken, apart from headings and links."""
    return not block.reason and block.kind in _TEXT_KINDS and not block.is_mostly_links


def _size(blocks: Sequence[TextBlock]) -> int:
    return sum(length(block.text) for block in blocks)
