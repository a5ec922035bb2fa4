"""The web with beeps for voices, a store in memory, and its jobs done when a test says so."""

import gzip
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from requests.structures import CaseInsensitiveDict
from werkzeug.test import TestResponse

from audio_cache import registry
from audio_cache.registry import WorkerRegistry
from audio_cache.state import States
from audio_cache.stores.memory import MemoryStore
from audio_cache.voice import Voice
from listen.config import WebConfig
from listen.database.database import Database
from listen.extraction import scheduler as scheduler_module
from listen.extraction.scheduler import ExtractionScheduler
from listen.keys.key_store import KeyStore
from listen.web.app import create_app
from listen.web.services import EXTENSION, Services
from tests.conftest import job_context, pending_names
from tests.described import Seen, check_response
from tests.listen.quick_apps import quick_apps
from tests.postgresql import create_database, postgresql_server
from worker.job_context import current_context
from worker.jobs import make_audio

UNDESCRIBED = ("/static/", "/newsroom")
"""Beginnings of the paths of files and pages that are for browsers only."""


class DescribedClient(FlaskClient):
    """Asserts of every response that the OpenAPI document describes it.

    `seen` collects the described responses: method, path template and status.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen: set[Seen] = set()

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        for each in (*response.history, response):
            method, path = each.request.method, each.request.path
            if method != "OPTIONS" and not path.startswith(UNDESCRIBED):
                body = each.get_data() if each.is_json else None
                headers = CaseInsensitiveDict(each.headers.items())
                if body and headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                seen = check_response(method, path, each.status_code, headers, body)
                self.seen |= {seen} if seen else set()
        return response


@pytest.fixture(scope="session", autouse=True)
def _quick_apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with quick_apps(tmp_path_factory.mktemp("templates")):
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The server for `create_database`."""
    with postgresql_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A new database. The test runs with each kind."""
    location: Path | str = tmp_path / "listen.db"
    if request.param == "postgresql":
        location = create_database(request.getfixturevalue("postgresql"))
    database = Database(location)
    yield database
    database.close()


def location_of(database: Database) -> Path | str:
    """Return the location of a database, for another `Database`."""
    url = database.engine.url
    if database.is_sqlite:
        return Path(url.database or "")
    return url.render_as_string(hide_password=False)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def config(data_dir: Path) -> WebConfig:
    return WebConfig(data_dir=data_dir, max_chars=2000, default_voice="tone:beep")


@pytest.fixture(scope="session")
def scheduler() -> Iterator[ExtractionScheduler]:
    """Processes for all tests, with a timeout that a busy machine does not exceed."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(scheduler_module, "TIMEOUT", 600.0)
        scheduler = ExtractionScheduler()
        yield scheduler
        scheduler.close()


@pytest.fixture
def announced(redis: Redis, beep: Voice) -> None:
    """A worker with the voice "beep", for longer than a test lasts on a busy machine."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(registry, "TTL", 3600.0)
        WorkerRegistry(redis).announce("worker", [beep])


@pytest.fixture
def app(
    config: WebConfig,
    store: MemoryStore,
    redis: Redis,
    announced: None,
    scheduler: ExtractionScheduler,
) -> Iterator[Flask]:
    app = create_app(config, store=store, redis=redis, scheduler=scheduler)
    app.testing = True
    app.test_client_class = DescribedClient
    # As in production: what nobody foresaw is answered, not raised into the test.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    app.extensions[EXTENSION].live.close()
    app.extensions[EXTENSION].publishing.database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def work(redis: Redis, store: MemoryStore) -> Callable[[], None]:
    """Run every pending job in this process. Each must succeed at its first attempt."""

    def work() -> None:
        current_context.set(job_context(redis, store))
        for name in pending_names(redis):
            make_audio(name)
            state = States(redis).get(name)
            assert state
            assert (state.state, state.attempt) == ("finished", 1)

    return work


@pytest.fixture
def is_followed(redis: Redis) -> Callable[[], bool]:
    """Return whether the web reads the job's events, so that a reader receives the next one."""
    return lambda: any(client["cmd"] == "xread" for client in redis.client_list())


@pytest.fixture
def served_by_gunicorn(tmp_path: Path) -> Callable[[str], AbstractContextManager[socket.socket]]:
    """A connection to gunicorn with a gevent worker, which serves the `app` of a source."""

    @contextmanager
    def serve(source: str) -> Iterator[socket.socket]:
        (tmp_path / "served.py").write_text(dedent(source))
        options = [
            "--no-control-socket",
            "--worker-class=listen.web.gunicorn_worker.YieldingWorker",
            "--bind=unix:socket",
        ]
        command = [sys.executable, "-m", "gunicorn", *options, "served:app"]
        with (
            subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE) as server,
            socket.socket(socket.AF_UNIX) as connection,
        ):
            assert server.stderr is not None
            assert any(b"Listening at" in line for line in server.stderr)
            connection.settimeout(30)
            connection.connect(os.path.relpath(tmp_path / "socket"))
            yield connection
            server.terminate()

    return serve


@pytest.fixture
def services(app: Flask) -> Services:
    found: Services = app.extensions[EXTENSION]
    return found


@pytest.fixture
def keys(services: Services) -> KeyStore:
    return KeyStore(services.publishing.database)
