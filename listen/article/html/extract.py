"""Extracts the article from a page, or from a fragment of HTML as a CMS stores it."""

import regex
from lxml.html import HtmlElement

from audio_cache.spec import Block
from listen.article.article import Article, Dropped
from listen.article.assemble import assemble
from listen.article.context import Context
from listen.article.html.accordions import open_accordions
from listen.article.html.drop_capitals import join_drop_capitals
from listen.article.html.head import read_head
from listen.article.html.math import write_math
from listen.article.html.metadata import find_metadata
from listen.article.html.note_superscripts import find_note_superscripts
from listen.article.html.page_facts import PageFacts, resolve
from listen.article.html.page_kind import find_signs, is_article
from listen.article.html.parse import parse
from listen.article.html.select_main import select_main
from listen.article.html.skip import select_elements, skip_rules
from listen.article.html.table import is_data_table
from listen.article.html.titles import find_titles
from listen.article.html.walk import walk
from listen.article.passes import PAGE_PASSES, run_passes
from listen.article.policy import Policy
from listen.article.reasons import EXCLUDED, FORM, HIDDEN, OPTED_OUT, TITLE_REPEATED
from listen.article.text.clean import one_line
from listen.article.text_block import TextBlock, prose_share, without

_PAGE = regex.compile(r"<(?:html|head|body|!doctype)\b", regex.IGNORECASE)
_MARKED_UP = regex.compile(r"<(?:p|br)\b", regex.IGNORECASE)
"""Tags that mark up paragraphs or lines. WordPress stores bodies with blank lines instead."""
_BEGINNING = 5000
"""Characters in which one of these tags shows that the input is a page, and not a fragment."""
_UNSEEN = (HIDDEN, EXCLUDED, OPTED_OUT, FORM, TITLE_REPEATED)
"""Reasons of text that is no loss: nobody sees it, the publisher excludes it, or it is repeated."""


def extract_html(
    html: str, url: str | None = None, title: str | None = None, policy: Policy | None = None
) -> Article:
    """Extract the article; it has no blocks when none is found.

    All of a fragment is the article. Of a page, the main content is selected first.
    """
    root = parse(html)
    if root is None:
        return Article([], [])
    return _read(root, html, url, title, policy or Policy())[0]


def find_page_facts(html: str, url: str, policy: Policy | None = None) -> PageFacts:
    """Return what the page at a URL is."""
    root = parse(html)
    if root is None:
        return PageFacts()
    head = read_head(root)
    canonical = resolve(head.canonical, url)
    own = canonical or url
    signs = find_signs(root, head, own)  # now: the extraction changes the tree
    _, blocks = _read(root, html, url, None, policy or Policy())
    return PageFacts(canonical, is_article(signs, blocks))


def _read(
    root: HtmlElement, html: str, url: str | None, title: str | None, policy: Policy
) -> tuple[Article, list[TextBlock]]:
    """Return the article, and all blocks of the page."""
    metadata = find_metadata(root, url)
    open_accordions(root)
    join_drop_capitals(root)
    write_math(root)
    skip_reason = skip_rules(select_elements(root, policy.dropped), find_note_superscripts(root))
    is_page = bool(_PAGE.search(html, endpos=_BEGINNING))
    blocks, asides = walk(
        root,
        skip_reason,
        is_data_table,
        policy,
        has_text_lines=not is_page and not _MARKED_UP.search(html),
    )
    titles = find_titles(blocks, metadata, one_line(title or ""))
    included = select_elements(root, policy.kept)
    if included or is_page:
        select_main(root, blocks, asides, included, titles)
    context = Context(policy, titles, metadata.byline, included)
    run_passes(PAGE_PASSES, blocks, context)
    shown = context.title_block
    rest = without(blocks, shown)
    spoken, dropped = assemble(rest, policy, metadata.language)
    if spoken and titles:
        spoken.insert(0, Block("title", titles[0]))
    elif shown:
        dropped.insert(0, Dropped(shown.text, shown.reason))
    article = Article(
        blocks=spoken,
        dropped=dropped,
        title=next(iter(titles), None),
        byline=metadata.byline,
        date=metadata.date,
        site=metadata.site,
        language=metadata.language,
        prose_share=prose_share(blocks, _UNSEEN),
    )
    return article, blocks
