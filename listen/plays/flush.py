"""Moves counts from Redis into the database: each count once, whenever a process is killed.

The counts are renamed, so that new ones begin from zero. They are added to the table in one
transaction with their id, and deleted only then. Counts whose id the database knows were added by a
process that was killed before it deleted them, or by another one at the same time.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, cast

from redis import Redis
from sqlalchemy import Insert, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import PlayBatchRow, PlaysRow
from listen.database.types import now
from listen.plays.counts import NAMES, Counts
from listen.plays.tally import COUNTS, ID, new_id

log = logging.getLogger(__name__)

BATCH = "listen:plays:batch"
"""The counts that are being added."""

_RETENTION = timedelta(days=2)
"""Time for which the ids of batches are kept. Redis may come back with its state of a while ago."""

_TAKE = """
if redis.call('EXISTS', KEYS[2]) == 0 then
    if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
    redis.call('RENAME', KEYS[1], KEYS[2])
end
redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2])
return redis.call('HGETALL', KEYS[2])
"""

_DROP = """
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('DEL', KEYS[1]) end
"""

Place = tuple[str, date, str]
"""Site, day and article."""


def flush_plays(redis: Redis, database: Database) -> int:
    """Move all counts. Return the number of rows that have changed.

    Raises redis.RedisError, and Unavailable while the database is away: the counts wait in Redis.
    """
    found = cast(list[bytes], redis.eval(_TAKE, 2, COUNTS, BATCH, ID, new_id()))
    if not found:
        return 0
    fields = {name.decode(): value for name, value in zip(found[::2], found[1::2], strict=True)}
    batch = fields.pop(ID).decode()
    rows = _rows(fields)
    database.write(lambda session: _add(session, batch, rows))
    redis.eval(_DROP, 1, BATCH, ID, batch)
    return len(rows)


def _rows(fields: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Return the rows of a batch, in the order in which every process locks them."""
    sums: dict[Place, dict[str, int]] = defaultdict(dict)
    for field, value in fields.items():
        try:
            site, day, article, name = json.loads(field)
            place = (site, date.fromisoformat(day), article)
            Counts(**{name: int(value)})
        except (ValueError, TypeError):
            log.warning("a count that is not of this version was dropped: %s", field)
            continue
        sums[place][name] = int(value)
    return [
        {"site": site, "day": day, "article": article, **asdict(Counts(**counts))}
        for (site, day, article), counts in sorted(sums.items(), key=lambda item: item[0])
    ]


def _add(session: Session, batch: str, rows: list[dict[str, Any]]) -> None:
    if session.get(PlayBatchRow, batch):
        return
    session.add(PlayBatchRow(id=batch))
    session.flush()  # waits for another process that adds the same batch
    if rows:
        session.execute(_upsert(session), rows)
    session.execute(delete(PlayBatchRow).where(PlayBatchRow.added_at < now() - _RETENTION))


def _upsert(session: Session) -> Insert:
    """Return the statement that adds counts to a row, or makes it."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(PlaysRow) if is_sqlite else postgresql.insert(PlaysRow)
    return insert.on_conflict_do_update(
        index_elements=[PlaysRow.site, PlaysRow.day, PlaysRow.article],
        set_={name: getattr(PlaysRow, name) + insert.excluded[name] for name in NAMES},
    )
