"""Fixtures of all tests: a real Redis server, a voice of beeps, real workers and a real server."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import hypothesis.core
import pytest
import requests
from hypothesis import settings
from hypothesis.vendor.pretty import RepresentationPrinter
from redis import Redis
from rq import SimpleWorker

from audio_cache.counters import Counters
from audio_cache.queue import JobQueue
from audio_cache.spec import SpeechSpec
from audio_cache.state import PENDING, States
from audio_cache.stores.store import Store
from audio_cache.voice import Voice
from listen.up.redis_server import RedisServer
from tests.object_store.servers import CREDENTIALS, moto_server, s3rver_server
from worker.engines.tone import ToneEngine
from worker.job_context import JobContext
from worker.preemption import Preemption
from worker.sentence_cache import NoSentenceCache
from worker.synthesize import Synthesizer
from worker.voice_plan import SpeakerVoice, VoicePlan
from worker.voices import Voices
from worker.watchdog import Watchdog

# The tests' own processes would inherit that a shell in the background or nohup ignores them.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# `make test` tries the same examples everywhere, `make fuzz` new ones. Neither has a deadline: how
# long an example takes depends on the machine.
settings.register_profile("test", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("fuzz", max_examples=1000, deadline=None, print_blob=True)
settings.load_profile("test")

# Importing schemathesis, which pytest does for its plugin, makes Hypothesis report failing examples
# without their values.
hypothesis.core.RepresentationPrinter = RepresentationPrinter  # type: ignore[attr-defined]


class FailureLines:
    """Tells a failure as it happens: a run that is ended has no summary."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        reporter = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and reporter:
            reporter.write_line(f"\n{report.nodeid}: {report.when}: {report.longreprtext[-2000:]}")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(FailureLines(config))


def free_port() -> int:
    """On the loopback address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = RedisServer(tmp_path_factory.mktemp("data"))
    server.start()
    server.wait_until_ready()
    yield server.url
    server.stop()


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    """Empty."""
    with Redis.from_url(redis_url) as client:
        client.flushall()
        yield client


@pytest.fixture(scope="session")
def credentials() -> Iterator[None]:
    """Those of the object stores, in the environment of this process and of its children."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def moto(credentials: None) -> Iterator[str]:
    """The URL of an object store that honours conditional writes."""
    with moto_server(free_port()) as url:
        yield url


@pytest.fixture(scope="session")
def s3rver(credentials: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an object store that checks access keys and ignores conditional writes."""
    with s3rver_server(free_port(), tmp_path_factory.mktemp("s3rver")) as url:
        yield url


def pending_names(redis: Redis) -> list[str]:
    """Return the names of the renditions that are pending, oldest first."""
    return [name.decode() for name in cast(list[bytes], redis.zrange(PENDING, 0, -1))]


def run_waiting_jobs(worker: SimpleWorker) -> None:
    """Let the worker do the jobs that wait. The tests keep their own reaction to signals."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        worker.work(burst=True, logging_level="CRITICAL")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@pytest.fixture
def beep() -> Voice:
    return ToneEngine().voices()[0]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


class BeepingVoices(Voices):
    """Speaks every spec with beeps, whichever voice it names."""

    def plan(self, spec: SpeechSpec) -> VoicePlan:
        engine = ToneEngine()
        return VoicePlan(SpeakerVoice(engine.voices()[0], engine))


def job_context(
    redis: Redis, store: Store, shutdown_requested: Callable[[], bool] = lambda: False
) -> JobContext:
    """Return the context for jobs that run in the test's process: beeps, and no preemption."""
    counters = Counters(redis)
    return JobContext(
        store=store,
        states=States(redis),
        jobs=JobQueue(redis),
        preemption=Preemption(redis),
        live=redis,
        voices=BeepingVoices({"tone": ToneEngine()}, {}),
        synthesizer=Synthesizer(NoSentenceCache(), count=counters.add),
        watchdog=Watchdog(120),
        counters=counters,
        click_queues=(),
        shutdown_requested=shutdown_requested,
    )


SpawnWorker = Callable[..., subprocess.Popen[bytes]]


@contextmanager
def workers(redis_url: str, data_dir: Path) -> Iterator[SpawnWorker]:
    """Starts real workers that speak with beeps; ends those that still live."""
    workers = []

    def spawn(code: str | None = None, **environ: str) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            [sys.executable, *(["-c", code] if code else ["-m", "worker"])],
            env={
                **os.environ,
                "LISTEN_REDIS_URL": redis_url,
                "LISTEN_DATA_DIR": str(data_dir),
                "LISTEN_WORKER_ENGINES": "tone",
                **environ,
            },
        )
        workers.append(worker)
        return worker

    try:
        yield spawn
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


@pytest.fixture
def spawn_worker(redis_url: str, redis: Redis, data_dir: Path) -> Iterator[SpawnWorker]:
    with workers(redis_url, data_dir) as spawn:
        yield spawn


@pytest.fixture(scope="module")
def served(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real server with a worker that speaks with beeps, for a module's tests."""
    data_dir = tmp_path_factory.mktemp("served")
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    with workers(redis_url, data_dir) as spawn:
        spawn()
        with running_server(redis_url, data_dir, free_port()) as url:
            yield url


@contextmanager
def running_server(
    redis_url: str, data_dir: Path, port: int, *options: str, **settings: str
) -> Iterator[str]:
    """Run `listen serve` with settings, as variables of its environment. Yield its URL."""
    url = f"http://127.0.0.1:{port}"
    environ = {
        **os.environ,
        "LISTEN_REDIS_URL": redis_url,
        "LISTEN_DATA_DIR": str(data_dir),
        "LISTEN_DEFAULT_VOICE": "tone:beep",
        "LISTEN_MAX_CHARS": "20000",
        **settings,
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "listen", "serve", "--port", str(port), *options], env=environ
    )

    def is_ready() -> bool:
        try:
            return requests.get(f"{url}/readyz", timeout=1).ok
        except requests.RequestException:
            return False

    try:
        wait_until(is_ready, 60)
        yield url
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB with 200 inodes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m,nr_inodes=200", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a file system")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(path: Path, leave: int) -> None:
    """Fill the disk of a new file with it, except for a number of bytes."""
    found = os.statvfs(path.parent)
    path.write_bytes(bytes(found.f_bavail * found.f_frsize - leave))


def wait_until(happened: Callable[[], object], timeout: float = 180.0) -> None:
    """Poll a condition. Fail the test after a timeout that even a busy machine does not reach."""
    deadline = time.monotonic() + timeout
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
