"""/newsroom/SITE/words/remakes: the articles that hold a word are made again."""

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from listen.publishing.pronunciations.order import order_remake
from listen.publishing.pronunciations.remake import SEARCHING
from listen.publishing.pronunciations.remake_rows import find_remake, progress_of
from listen.web.lexicon import sought_entry
from listen.web.newsroom.editor import current_editor
from listen.web.newsroom.page import page, see
from listen.web.paging import MAX_ID
from listen.web.services import services

remakes = Blueprint("remakes", __name__)


@remakes.post("/<site>/words/remakes")
def order(site: str) -> BaseResponse:
    """Order that the articles be made again."""
    chosen = current_editor().site(site)
    word = sought_entry(chosen, request.form.get("word", "")).word
    row = order_remake(services().publishing, services().tasks, chosen, word, current_editor().name)
    return see(
        "newsroom.remakes.show",
        "The sentences are being made again. Readers hear the old audio until the new one is "
        "whole. You can leave this page.",
        site=site,
        number=row.id,
    )


@remakes.get("/<site>/words/remakes/<int:number>")
def show(site: str, number: int) -> Response:
    """Show how far it is."""
    chosen = current_editor().site(site)
    database = services().publishing.database
    row = database.read(lambda session: find_remake(session, min(number, MAX_ID)))
    if row is None or row.site != chosen.name:
        abort(404)
    progress = database.read(lambda session: progress_of(session, row.id))
    return page(
        "newsroom/remake.html",
        chosen,
        row=row,
        progress=progress,
        is_searching=row.state == SEARCHING,
        new=progress.segments - progress.cached,
    )
