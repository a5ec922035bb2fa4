"""Tells lists of articles (home page, section, archive, tag) from articles."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from listen.article.html.tags import BLOCKS

_OUTSIDE = ("nav", "footer", "aside", "form", "script", "style", "template", "noscript")
_ITEMS = ("h1", "h2", "h3", "h4", "h5", "li", "dt", "article")
"""Elements that a link to an article begins."""
_MAX_BESIDE = 25
"""Characters that may stand beside such a link in a list: a date."""
_TEASER_WORDS = range(5, 151)
_WORDS_BESIDE, _MAX_WORDS_BESIDE = 3, 60
"""Words that may go with each link of a list of titles without summaries, and with all."""
_MAIN_SHARE = 0.6
"""Share of the words that the article has on its own page."""

IsOtherPage = Callable[[str], bool]
"""Returns whether a link leads to another page of the site."""


@dataclass
class _Run:
    """Text up to the next link that begins an item."""

    follows_link: bool
    words: int = 0


def is_listing(root: HtmlElement, is_other_page: IsOtherPage) -> bool:
    """Return whether a page lists articles, with or without their summaries."""
    body = root.find(".//body") if root.tag == "html" else root
    if body is None:
        return False
    runs = [_Run(follows_link=False)]
    links = 0
    for text, is_item in _texts(body, is_other_page):
        if is_item:
            links += 1
            runs.append(_Run(follows_link=True))
        else:
            runs[-1].words += len(text.split())
    total = sum(run.words for run in runs)
    if _has_several_articles(body, is_other_page, total):
        return True
    teasers = [run.words for run in runs if run.follows_link and run.words in _TEASER_WORDS]
    if len(teasers) > 1 and 2 * sum(teasers) > total:
        return True
    # A large menu has as many links; the article beside it has more words.
    return links > 0 and total <= min(_WORDS_BESIDE * links, _MAX_WORDS_BESIDE)


def _has_several_articles(body: HtmlElement, is_other_page: IsOtherPage, total: int) -> bool:
    """Return whether most of the words of a page are in several `article` elements with links.

    On the page of an article, the elements of related articles have few words beside its own.
    """
    sizes = []
    for article in body.iter("article"):
        is_comment = "comment" in f"{article.get('class')} {article.get('id')}".lower()
        is_inner = next(article.iterancestors("article"), None) is not None
        links = (link.get("href") or "" for link in article.iter("a"))
        if not is_comment and not is_inner and any(map(is_other_page, links)):
            sizes.append(len(article.text_content().split()))
    largest = max(sizes, default=0)
    is_most = 2 * sum(sizes) > total and largest < _MAIN_SHARE * total
    return len(sizes) > 1 and is_most


def _texts(element: HtmlElement, is_other_page: IsOtherPage) -> Iterator[tuple[str, bool]]:
    """Yield the texts below an element in their order, and whether each is a link to an item."""
    if element.text:
        yield element.text, False
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _OUTSIDE:
            if child.tag == "a" and _begins_item(child) and is_other_page(child.get("href") or ""):
                yield child.text_content(), True
            else:
                yield from _texts(child, is_other_page)
        if child.tail:
            yield child.tail, False


def _begins_item(link: HtmlElement) -> bool:
    """Return whether nothing but a date stands in the line of a link, in an element of a list."""
    own = len(" ".join(link.text_content().split()))
    holder = link.getparent()
    while holder is not None and holder.tag not in _ITEMS:
        # A wrapper of the link and its date, or more?
        if len(" ".join(holder.text_content().split())) > own + _MAX_BESIDE:
            return False
        beside = _line_without_links(holder)
        if beside and not any(map(str.isdigit, beside)):  # "Read also: ..."
            return False
        holder = holder.getparent()
    if holder is None:
        return False
    beside = _line_without_links(holder)
    return not beside or (holder.tag in ("li", "dt") and len(beside) <= _MAX_BESIDE)


def _line_without_links(element: HtmlElement) -> str:
    """Return the text directly in an element, without its links and blocks."""
    parts = [element.text or ""]
    for child in element:
        if child.tag != "a" and child.tag not in BLOCKS and isinstance(child.tag, str):
            parts.append(_line_without_links(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split()).strip(" ·•|,-–—/:»→()[]")
