"""Queries for deliveries: what is due, what came of it, and the log of all.

pending -> sending -> delivered    the receiver answered with 2xx
                   -> pending      it did not: the next attempt is at `next_at`
                   -> failed       for good: no attempts are left, or it answered 410
sending -> sending                 the sender was killed: its claim ended at `next_at`
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from listen.database.tables import DeliveryRow
from listen.errors import Conflict

PENDING, SENDING, DELIVERED, FAILED = STATES = ("pending", "sending", "delivered", "failed")

_OPEN = (PENDING, SENDING)
_RETENTION = timedelta(days=30)


@dataclass(frozen=True)
class Outcome:
    """The outcome of an attempt."""

    status: int | None = None
    """Status of the receiver's answer; None if there was none."""
    error: str | None = None
    """None: it was delivered."""
    next_at: datetime | None = None
    """Time of the next attempt; None: never."""
    is_attempt: bool = True
    """False: nothing was tried, for a reason of this server."""


def is_any_due(session: Session, at: datetime) -> bool:
    """Return whether a delivery is due."""
    query = select(exists().where(DeliveryRow.state.in_(_OPEN), DeliveryRow.next_at <= at))
    return bool(session.scalar(query))


def claim_due(
    session: Session,
    at: datetime,
    until: datetime,
    limit: int,
    per_url: int,
    without: Collection[str] = (),
) -> Sequence[DeliveryRow]:
    """Claim deliveries that are due, until the time `until`, when they are due again.

    At most `limit` in all and `per_url` to one URL, and none to the URLs in `without`.
    """
    place = func.row_number().over(
        partition_by=DeliveryRow.url, order_by=(DeliveryRow.next_at, DeliveryRow.id)
    )
    is_due = (DeliveryRow.state.in_(_OPEN), DeliveryRow.next_at <= at)
    due = select(DeliveryRow.id, place.label("place")).where(
        *is_due, DeliveryRow.url.not_in(list(without))
    )
    numbered = due.subquery()
    chosen = (
        select(numbered.c.id)
        .where(numbered.c.place <= per_url)
        .order_by(numbered.c.place, numbered.c.id)
        .limit(limit)
    )
    ids = session.scalars(chosen).all()
    # Another sender may have claimed some since. It has locked them, or they are not due any more.
    query = select(DeliveryRow).where(DeliveryRow.id.in_(ids), *is_due).order_by(DeliveryRow.id)
    rows = session.scalars(query.with_for_update(skip_locked=True)).all()
    for row in rows:
        row.state, row.next_at, row.attempts = SENDING, until, row.attempts + 1
    return rows


def record_outcome(session: Session, claimed: DeliveryRow, outcome: Outcome, at: datetime) -> None:
    """Record what came of a claimed delivery.

    A failure that comes after the claim has ended is ignored: another sender has tried since.
    """
    row = session.get(DeliveryRow, claimed.id, with_for_update=True)
    if row is None or row.state == DELIVERED:
        return
    if outcome.error and (row.state, row.attempts) != (SENDING, claimed.attempts):
        return
    row.last_status, row.last_error, row.next_at = outcome.status, outcome.error, outcome.next_at
    if outcome.error is None:
        row.state, row.delivered_at = DELIVERED, at
    else:
        row.state = PENDING if outcome.next_at else FAILED
    if not outcome.is_attempt:
        row.attempts -= 1


def find_delivery(session: Session, number: int) -> DeliveryRow | None:
    """Return the delivery with this id."""
    return session.get(DeliveryRow, number)


def list_deliveries(
    session: Session, site: str | None, state: str | None, before: int, limit: int
) -> Sequence[DeliveryRow]:
    """Return deliveries, newest first, whose id is below `before`. None: of every site, state."""
    query = select(DeliveryRow).where(DeliveryRow.id < before)
    if site:
        query = query.where(DeliveryRow.site == site)
    if state:
        query = query.where(DeliveryRow.state == state)
    return session.scalars(query.order_by(DeliveryRow.id.desc()).limit(limit)).all()


def replay_delivery(session: Session, number: int, at: datetime) -> DeliveryRow | None:
    """Make a delivery due again, with all its attempts. Return it; None if there is none.

    Its message id stays. Raises Conflict while it is being sent.
    """
    row = session.get(DeliveryRow, number, with_for_update=True)
    if row is None:
        return None
    if row.state == SENDING and row.next_at and row.next_at > at:
        raise Conflict("The delivery is being sent now. Try again in a minute.")
    row.state, row.attempts, row.next_at, row.delivered_at = PENDING, 0, at, None
    return row


def public_url_of(row: DeliveryRow) -> str:
    """Return the URL without its query, in which receivers have secrets."""
    path, mark, _ = row.url.partition("?")
    return path + ("?…" if mark else "")


def delete_old(session: Session, at: datetime) -> None:
    """Delete the deliveries of the log that ended and are older than 30 days."""
    session.execute(
        delete(DeliveryRow).where(
            DeliveryRow.state.not_in(_OPEN), DeliveryRow.created_at < at - _RETENTION
        )
    )
