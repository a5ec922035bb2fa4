"""Processes of a pool are lent, replaced when they fail, and killed when they take too long."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from listen.errors import Unavailable, UnknownVoice
from listen.processes.child import Child, SpawnedChild
from listen.processes.fork_server import ForkServer
from listen.processes.messages import encode_text
from listen.processes.pool import NoAnswer, PoolTimeout, ProcessPool
from tests.conftest import wait_until
from tests.listen.processes.echo import ECHO, has_ended


@pytest.fixture(params=["spawned", "forked"])
def start(request: pytest.FixtureRequest) -> Iterator[Callable[[], Child]]:
    """Starts a process in both ways."""
    server = ForkServer(ECHO)
    yield partial(SpawnedChild, ECHO) if request.param == "spawned" else server.fork
    server.close()


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file without which no process gets ready."""
    monkeypatch.setenv("GATE", str(tmp_path / "gate"))
    return tmp_path / "gate"


@pytest.fixture
def pool(start: Callable[[], Child]) -> Iterator[ProcessPool]:
    pool = ProcessPool(start, size=1, timeout=30, queue_timeout=0.0)
    yield pool
    pool.close()


def test_a_message_and_its_document_arrive_as_they_were_sent(pool: ProcessPool) -> None:
    for document in (None, b"", encode_text("Ünï \ud800 \0\n" * 100_000)):
        fields, answered = pool.run({"a": [1, None]}, document)
        assert (fields["a"], answered) == ([1, None], document)


def test_a_process_serves_one_message_after_the_other(pool: ProcessPool) -> None:
    assert pool.run({})[0]["pid"] == pool.run({})[0]["pid"]


def test_a_pool_warms_up_until_its_first_process_is_ready(pool: ProcessPool, gate: Path) -> None:
    assert not pool.is_warming_up()
    pool.warm_up()
    assert pool.is_warming_up()
    gate.touch()
    wait_until(lambda: not pool.is_warming_up())
    assert pool.run({"a": 1})[0]["a"] == 1
    with pytest.raises(NoAnswer):
        pool.run({"exit": True})
    assert not pool.is_warming_up()


def test_a_message_in_the_warm_up_waits_for_the_process(pool: ProcessPool, gate: Path) -> None:
    pool.warm_up()
    (warming,) = pool._idle
    gate.touch()
    assert pool.run({"a": 1})[0]["a"] == 1
    assert not pool.is_warming_up()
    assert pool._idle == [warming], "it answered, and no other was started"


def test_an_error_in_the_answer_is_raised(pool: ProcessPool) -> None:
    with pytest.raises(UnknownVoice, match="No such voice"):
        pool.run({"error": "UnknownVoice", "detail": "No such voice."})


def test_a_message_that_finds_no_free_process_is_refused(pool: ProcessPool) -> None:
    for _ in range(2):
        with pool._process(), pytest.raises(Unavailable) as refused:
            pool.run({})
        assert refused.value.retry_after


def test_a_process_that_dies_is_replaced(pool: ProcessPool) -> None:
    with pytest.raises(NoAnswer) as failure:
        pool.run({"exit": True})
    assert not isinstance(failure.value, PoolTimeout)
    assert pool.run({"a": 1})[0]["a"] == 1


def test_a_process_that_takes_too_long_is_killed_and_replaced(pool: ProcessPool) -> None:
    pid = pool.run({})[0]["pid"]
    pool._timeout = 0.5
    with pytest.raises(PoolTimeout):
        pool.run({"sleep": True})
    pool._timeout = 30
    assert pool.run({"a": 1})[0]["pid"] != pid
    wait_until(lambda: has_ended(pid))
