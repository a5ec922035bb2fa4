"""/newsroom/SITE/words: the words whose pronunciation editors have mended, and one of them."""

from dataclasses import dataclass

from flask import Blueprint, Response, request
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from listen.database.tables import ArticleRow
from listen.publishing.pronunciations.holders import find_holders
from listen.publishing.pronunciations.remake_rows import list_remakes
from listen.publishing.pronunciations.reports import OPEN, list_reports
from listen.web.lexicon import sought_entry
from listen.web.newsroom.editor import current_editor
from listen.web.newsroom.page import page, see
from listen.web.paging import MAX_ID, read_cursor
from listen.web.services import services

words = Blueprint("words", __name__)

_LIMIT = 50
_SHOWN = 20
"""Articles that the page of a word lists at once."""


@dataclass(frozen=True)
class HolderLine:
    """An article that holds the word."""

    row: ArticleRow
    count: int


@words.get("/<site>/words")
def show_list(site: str) -> Response:
    """Show the entries, newest first."""
    chosen = current_editor().site(site)
    part, before = request.args.get("q", "").strip(), read_cursor()
    edits = services().lexicon_edits.current(chosen.name, before, _LIMIT + 1, part or None)
    database = services().publishing.database
    remakes = database.read(lambda session: list_remakes(session, chosen.name, MAX_ID, 5))
    reports = database.read(lambda session: list_reports(session, chosen.name, OPEN, MAX_ID, 1))
    return page(
        "newsroom/words.html",
        chosen,
        edits=edits[:_LIMIT],
        cursor=edits[_LIMIT - 1].id if len(edits) > _LIMIT else None,
        part=part,
        is_first=before == MAX_ID,
        remakes=remakes if before == MAX_ID and not part else [],
        has_reports=bool(reports),
    )


@words.get("/<site>/words/word")
def show_word(site: str) -> Response:
    """Show the pronunciation of a word, and the articles that hold it."""
    chosen = current_editor().site(site)
    entry = sought_entry(chosen, request.args.get("word", ""), request.args.get("language", ""))
    history = services().lexicon_edits.history(chosen.name, entry.word)
    newest = {edit.language: edit for edit in reversed(history)}.values()
    holders = find_holders(services().publishing, chosen.name, entry)
    before = read_cursor()
    shown = [holder for holder in holders if holder.id < before]
    counts = {holder.id: holder.count for holder in shown[:_SHOWN]}
    query = select(ArticleRow).where(ArticleRow.id.in_(counts)).order_by(ArticleRow.id.desc())
    rows = services().publishing.database.read(lambda session: session.scalars(query).all())
    return page(
        "newsroom/word.html",
        chosen,
        word=entry.word,
        entries=[edit for edit in newest if edit.entry],
        history=history,
        count=len(holders),
        lines=[HolderLine(row, counts[row.id]) for row in rows],
        cursor=shown[_SHOWN - 1].id if len(shown) > _SHOWN else None,
        is_first=before == MAX_ID,
    )


@words.post("/<site>/words/remove")
def remove(site: str) -> BaseResponse:
    """Remove an entry."""
    chosen = current_editor().site(site)
    word, language = request.form.get("word", ""), request.form.get("language", "")
    services().lexicon_edits.remove(chosen.name, word, language, current_editor().name)
    services().sites.refresh()
    return see(
        "newsroom.words.show_word",
        "The pronunciation is removed. New audio is made without it. What exists stays as it is "
        "until you have the sentences made again.",
        site=site,
        word=word,
    )
