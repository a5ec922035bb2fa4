"""Counts on their way from Redis into the database, while processes are killed."""

from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import PlayBatchRow, PlaysRow
from listen.errors import Unavailable
from listen.plays import flush
from listen.plays.counts import Counts
from listen.plays.flush import BATCH, flush_plays
from listen.plays.progress import LEVELS, Progress
from listen.plays.tally import COUNTS, Tally
from tests.listen.conftest import location_of
from tests.listen.plays.conftest import CountsOf, load


class Killed(Exception):
    """The process was killed."""


@dataclass
class Mortal:
    """Redis and the database of a process that is killed after so many steps."""

    redis: Redis
    database: Database
    steps: int

    def _step(self) -> None:
        if self.steps == 0:
            raise Killed
        self.steps -= 1

    def eval(self, *args: Any) -> Any:
        self._step()
        found = self.redis.eval(*args)
        self._step()
        return found

    def write(self, work: Callable[[Session], Any]) -> Any:
        def dying(session: Session) -> Any:
            self._step()
            found = work(session)
            session.flush()
            self._step()
            return found

        found = self.database.write(dying)
        self._step()
        return found


_ALL_STEPS = 7


def flush_until(steps: int, redis: Redis, database: Database) -> None:
    mortal: Any = Mortal(redis, database, steps)
    try:
        flush_plays(mortal, mortal)
    except Killed:
        return
    assert steps >= _ALL_STEPS or redis.exists(COUNTS, BATCH) == 0


@pytest.fixture
def tally(redis: Redis) -> Tally:
    return Tally(redis)


@pytest.fixture
def forget(redis: Redis, database: Database) -> Callable[[], None]:
    def forget() -> None:
        redis.flushall()
        database.write(lambda session: session.execute(delete(PlaysRow)))
        database.write(lambda session: session.execute(delete(PlayBatchRow)))

    return forget


_PROGRESS = st.builds(Progress, st.integers(1, len(LEVELS)), st.integers(0, 1000))
_REPORTS = st.tuples(st.integers(0, 4), st.sampled_from("ab"), _PROGRESS)
_FLUSHES = st.integers(0, _ALL_STEPS)
_DOWNLOADS = st.sampled_from("ab")


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(_REPORTS | _FLUSHES | _DOWNLOADS, max_size=25))
def test_every_load_counts_its_greatest_progress_once(
    redis: Redis,
    database: Database,
    tally: Tally,
    counts_of: CountsOf,
    forget: Callable[[], None],
    acts: list[Any],
) -> None:
    """In whatever order reports arrive, how often, and wherever the flush is killed."""
    forget()
    levels: defaultdict[tuple[str, int], int] = defaultdict(int)
    seconds: defaultdict[tuple[str, int], int] = defaultdict(int)
    downloads: defaultdict[str, int] = defaultdict(int)
    for act in acts:
        if isinstance(act, int):
            flush_until(act, redis, database)
        elif isinstance(act, str):
            tally.add_download("news", act)
            downloads[act] += 1
        else:
            number, article, progress = act
            tally.add_progress(load(f"{article}{number}", article), progress)
            place = (article, number)
            levels[place] = max(levels[place], progress.level)
            seconds[place] = max(seconds[place], progress.seconds)
    flush_until(_ALL_STEPS, redis, database)
    flush_until(_ALL_STEPS, redis, database)  # the one before may have ended a killed one's work
    for article in "ab":
        reached = [level for place, level in levels.items() if place[0] == article]
        expected = {
            name: sum(level > number for level in reached) for number, name in enumerate(LEVELS)
        }
        played = sum(value for place, value in seconds.items() if place[0] == article)
        counted = Counts(**expected, seconds=played, downloads=downloads[article])
        assert counts_of(article) == counted
    assert redis.exists(COUNTS, BATCH) == 0


def test_processes_that_flush_together_add_each_count_once(
    redis: Redis, database: Database, tally: Tally, counts_of: CountsOf
) -> None:
    databases = [Database(location_of(database)) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        for number in range(20):
            tally.add_progress(load(str(number)), Progress(2, 10))
            list(threads.map(lambda each: flush_plays(redis, each), databases))
    for each in databases:
        each.close()
    assert counts_of("a") == Counts(loads=20, plays=20, seconds=200)


def test_counts_wait_while_the_database_is_away(
    redis: Redis,
    database: Database,
    tally: Tally,
    counts_of: CountsOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: object) -> None:
        raise Unavailable("The database is away.")

    tally.add_progress(load("1"), Progress(2))
    with monkeypatch.context() as patch, pytest.raises(Unavailable):
        patch.setattr(database, "write", fail)
        flush_plays(redis, database)
    tally.add_progress(load("2"), Progress(1))
    assert [flush_plays(redis, database) for _ in range(3)] == [1, 1, 0]
    assert counts_of("a") == Counts(loads=2, plays=1)


def test_redis_that_comes_back_with_counts_of_a_moment_ago_adds_nothing(
    redis: Redis, database: Database, tally: Tally, counts_of: CountsOf
) -> None:
    """After a crash, Redis may have lost the last second of its file."""
    tally.add_progress(load("1"), Progress(2))
    before = redis.dump(COUNTS)
    assert before
    flush_plays(redis, database)
    redis.restore(COUNTS, 0, before)
    flush_plays(redis, database)
    assert counts_of("a") == Counts(loads=1, plays=1)


def test_what_is_no_count_is_dropped(
    redis: Redis, database: Database, tally: Tally, counts_of: CountsOf
) -> None:
    tally.add_progress(load("1"), Progress(1))
    strange = (
        "x",
        "[]",
        '["news", "2026-13-01", "a", "loads"]',
        '["news", "2026-01-01", "a", "x"]',
    )
    for field in strange:
        redis.hset(COUNTS, field, 1)
    redis.hset(COUNTS, '["news", "2026-01-01", "a", "loads"]', "many")
    assert flush_plays(redis, database) == 1
    assert counts_of("a") == Counts(loads=1)


def test_an_idle_flush_writes_nothing(redis: Redis, database: Database) -> None:
    def written() -> Any:
        info: Any = redis.info("persistence")
        return info["rdb_changes_since_last_save"]

    before = written()
    assert flush_plays(redis, database) == 0
    assert written() == before


def test_ids_of_batches_are_deleted(
    redis: Redis, database: Database, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count() -> int:
        return len(database.read(lambda session: session.scalars(select(PlayBatchRow)).all()))

    tally.add_progress(load("1"), Progress(1))
    flush_plays(redis, database)
    assert count() == 1
    monkeypatch.setattr(flush, "_RETENTION", -flush._RETENTION)
    tally.add_progress(load("2"), Progress(1))
    flush_plays(redis, database)
    assert count() == 0
