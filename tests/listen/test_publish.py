"""The publish process: real, killed, and idle."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import select

from audio_cache.registry import WorkerRegistry
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import FileStore
from audio_cache.voice import Voice
from listen.database.database import Database
from listen.database.tables import ArticleRow
from listen.publishing.change import Save, Withdraw
from listen.publishing.tasks import TaskQueue, change_from_json, change_to_json
from listen.up.redis_server import RedisServer
from tests.conftest import SpawnWorker, wait_until
from tests.entries import publish

TEXT = "The old bridge is open again. Two years ago, a flood had damaged it."


@pytest.fixture
def database(data_dir: Path) -> Iterator[Database]:
    database = Database(data_dir / "listen.db")
    yield database
    database.close()


Spawn = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def spawn_publish(redis_url: str, redis: Redis, data_dir: Path) -> Iterator[Spawn]:
    """Start real publish processes; end those that still live."""
    processes = []

    def spawn(**settings: str) -> subprocess.Popen[bytes]:
        environ = {
            **os.environ,
            "LISTEN_REDIS_URL": redis_url,
            "LISTEN_DATA_DIR": str(data_dir),
            "LISTEN_DEFAULT_VOICE": "tone:beep",
            **settings,
        }
        process = subprocess.Popen([sys.executable, "-m", "listen", "publish"], env=environ)
        processes.append(process)
        return process

    yield spawn
    for process in processes:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def article(database: Database, source_id: str) -> ArticleRow | None:
    query = select(ArticleRow).where(ArticleRow.source_id == source_id)
    return database.read(lambda session: session.scalars(query).first())


def state(database: Database, source_id: str) -> str | None:
    found = article(database, source_id)
    return found.state if found else None


@pytest.mark.parametrize(
    "change", [Save("a", {"text": "Ünïcode", "tags": ["x"]}, 2**52), Withdraw("b", 7)]
)
def test_a_change_survives_the_queue(change: Save | Withdraw) -> None:
    assert change_from_json(change_to_json(change)) == change


def test_changes_of_hooks_become_articles(
    redis: Redis, database: Database, spawn_publish: Spawn, spawn_worker: SpawnWorker
) -> None:
    tasks = TaskQueue(redis)
    tasks.apply("default", Save("a", {"text": TEXT, "title": "The bridge"}, 1))
    tasks.apply("default", Save("empty", {"text": "…"}, 1))
    tasks.apply("elsewhere", Save("a", {"text": TEXT}, 1))
    tasks.apply("default", Withdraw("b", 5))
    tasks.apply("default", Save("b", {"text": TEXT}, 4))  # older than its withdrawal
    spawn_worker()
    process = spawn_publish()
    wait_until(lambda: state(database, "a") == "ready", 60)
    wait_until(lambda: state(database, "b") == "withdrawn", 60)
    wait_until(lambda: state(database, "empty") == "withdrawn", 60)
    empty = article(database, "empty")
    assert empty
    assert empty.error_code == "empty_article"
    process.terminate()
    assert process.wait(20) == 0


def test_a_change_is_not_lost_when_its_process_is_killed(
    redis: Redis, database: Database, spawn_publish: Spawn, beep: Voice
) -> None:
    WorkerRegistry(redis).announce("worker", [beep])
    first = spawn_publish()
    TaskQueue(redis).apply("default", Save("first", {"text": TEXT}, 1))
    wait_until(lambda: state(database, "first") == "pending", 60)
    first.send_signal(signal.SIGSTOP)
    for number in range(5):
        TaskQueue(redis).apply("default", Save(str(number), {"text": f"{TEXT} {number}."}, 1))
    first.kill()
    first.wait()
    spawn_publish()
    wait_until(lambda: all(state(database, str(number)) for number in range(5)), 60)


def test_an_idle_process_writes_nothing_to_redis(redis: Redis, spawn_publish: Spawn) -> None:
    spawn_publish()
    wait_until(lambda: redis.scard("rq:workers") == 1, 60)
    time.sleep(2)

    def written() -> int:
        return int(redis.info("persistence")["aof_current_size"])

    before = written()
    time.sleep(7)
    assert written() == before


@pytest.mark.parametrize("ends", ["signal", "parent"])
def test_it_ends_although_redis_is_away(tmp_path: Path, ends: str) -> None:
    server = RedisServer(tmp_path / "own")
    server.start()
    server.wait_until_ready()
    environ = {
        **os.environ,
        "LISTEN_REDIS_URL": server.url,
        "LISTEN_DATA_DIR": str(tmp_path / "data"),
    }
    # Not the parent of the process, as if that had ended and another one had adopted it.
    parent = subprocess.Popen(["sleep", "1000"])
    option = ["--parent", str(parent.pid if ends == "parent" else os.getpid())]
    command = [sys.executable, "-m", "listen", "publish", *option]
    process = subprocess.Popen(command, env=environ)
    try:
        if ends == "signal":
            with Redis.from_url(server.url) as redis:
                wait_until(lambda: redis.scard("rq:workers") == 1, 60)
            server.kill()
            wait_until(lambda: server.poll() is not None, 60)
            time.sleep(1)
            process.terminate()
        else:
            server.kill()
        process.wait(60)
    finally:
        for each in (process, parent):
            each.kill()
            each.wait()
        server.stop()


def test_it_evicts_what_was_played_least_recently(
    spawn_publish: Spawn, data_dir: Path, database: Database
) -> None:
    """Two processes take turns. The audio of an article stays."""
    store = FileStore(data_dir / "audio")
    keys = [publish_audio(store, number) for number in range(12)]
    database.write(
        lambda session: session.add(
            ArticleRow(site="news", source_id="a", state="ready", audio_key=keys[0])
        )
    )
    limit = sum(audio.size for audio in store.list()) * 0.6 / 1e9
    for _ in range(2):
        spawn_publish(LISTEN_CACHE_MAX_GB=f"{limit:.9f}")
    wait_until(lambda: sum(bool(each.formats) for each in store.list()) <= 8)
    left = [number for number, key in enumerate(keys) if store.find(Rendition(key))]
    assert left[0] == 0
    assert left[1:] == list(range(13 - len(left), 12))
    assert all(store.spec(key) for key in keys)


def publish_audio(store: FileStore, number: int) -> str:
    """Publish an audio that was played last on a day long ago, a later one for a greater number."""
    spec = SpeechSpec((Block("paragraph", f"{number}."),), "en", "tone:beep@1", 100)
    key = publish(store, spec, b"s" * 10_000).key
    for path in store.folder.rglob(f"{key}*"):
        os.utime(path, (1_000_000_000 + number * 100_000,) * 2)
    return key
