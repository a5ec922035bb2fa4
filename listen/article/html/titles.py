"""Titles of a page: resolves the article's title, and drops its repetitions."""

from collections.abc import Sequence

from listen.article.context import Context
from listen.article.html.metadata import Metadata
from listen.article.reasons import NOT_ARTICLE, TITLE_REPEATED
from listen.article.text_block import TextBlock
from listen.article.title import is_same_title, is_similar_title, strip_site_name


def find_titles(blocks: Sequence[TextBlock], metadata: Metadata, given: str) -> list[str]:
    """Return the article's title, then its variants, which would repeat it; empty if unknown.

    The order is: the given title, the heading that the page shows, the page's metadata.
    """
    headings = [
        block.text
        for block in blocks
        if block.tag == "h1"
        and not block.reason
        and not is_same_title(block.text, metadata.site or "")
    ]
    declared = [strip_site_name(title, metadata.site, headings) for title in metadata.titles]
    # The main heading may be the site's name, which the head's title contains too.
    head_title = strip_site_name(metadata.head_title or "", metadata.site, declared or headings)
    declared.append(head_title)
    shown = [
        heading for heading in headings if any(is_similar_title(heading, one) for one in declared)
    ]
    if not shown and not metadata.titles and len(headings) == 1:
        shown = headings
    titles = [given, *shown, *declared]
    return list(dict.fromkeys(title for title in titles if title))


def drop_titles(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop the title and its variants: above the text and as an h1, or the same as any heading.

    The first block that shows the title becomes the context's title block.
    """
    is_above_text = True
    for block in blocks:
        if block.reason not in ("", NOT_ARTICLE):
            continue
        may_vary = block.tag == "h1" or (is_above_text and not block.reason)
        is_repeated = block.kind == "heading" and any(
            is_same_title(block.text, title) for title in context.titles
        )
        if is_repeated or (
            may_vary and any(is_similar_title(block.text, title) for title in context.titles)
        ):
            block.reason = TITLE_REPEATED
        is_above_text = is_above_text and (bool(block.reason) or not block.is_prose)
    context.title_block = next((block for block in blocks if _is_title(block, context)), None)


def _is_title(block: TextBlock, context: Context) -> bool:
    return block.reason == TITLE_REPEATED and is_same_title(block.text, context.titles[0])
