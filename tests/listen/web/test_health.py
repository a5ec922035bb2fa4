"""/healthz and /readyz."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.stores.memory import MemoryStore
from audio_cache.voice import Voice
from listen.config import WebConfig
from listen.extraction.scheduler import ExtractionScheduler
from listen.web.app import create_app
from listen.web.services import EXTENSION
from tests.conftest import fill


def test_a_running_process_is_healthy(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}


def test_the_server_is_ready_when_a_worker_is_running(client: FlaskClient, redis: Redis) -> None:
    assert client.get("/readyz").status_code == 200
    redis.delete("listen:workers")
    response = client.get("/readyz")
    assert (response.status_code, response.get_json()["missing"]) == (503, ["worker"])


def test_settings_that_name_unknown_voices_are_logged_before_the_first_request(
    config: WebConfig,
    redis: Redis,
    beep: Voice,
    scheduler: ExtractionScheduler,
    caplog: pytest.LogCaptureFixture,
) -> None:
    WorkerRegistry(redis).announce("worker", [beep])
    config = replace(config, default_voice="tone:boop")
    app = create_app(config, store=MemoryStore(), redis=redis, scheduler=scheduler)
    try:
        assert app.test_client().get("/readyz").status_code == 200
    finally:
        app.extensions[EXTENSION].live.close()
    assert "default_voice: tone:boop" in caplog.text


def test_all_dependencies_are_shown(client: FlaskClient) -> None:
    found = client.get("/readyz").get_json()
    assert found["status"] == "ready"
    assert found["dependencies"] == {
        name: {"state": "ok"} for name in ("redis", "workers", "store", "database", "disk")
    }


def test_without_the_database_the_server_is_degraded(client: FlaskClient, app: Flask) -> None:
    database = app.extensions[EXTENSION].publishing.database
    client.get("/readyz")
    database.close()
    Path(database.engine.url.database).write_bytes(b"damaged")
    response = client.get("/readyz")
    found = response.get_json()
    assert (response.status_code, found["status"], found["missing"]) == (200, "degraded", [])
    assert found["dependencies"]["database"] == {"state": "down", "problem": "database"}


def test_a_full_disk_of_the_data_directory_degrades(
    config: WebConfig, redis: Redis, announced: None, scheduler: ExtractionScheduler, disk: Path
) -> None:
    fill(disk / "full", leave=100_000)
    config = replace(config, data_dir=disk)
    app = create_app(config, store=MemoryStore(), redis=redis, scheduler=scheduler)
    try:
        found = app.test_client().get("/readyz").get_json()
    finally:
        app.extensions[EXTENSION].live.close()
        app.extensions[EXTENSION].publishing.database.close()
    assert found["status"] == "degraded"
    assert found["dependencies"]["disk"] == {"state": "degraded", "problem": "disk_full"}


def test_a_load_balancer_hears_that_finished_audio_plays(client: FlaskClient, redis: Redis) -> None:
    redis.delete("listen:workers")
    assert client.get("/readyz").status_code == 503
    response = client.get("/readyz?for=delivery")
    assert (response.status_code, response.get_json()["status"]) == (200, "waiting")


def test_a_process_that_drains_is_not_ready_for_anything(client: FlaskClient, app: Flask) -> None:
    app.extensions[EXTENSION].readiness._drain.begin()
    for path in ("/readyz", "/readyz?for=delivery"):
        response = client.get(path)
        assert (response.status_code, response.get_json()["status"]) == (503, "draining")
    assert client.get("/healthz").status_code == 200


PROXIED = {"X-Forwarded-For": "203.0.113.9"}


@pytest.mark.parametrize(
    ("peer", "headers", "is_warned"),
    [
        ("127.0.0.1", PROXIED, True),
        ("::1", PROXIED, True),
        ("10.1.2.3", PROXIED, True),
        ("172.17.0.1", PROXIED, True),
        ("fd00::1%eth0", PROXIED, True),
        ("", PROXIED, True),
        ("127.0.0.1", {"Forwarded": "for=203.0.113.9"}, True),
        ("127.0.0.1", {}, False),
        ("8.8.8.8", PROXIED, False),
        ("2606:4700::1", PROXIED, False),
    ],
)
def test_a_proxy_that_is_not_trusted_is_a_warning(
    client: FlaskClient,
    caplog: pytest.LogCaptureFixture,
    peer: str,
    headers: dict[str, str],
    is_warned: bool,
) -> None:
    environ = {"REMOTE_ADDR": peer}
    for _ in range(3):
        assert client.get("/healthz", headers=headers, environ_base=environ).status_code == 200
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.get_json()["warnings"] == ["trusted_proxies"] * is_warned
    assert caplog.text.count("LISTEN_TRUSTED_PROXIES is 0") == is_warned


class TestTrustedProxies:
    @pytest.fixture
    def config(self, config: WebConfig) -> WebConfig:
        return replace(config, trusted_proxies=1)

    def test_a_trusted_proxy_is_no_warning(
        self, client: FlaskClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        client.get("/healthz", headers=PROXIED)
        assert client.get("/readyz").get_json()["warnings"] == []
        assert "LISTEN_TRUSTED_PROXIES" not in caplog.text
