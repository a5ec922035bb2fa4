"""Finds the article whose audio a player shows, without a query for each load."""

import time
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import ArticleRow
from listen.errors import Unavailable

_MAX_AGE = 60.0
"""Seconds for which an answer is kept."""
_PAUSE = 10.0
"""Seconds without queries after one that failed: readers must not wait for the database."""
_MAX_ANSWERS = 10_000


@dataclass(frozen=True)
class ArticleName:
    """The name of an article."""

    site: str
    id: str
    """The site's own."""


class ArticlesByAudio:
    """Finds articles by the key of their audio."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._answers: dict[str, tuple[float, list[ArticleName]]] = {}
        self._is_away_until = 0.0

    def find(self, key: str) -> list[ArticleName]:
        """Return the articles that have this audio: several, if they have the same words.

        Nothing is found while the database is away.
        """
        now = time.monotonic()
        found_at, found = self._answers.get(key, (-_MAX_AGE, []))
        if now - found_at < _MAX_AGE:
            return found
        if now < self._is_away_until:
            return []
        try:
            found = self._database.read(lambda session: _read(session, key))
        except Unavailable:
            self._is_away_until = now + _PAUSE
            return []
        if len(self._answers) >= _MAX_ANSWERS:
            self._answers.clear()
        self._answers[key] = (now, found)
        return found


def _read(session: Session, key: str) -> list[ArticleName]:
    has_key = or_(ArticleRow.audio_key == key, ArticleRow.next_key == key)
    query = select(ArticleRow.site, ArticleRow.source_id).where(has_key).order_by(ArticleRow.id)
    return [ArticleName(site, source_id) for site, source_id in session.execute(query)]
