"""/healthz and /readyz."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.stores.memory import MemoryStore
from audio_cache.voice import Voice
from listen.config import WebConfig
from listen.extraction.scheduler import ExtractionScheduler
from listen.web.app import create_app
from listen.web.services import EXTENSION


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
