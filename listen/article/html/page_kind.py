"""Tells the page of one article from a list of articles, a search page, a form or an error page.

A page must declare an article, and most of its text must be its own: not a teaser below the linked
title of another page.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.html.head import Head
from listen.article.html.metadata import linked_data, meta_elements, types_of
from listen.article.html.page_facts import resolve
from listen.article.prose import length
from listen.article.text_block import TextBlock
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
_TITLES = ("h1", "h2", "h3", "h4")
_MIN_TITLE = 20
"""Characters of a linked heading that may be the title of another article."""


@dataclass(frozen=True)
class Signs:
    """The declarations of a page about its kind."""

    is_refused: bool = False
    """True: it is a front page, a redirect, of another type, or hidden from search engines."""
    is_described: bool = False
    """True: its data (JSON-LD) describes an article at this URL."""
    is_declared: bool = False
    """True: it declares an article in another way."""
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
        has_login=any(field.get("type") == "password" for field in root.iter("input")),
    )


def is_article(signs: Signs, blocks: Sequence[TextBlock], url: str) -> bool:
    """Return whether the page is that of one article. `blocks` are those of its extraction."""
    if signs.is_refused:
        return False
    texts = [block for block in blocks if _is_text(block)]
    if signs.is_described:
        return _size(texts) >= _MIN_DECLARED
    cards = _cards(blocks, url)
    own = [block for block in texts if not any(each in cards for each in block.ancestors())]
    if _size(own) < _MIN_SHARE * _size(texts):
        return False
    is_marked_up = _largest_article(own) >= _MIN_SHARE * _size(own)
    if signs.is_declared and is_marked_up and not signs.has_login:
        return _size(own) >= _MIN_DECLARED
    prose = [block for block in own if block.is_prose]
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


def _cards(blocks: Sequence[TextBlock], url: str) -> Collection[HtmlElement]:
    """Return the elements that each show another page: its linked title, and text below that.

    Such an element is the largest around the title that has no other linked title, no main heading
    of its own page, and no prose before the title.
    """
    titles = [
        (index, block) for index, block in enumerate(blocks) if _is_title_of_other_page(block, url)
    ]
    counts: Counter[HtmlElement] = Counter()
    for _, title in titles:
        counts.update(title.ancestors())
    first_prose: dict[HtmlElement, int] = {}
    main: set[HtmlElement] = set()
    for index, block in enumerate(blocks):
        if block.is_prose and not block.reason:
            for element in block.ancestors():
                first_prose.setdefault(element, index)
        if block.kind == "heading" and not block.is_link and block.within("h1") is not None:
            main.update(block.ancestors())
    cards = set()
    for index, title in titles:
        card = None
        for element in title.ancestors():
            if counts[element] > 1 or first_prose.get(element, index) < index or element in main:
                break
            card = element
        if card is not None:
            cards.add(card)
    return cards


def _is_title_of_other_page(block: TextBlock, url: str) -> bool:
    if block.kind != "heading" or not block.is_link or length(block.text) < _MIN_TITLE:
        return False
    heading = next((each for each in block.ancestors() if each.tag in _TITLES), None)
    if heading is None:
        return False
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    urls = [resolve(link.get("href"), url) for link in links]
    return any(
        each is not None and not _is_same_page(each, url) and not _is_front_page(each)
        for each in urls
    )


def _is_text(block: TextBlock) -> bool:
    """Return whether the block is text that is spoken, apart from headings and links."""
    return not block.reason and block.kind in _TEXT_KINDS and not block.is_mostly_links


def _size(blocks: Sequence[TextBlock]) -> int:
    return sum(length(block.text) for block in blocks)
