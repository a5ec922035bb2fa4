"""Redis fails in the middle of a job: the worker waits, and the job goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis, RedisError

from audio_cache.stores.file import FileStore
from audio_cache.voice import Voice
from listen.up.redis_server import RedisServer
from tests.conftest import wait_until, workers
from tests.worker.test_jobs import GATED, ONE, RUN, Client

pytestmark = pytest.mark.e2e


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of its own, which the test may break."""
    server = RedisServer(tmp_path / "own")
    server.start()
    server.wait_until_ready()
    yield server
    server.stop()


@pytest.fixture
def client(server: RedisServer, data_dir: Path, beep: Voice) -> Iterator[Client]:
    with Redis.from_url(server.url) as redis:
        yield Client(redis, FileStore(data_dir / "audio"), beep)


def answers(client: Client) -> bool:
    try:
        client.redis.set("test:answers", 1)
    except RedisError:
        return False
    return True


@pytest.mark.parametrize("failure", ["out of memory", "killed"])
def test_a_job_goes_on_in_the_same_worker_when_redis_does(
    server: RedisServer, client: Client, data_dir: Path, failure: str
) -> None:
    with workers(server.url, data_dir) as spawn:
        worker = spawn(code=GATED + RUN, LISTEN_WORKER_STALL_SECONDS="600")
        key = client.request(client.spec(10, gates=ONE))
        wait_until(client.in_progress(key))
        if failure == "killed":
            server.kill()
            wait_until(lambda: server.poll() is not None)
            server.start()
            server.wait_until_ready()
            wait_until(lambda: answers(client))
            client.open_gates("one")
        else:
            client.open_gates("one")
            client.redis.config_set("maxmemory", 1)
            wait_until(lambda: not answers(client))
            wait_until(lambda: client.redis.info("stats")["total_error_replies"] > 3)
            client.redis.config_set("maxmemory", 0)
        wait_until(client.finished(key))
        assert client.find(key)
        assert client.state(key).attempt == 1, "Redis's failure is not the article's"
        assert worker.poll() is None, "its engines stay warm"


def test_a_worker_that_waits_for_redis_can_be_ended(
    server: RedisServer, client: Client, data_dir: Path
) -> None:
    with workers(server.url, data_dir) as spawn:
        worker = spawn(code=GATED + RUN, LISTEN_WORKER_STALL_SECONDS="600")
        key = client.request(client.spec(10, gates=ONE))
        wait_until(client.in_progress(key))
        server.kill()
        wait_until(lambda: server.poll() is not None)
        worker.terminate()
        assert worker.wait(120) == 0
