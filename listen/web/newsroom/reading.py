"""/newsroom/SITE/articles/NUMBER/text: what of an article is read aloud, and what is left out."""

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, request

from audio_cache.spec import Block
from listen.article.dropped_parts import DroppedParts
from listen.errors import Unprocessable
from listen.publishing.article_rows import dropped_of, spec_of
from listen.web.newsroom.find_article import find_article
from listen.web.newsroom.page import page
from listen.web.newsroom.wording import title_of

reading = Blueprint("reading", __name__)

_LIMIT = 200
"""Parts of the text on a page. More would take the server too long."""

_KINDS = {
    "title": "Title",
    "heading": "Heading",
    "quote": "Quotation",
    "list_item": "List",
    "caption": "Caption",
    "table": "Table",
    "code": "Code",
}
"""Names of kinds that are not ordinary paragraphs."""


@dataclass(frozen=True)
class LeftOut:
    """Parts that are not read for the same reason."""

    reason: str
    texts: list[str]


@reading.get("/<site>/articles/<int:number>/text")
def show(site: str, number: int) -> Response:
    chosen, row = find_article(site, number)
    spec, dropped, start = spec_of(row), dropped_of(row), _read_start()
    blocks = spec.blocks if spec else ()
    return page(
        "newsroom/reading.html",
        chosen,
        row=row,
        title=title_of(row),
        language=spec.language if spec else None,
        parts=[_part(block) for block in blocks[start : start + _LIMIT]],
        start=start,
        following=start + _LIMIT if start + _LIMIT < len(blocks) else None,
        total=len(blocks),
        left_out=_left_out(dropped) if dropped else None,
        more=dropped.more if dropped else 0,
    )


def _read_start() -> int:
    """Return the number of the first part on the page. Raises Unprocessable."""
    value = request.args.get("from", "0")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise Unprocessable(f"'from' must be a whole number, got {value[:80]!r}.")
    return int(value)


def _part(block: Block) -> tuple[str, str]:
    """Return the name of a kind, if the part is no paragraph, and the text."""
    return _KINDS.get(block.kind, ""), block.text


def _left_out(dropped: DroppedParts) -> list[LeftOut]:
    parts = sorted(dropped.parts, key=lambda part: part.reason)
    return [
        LeftOut(reason[:1].upper() + reason[1:], [part.text for part in same])
        for reason, same in groupby(parts, key=lambda part: part.reason)
    ]
