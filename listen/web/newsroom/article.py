"""/newsroom/SITE/articles/NUMBER: an article, its audio, and what can be done with it."""

from flask import Blueprint, Response
from redis import RedisError

from listen.database.tables import ArticleRow
from listen.errors import Unavailable
from listen.publishing.article_rows import dropped_of
from listen.publishing.settle import settle_article
from listen.publishing.states import FAILED, HELD, PENDING, READY, WITHDRAWN
from listen.web.newsroom.article_audio import earlier_versions, heard_audio
from listen.web.newsroom.explanations import explain
from listen.web.newsroom.find_article import find_article
from listen.web.newsroom.heard import heard
from listen.web.newsroom.page import page
from listen.web.newsroom.wording import (
    ACCESS_WORDS,
    STATE_WORDS,
    meaning_of,
    say_count,
    say_language,
    say_time,
    title_of,
)
from listen.web.services import services

article = Blueprint("article", __name__)


@article.get("/<site>/articles/<int:number>")
def show(site: str, number: int) -> Response:
    chosen, row = find_article(site, number)
    is_queue_away = False
    try:
        row = settle_article(services().publishing, row)
    except (RedisError, Unavailable):
        is_queue_away = True
    return page(
        "newsroom/article.html",
        chosen,
        has_player=True,
        row=row,
        title=title_of(row),
        label=STATE_WORDS[row.state].label,
        meaning=meaning_of(row),
        explanation=explain(row) if row.state == FAILED else None,
        is_queue_away=is_queue_away,
        audio=heard_audio(row),
        earlier=earlier_versions(row),
        heard=heard(chosen, row.source_id),
        facts=_facts(row),
        sentences=_sentences(row),
        dropped=_dropped(row),
        actions=actions_for(row),
    )


def actions_for(row: ArticleRow) -> list[str]:
    """Return the actions that the state of an article allows, the most likely one first."""
    is_waiting = row.hold and row.audio_key is None
    return {
        PENDING: [] if is_waiting else ["hold"],
        HELD: ["publish", "remake", *([] if is_waiting else ["hold"])],
        READY: ["hold", "remake"],
        FAILED: ["remake", *(["hold"] if row.audio_key else [])],
        WITHDRAWN: [],
    }[row.state]


def _facts(row: ArticleRow) -> dict[str, str]:
    """Return what is known of the article, by the names that editors know."""
    facts = {
        "Published": say_time(row.published_at),
        "Text or audio changed": say_time(row.changed_at),
        "Version": str(row.version or ""),
        "Author": row.author or "",
        "Language": say_language(row.language),
        "May be read by": ACCESS_WORDS.get(row.access, row.access),
        "Tags": ", ".join(row.tags),
        "Id in your publishing system": row.source_id,
    }
    return {name: value for name, value in facts.items() if value}


def _sentences(row: ArticleRow) -> str:
    """Return how much of the newest version had to be made."""
    if row.segments is None or row.cached is None or row.state in (PENDING, WITHDRAWN):
        return ""
    new = row.segments - row.cached
    parts = say_count(row.segments, "part", "parts")
    if not new:
        return f"{parts} of speech, all as before."
    if not row.cached:
        return f"{parts} of speech, all newly made."
    return f"{parts} of speech: {new:,} newly made, {row.cached:,} as before."


def _dropped(row: ArticleRow) -> int | None:
    """Return the number of parts that are not read; None if it is unknown."""
    dropped = dropped_of(row)
    return len(dropped.parts) + dropped.more if dropped else None
