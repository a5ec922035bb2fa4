"""A page, or HTML out of a CMS, as an article."""

import regex

from audio_cache.spec import Block
from listen.article.article import Article, Dropped
from listen.article.assemble import Part, assemble
from listen.article.html.clean import tidy
from listen.article.html.metadata import Metadata, read_metadata
from listen.article.html.parse import parse
from listen.article.html.piece import Piece
from listen.article.html.select_main import choose
from listen.article.html.skip import reasons, select
from listen.article.html.table import is_data
from listen.article.html.walk import outline
from listen.article.policy import Policy
from listen.article.reasons import TITLE_REPEATED
from listen.article.text.clean import one_line
from listen.article.title import alike, same, without_site

_PAGE = regex.compile(r"<(?:html|head|body|!doctype)\b", regex.IGNORECASE)
_BEGINNING = 5000
"""Characters in which a page says that it is one."""


def read_html(
    html: str, url: str | None = None, title: str | None = None, policy: Policy | None = None
) -> Article:
    """No blocks when there is no article in it."""
    policy = policy or Policy()
    root = parse(html)
    if root is None:
        return Article([], [])
    metadata = read_metadata(root, url)
    reason_of = reasons(select(root, policy.dropped))
    pieces, asides = outline(root, reason_of, is_data, policy)
    titles = _titles(pieces, metadata, one_line(title or ""))
    kept = select(root, policy.kept)
    if kept or _PAGE.search(html, endpos=_BEGINNING):
        choose(root, pieces, asides, kept)
    tidy(pieces, titles, metadata.byline, kept, policy)
    shown = next((piece for piece in pieces if _shows(piece, titles)), None)
    parts = [_part(piece) for piece in pieces if piece is not shown]
    blocks, dropped = assemble(parts, policy, metadata.language)
    if blocks and titles:
        blocks.insert(0, Block("title", titles[0]))
    elif shown:
        dropped.insert(0, Dropped(shown.text, shown.reason))
    return Article(
        blocks=blocks,
        dropped=dropped,
        title=next(iter(titles), None),
        byline=metadata.byline,
        date=metadata.date,
        site=metadata.site,
        language=metadata.language,
    )


def _titles(pieces: list[Piece], metadata: Metadata, given: str) -> list[str]:
    """The article's title, then everything that would repeat it.

    What the page shows is preferred to what it says of itself.
    """
    headings = [
        piece.text
        for piece in pieces
        if piece.element.tag == "h1"
        and not piece.reason
        and not same(piece.text, metadata.site or "")
    ]
    own = [without_site(title, metadata.site, headings) for title in metadata.titles]
    # A main heading may name the site, whose name is in the head too.
    own.append(without_site(metadata.head_title or "", metadata.site, own or headings))
    shown = [heading for heading in headings if any(alike(heading, title) for title in own)]
    if not shown and not metadata.titles and len(headings) == 1:
        shown = headings
    titles = [given, *shown, *own]
    return list(dict.fromkeys(title for title in titles if title))


def _shows(piece: Piece, titles: list[str]) -> bool:
    """Whether this is the title where the page has it."""
    return piece.reason == TITLE_REPEATED and same(piece.text, titles[0])


def _part(piece: Piece) -> Part:
    table = piece.within("table") if piece.kind == "table" else None
    return Part(piece.kind, piece.text, piece.reason, table, piece.element.tag == "caption")
