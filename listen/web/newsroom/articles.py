"""/newsroom/SITE/articles: the articles of a site, newest first."""

from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, Response, request
from redis import RedisError

from listen.database.tables import ArticleRow
from listen.errors import Unavailable, Unprocessable
from listen.publishing.article_rows import count_rows, list_rows
from listen.publishing.settle import settle_article
from listen.publishing.states import FAILED, HELD, STATES
from listen.web.newsroom.editor import current_editor
from listen.web.newsroom.heard import plays_of
from listen.web.newsroom.page import page
from listen.web.newsroom.wording import (
    STATE_WORDS,
    say_count,
    say_duration,
    say_time,
    title_of,
)
from listen.web.paging import read_cursor
from listen.web.services import services

articles = Blueprint("articles", __name__)

_LIMIT = 25
"""Articles of a page."""
_MAX_COUNT = 100
"""Articles that are counted. Beyond, the number is "100+"."""
_COUNTED = (HELD, FAILED)
"""States that ask for somebody."""
_MAX_QUERY = 200
"""Characters."""


@dataclass(frozen=True)
class Line:
    """An article in the list."""

    number: int
    title: str
    state: str
    label: str
    details: str
    """Time, duration and plays."""


@dataclass(frozen=True)
class Filter:
    """A link to the articles in one state, or in all."""

    label: str
    state: str | None
    count: str = ""


@articles.get("/<site>/articles")
def show_list(site: str) -> Response:
    chosen = current_editor().site(site)
    state, text, before = _read_state(), request.args.get("q", "").strip(), read_cursor()
    text = text[:_MAX_QUERY]
    database = services().publishing.database
    rows = database.read(
        lambda session: list_rows(session, chosen.name, state, text or None, before, _LIMIT + 1)
    )
    shown = [_settled(row) for row in rows[:_LIMIT]]
    plays = plays_of(chosen, (row.source_id for row in shown))
    return page(
        "newsroom/articles.html",
        chosen,
        lines=[_line(row, plays.get(row.source_id, 0)) for row in shown],
        filters=_filters(chosen.name),
        state=state,
        text=text,
        is_first="cursor" not in request.args,
        cursor=rows[_LIMIT - 1].id if len(rows) > _LIMIT else None,
    )


def _read_state() -> str | None:
    """Return the state in the query. Raises Unprocessable."""
    state = request.args.get("state") or None
    if state is not None and state not in STATES:
        raise Unprocessable(f"'state' must be one of: {', '.join(STATES)}; got {state[:80]!r}.")
    return state


def _settled(row: ArticleRow) -> ArticleRow:
    """Return the article after its audio may have ended; as it was while Redis is away."""
    with suppress(RedisError, Unavailable):
        return settle_article(services().publishing, row)
    return row


def _line(row: ArticleRow, plays: int) -> Line:
    key = row.audio_key or row.next_key
    manifest = services().library.manifest(key) if key else None
    details = [
        say_time(row.published_at),
        say_duration(manifest.duration) if manifest else "",
        say_count(plays, "play") if plays else "",
    ]
    return Line(
        row.id,
        title_of(row),
        row.state,
        STATE_WORDS[row.state].label,
        " · ".join(part for part in details if part),
    )


def _filters(site: str) -> list[Filter]:
    counts = services().publishing.database.read(
        lambda session: {state: count_rows(session, site, state, _MAX_COUNT) for state in _COUNTED}
    )
    found = [Filter("All", None)]
    for state, words in STATE_WORDS.items():
        count = counts.get(state, 0)
        text = f"{_MAX_COUNT}+" if count == _MAX_COUNT else str(count or "")
        found.append(Filter(words.label, state, text))
    return found
