"""Callbacks of a real publish process, which is killed while it sends."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import select, update
from standardwebhooks.webhooks import Webhook

from listen.database.database import Database
from listen.database.tables import ArticleRow, AudioCallbackRow, DeliveryRow
from listen.database.types import now
from listen.publishing.deliveries import AUDIO_FINISHED, add_delivery
from listen.sites.site import Site
from listen.sites.webhook_secret import new_secret
from tests.conftest import wait_until
from tests.listen.conftest import location_of
from tests.listen.publishing.receiver import Receiver, receiving

SECRET = new_secret()
LISTEN_TOML = """
[sites.news]
hosts = ["news.example"]
secrets = ["{secret}"]
callbacks = ["{receiver.url}"]
private_hosts = ["{receiver.host}"]
"""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def start(tmp_path: Path, redis_url: str, database: Database) -> subprocess.Popen[bytes]:
    location = location_of(database)
    is_server = isinstance(location, str)
    environ = {
        **os.environ,
        "LISTEN_REDIS_URL": redis_url,
        "LISTEN_CONFIG": str(tmp_path / "listen.toml"),
        "LISTEN_DATA_DIR": str(tmp_path),
        "LISTEN_DATABASE_URL": str(location).replace("+psycopg", "") if is_server else "",
    }
    return subprocess.Popen([sys.executable, "-m", "listen", "publish"], env=environ)


def state(database: Database) -> tuple[str, int]:
    def read(session: object) -> tuple[str, int]:
        row = session.scalars(select(DeliveryRow)).one()  # type: ignore[attr-defined]
        return row.state, row.attempts

    return database.read(read)


def test_a_callback_survives_its_sender(
    tmp_path: Path, redis: Redis, redis_url: str, database: Database, receiver: Receiver
) -> None:
    """The second process sends the same message when the claim of the killed one has ended."""
    config = LISTEN_TOML.format(secret=SECRET, receiver=receiver)
    (tmp_path / "listen.toml").write_text(config)
    receiver.answers = [receiver.hang, 200]
    site = Site("news", ("news.example",), callbacks=(receiver.url,))
    row = ArticleRow(source_id="a", site="news", title="A", version=1)
    database.write(lambda session: add_delivery(session, site, row, AUDIO_FINISHED))
    processes = [start(tmp_path, redis_url, database)]
    try:
        wait_until(lambda: len(receiver.messages) == 1, 60)
        processes[0].kill()
        processes[0].wait()
        assert state(database) == ("sending", 1)
        end_claim = update(DeliveryRow).values(next_at=now())
        database.write(lambda session: session.execute(end_claim))
        processes.append(start(tmp_path, redis_url, database))
        wait_until(lambda: state(database) == ("delivered", 2), 60)
    finally:
        for process in processes:
            process.kill()
            process.wait()
    first, second = receiver.messages
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    Webhook(SECRET).verify(second.body, second.headers)


def test_audio_that_ended_while_no_process_ran_is_told(
    tmp_path: Path, redis: Redis, redis_url: str, database: Database, receiver: Receiver
) -> None:
    config = LISTEN_TOML.format(secret=SECRET, receiver=receiver)
    (tmp_path / "listen.toml").write_text(config)
    key = "ab" * 32  # nothing is known of it any more
    row = AudioCallbackRow(site="news", requested_key=key, audio_key=key, url=receiver.url)
    database.write(lambda session: session.add(row))
    process = start(tmp_path, redis_url, database)
    try:
        wait_until(lambda: len(receiver.messages) == 1, 60)
    finally:
        process.kill()
        process.wait()
    [message] = receiver.messages
    found = Webhook(SECRET).verify(message.body, message.headers)
    assert (found["type"], found["data"]["requested_key"]) == ("audio.failed", key)
