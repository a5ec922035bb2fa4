"""/v1/lexicon/remakes: the articles that hold a word are made again."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import NotFound

from audio_cache.excerpt import excerpt
from listen.database.tables import LexiconRemakeRow
from listen.errors import Unprocessable
from listen.publishing.pronunciations.order import order_remake
from listen.publishing.pronunciations.remake_rows import (
    RemakeProgress,
    find_remake,
    list_remakes,
    progress_of,
)
from listen.web.body import read_json
from listen.web.lexicon import MAX_BODY, current_site, no_store, read_text, sought_entry, time_text
from listen.web.paging import MAX_ID, read_cursor, read_limit
from listen.web.services import services

lexicon_remakes = Blueprint("lexicon_remakes", __name__, url_prefix="/v1/lexicon/remakes")


@lexicon_remakes.post("")
def order() -> Response:
    """Order that the articles that hold a word be made again."""
    site, fields = current_site(), read_json(request, MAX_BODY)
    if unknown := sorted(fields.keys() - {"word"}):
        raise Unprocessable(f"Unknown field {excerpt(unknown[0])}. The only field is word.")
    word = sought_entry(site, read_text(fields, "word") or "").word
    editor = services().access.publishing_key().name
    row = order_remake(services().publishing, services().tasks, site, word, editor)
    response = jsonify(_resource(row))
    response.status_code = 202
    response.headers["Location"] = f"{request.root_path}/v1/lexicon/remakes/{row.id}"
    return no_store(response)


@lexicon_remakes.get("")
def show_list() -> Response:
    """List the orders of the last 30 days, newest first."""
    site, limit, before = current_site(), read_limit(), read_cursor()
    rows = services().publishing.database.read(
        lambda session: list_remakes(session, site.name, before, limit + 1)
    )
    cursor = str(rows[limit - 1].id) if len(rows) > limit else None
    return no_store(jsonify(remakes=[_resource(row) for row in rows[:limit]], cursor=cursor))


@lexicon_remakes.get("/<int:remake_id>")
def show(remake_id: int) -> Response:
    number = min(remake_id, MAX_ID)  # the databases have no larger ones
    found = services().publishing.database.read(lambda session: find_remake(session, number))
    site = services().access.require_site(found.site if found else request.args.get("site"))
    if found is None:
        raise NotFound(f"The site {site!r} has no order {remake_id}.")
    return no_store(jsonify(_resource(found)))


def _resource(row: LexiconRemakeRow) -> dict[str, Any]:
    progress: RemakeProgress = services().publishing.database.read(
        lambda session: progress_of(session, row.id)
    )
    return {
        "id": row.id,
        "site": row.site,
        "word": row.word,
        "state": row.state,
        "editor": row.editor,
        "articles": {
            "found": progress.articles,
            "made": progress.made,
            "pending": progress.pending,
            "held": progress.held,
            "failed": progress.failed,
        },
        "segments": {
            "total": progress.segments,
            "cached": progress.cached,
            "new": progress.segments - progress.cached,
        },
        "created_at": time_text(row.created_at),
        "searched_at": time_text(row.searched_at),
    }
