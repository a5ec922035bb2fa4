"""Readers' reports of words that are said wrongly. A report says nothing of the reader."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from listen.database.tables import ArticleRow, PronunciationReportRow
from listen.database.types import now
from listen.errors import QuotaExceeded
from listen.publishing.states import WITHDRAWN

OPEN, DONE, DISMISSED = STATES = ("open", "done", "dismissed")

MAX_OPEN = 5_000
"""Open reports of a site. Beyond, nothing new is stored until editors have looked."""

_RETRY_AFTER = 24 * 3600


def articles_of_audio(session: Session, key: str) -> Sequence[ArticleRow]:
    """Return the articles that readers hear with an audio, oldest first."""
    query = select(ArticleRow).where(
        or_(ArticleRow.audio_key == key, ArticleRow.next_key == key),
        ArticleRow.state != WITHDRAWN,
    )
    return session.scalars(query.order_by(ArticleRow.id)).all()


def add_report(
    session: Session, article: ArticleRow, word: str, sentence: str, note: str
) -> PronunciationReportRow:
    """Add a report. One of the same word in the same sentence is counted.

    It is open again if it was done; if it was dismissed, it stays so. Raises QuotaExceeded if the
    site has too many open ones.
    """
    digest = sha256("\0".join((word, sentence)).encode()).hexdigest()
    query = select(PronunciationReportRow).where(
        PronunciationReportRow.article_id == article.id, PronunciationReportRow.digest == digest
    )
    known = session.scalars(query.with_for_update()).first()
    if known:
        known.count, known.reported_at = known.count + 1, now()
        known.note = known.note or note
        known.state = OPEN if known.state == DONE else known.state
        return known
    is_open = (PronunciationReportRow.site == article.site, PronunciationReportRow.state == OPEN)
    count = session.scalar(select(func.count()).where(*is_open)) or 0
    if count >= MAX_OPEN:
        raise QuotaExceeded("The site has too many reports to look at already.", _RETRY_AFTER)
    row = PronunciationReportRow(
        site=article.site,
        article_id=article.id,
        digest=digest,
        word=word,
        sentence=sentence,
        note=note,
    )
    session.add(row)
    session.flush()
    return row


def list_reports(
    session: Session, site: str, state: str | None, before: int, limit: int
) -> list[tuple[PronunciationReportRow, ArticleRow]]:
    """Return reports with their articles, newest first, whose id is below `before`."""
    query = (
        select(PronunciationReportRow, ArticleRow)
        .join(ArticleRow, ArticleRow.id == PronunciationReportRow.article_id)
        .where(PronunciationReportRow.site == site, PronunciationReportRow.id < before)
    )
    if state:
        query = query.where(PronunciationReportRow.state == state)
    query = query.order_by(PronunciationReportRow.id.desc()).limit(limit)
    return [(report, article) for report, article in session.execute(query)]


def find_report(
    session: Session, report_id: int
) -> tuple[PronunciationReportRow, ArticleRow] | None:
    """Return a report with its article."""
    query = (
        select(PronunciationReportRow, ArticleRow)
        .join(ArticleRow, ArticleRow.id == PronunciationReportRow.article_id)
        .where(PronunciationReportRow.id == report_id)
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None


def set_report_state(session: Session, report_id: int, state: str) -> None:
    """Set the state of a report, one of STATES."""
    session.execute(
        update(PronunciationReportRow)
        .where(PronunciationReportRow.id == report_id)
        .values(state=state)
    )
