"""Titles of a page: resolves the article's title, and drops its repetitions."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from listen.article.context import Context
from listen.article.html.metadata import Metadata
from listen.article.prose import ends_sentence
from listen.article.reasons import NOT_ARTICLE, TITLE_REPEATED
from listen.article.text_block import TextBlock
from listen.article.title import (
    MIN_WORDS,
    is_same_title,
    is_similar_title,
    strip_site_name,
    words,
)

_MAX_LABEL = 25
"""Characters of a heading that may name a site or section. A title of one word is longer in a
script without spaces."""
_MAX_KICKER_WORDS = 4
"""Words of a label that stands in the heading before the title."""


def find_titles(blocks: Sequence[TextBlock], metadata: Metadata, given: str) -> list[str]:
    """Return the article's title, then its variants, which would repeat it; empty if unknown.

    The order is: the given title, the heading that the page shows, the page's metadata.
    """
    shown_blocks = [block for block in blocks if block.kind == "heading" and not block.reason]
    main = [
        block
        for block in shown_blocks
        if block.tag == "h1" or block.within("h1") is not None
        if not is_same_title(block.text, metadata.site or "") and not _links_home(block)
    ]
    if not metadata.titles and any(block.within("article") is not None for block in main):
        main = [block for block in main if not _is_label_outside(block)]
    others = [block.text for block in shown_blocks if block.within("h1") is None]
    raw = [*metadata.titles, metadata.head_title or ""]
    headings = [block.text for block in main if not _names_site(block, raw, others)]
    # The main heading may be the site's name, which the head's title contains too.
    has_main = any(block.within("h1") is not None for block in shown_blocks)
    parts = headings or (others if has_main else [])
    declared = [strip_site_name(title, metadata.site, parts) for title in metadata.titles]
    head_title = strip_site_name(metadata.head_title or "", metadata.site, declared or parts)
    declared.append(head_title)
    shown = [
        _without_kicker(heading, declared)
        for heading in headings
        if any(is_similar_title(heading, one) or _ends_with(heading, one) for one in declared)
    ]
    if not shown and not metadata.titles and len(headings) == 1:
        shown = headings
    titles = [given, *shown, *declared]
    return list(dict.fromkeys(title for title in titles if title))


def _is_label_outside(block: TextBlock) -> bool:
    return block.within("article") is None and len(words(block.text)) <= _MAX_KICKER_WORDS


def _links_home(block: TextBlock) -> bool:
    """Return whether the heading is a link to the site's front page."""
    heading = block.within("h1")
    if heading is None or not block.is_link:
        return False
    for link in (*heading.iter("a"), *heading.iterancestors("a")):
        try:
            address = urlsplit((link.get("href") or "").strip())
        except ValueError:
            continue
        if not address.fragment and not address.query and address.path in ("", "/", "./"):
            return True
    return False


def _names_site(block: TextBlock, declared: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether a main heading is the name of the site or section, and not the title.

    The declared title is then shown in a lower heading, or is another text and the main heading
    is a short label outside the article.
    """
    label = words(block.text)
    is_label = len(label) < MIN_WORDS and len(block.text) <= _MAX_LABEL and block.text.isascii()
    is_outside = block.within("article") is None and len(declared) == 1
    for title in filter(None, map(words, declared)):
        rest = _without_end(title, label)
        if rest == title:
            is_site = any(words(other) == title for other in others) and label != title
            is_other = is_label and is_outside and not set(label) & set(title)
        else:
            is_site = len(label) < len(rest) and any(words(other) == rest for other in others)
            is_other = is_label and is_outside and title[-len(label) :] == label
        if is_site or (is_other and len(rest) >= MIN_WORDS):
            return True
    return False


def _without_end(title: list[str], label: list[str]) -> list[str]:
    """Return the words of a title without those of a label at one of its ends."""
    size = len(label)
    if size and title[-size:] == label:
        return title[:-size]
    return title[size:] if size and title[:size] == label else title


def _ends_with(heading: str, title: str) -> bool:
    """Return whether the heading is the title with a label of a few words before it."""
    whole, end = words(heading), words(title)
    return (
        len(end) >= MIN_WORDS
        and 0 <= len(whole) - len(end) <= _MAX_KICKER_WORDS
        and (whole[-len(end) :] == end)
    )


def _without_kicker(heading: str, declared: Sequence[str]) -> str:
    """Return the declared title where the heading has a label before it in an element of its own.

    The walk writes a colon between the two.
    """
    for title in declared:
        if words(title) != words(heading) and _ends_with(heading, title):
            kicker, separator, rest = heading.partition(": ")
            if separator and is_same_title(rest, title) and kicker:
                return rest
    return heading


def drop_titles(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop the title and its variants: above the text and as an h1, or the same as any heading.

    A sentence that has words of the title is kept. The first block that shows the title becomes
    the context's title block.
    """
    is_above_text = True
    for block in blocks:
        if block.reason not in ("", NOT_ARTICLE):
            continue
        may_repeat = block.kind == "heading" or (is_above_text and not block.reason)
        if may_repeat and any(_repeats(block, title, is_above_text) for title in context.titles):
            block.reason = TITLE_REPEATED
        is_above_text = is_above_text and (bool(block.reason) or not block.is_prose)
    context.title_block = next((block for block in blocks if _is_title(block, context)), None)


def _repeats(block: TextBlock, title: str, is_above_text: bool) -> bool:
    """Return whether the block shows the title; a heading may word it a little differently."""
    if is_same_title(block.text, title):
        return True
    is_main = block.tag == "h1"
    is_heading = block.kind == "heading" and is_above_text and not block.reason
    is_sentence = ends_sentence(block.text) and not ends_sentence(title)
    may_vary = (is_main or is_heading) and not is_sentence
    if may_vary and is_similar_title(block.text, title):
        return True
    return is_same_title(strip_site_name(block.text, None, [title]), title)


def _is_title(block: TextBlock, context: Context) -> bool:
    return block.reason == TITLE_REPEATED and is_same_title(block.text, context.titles[0])
