"""The API without Redis."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from redis import Redis, ResponseError

from listen.compose import connect
from tests.listen.web.conftest import UNKNOWN, Work, post, problem


class TestWithoutRedis:
    @pytest.fixture
    def stop_redis(self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> Work:
        """Make every command fail as if no Redis server ran."""

        def stop_redis() -> None:
            unreachable = connect("redis://127.0.0.1:9/0").connection_pool
            monkeypatch.setattr("redis.Redis.execute_command", _failing(unreachable))
            monkeypatch.setattr("redis.client.Pipeline.execute", _failing(unreachable))

        return stop_redis

    def test_new_requests_are_refused_with_retry_after(
        self, client: FlaskClient, stop_redis: Work
    ) -> None:
        client.get("/v1/voices")
        stop_redis()
        response = post(client)
        problem(response, 503, "unavailable")
        assert int(response.headers["Retry-After"]) > 0
        problem(client.get(f"/v1/audio/{UNKNOWN}"), 503, "unavailable")
        assert client.get("/readyz").get_json()["missing"] == ["redis"]
        assert client.get("/healthz").status_code == 200

    def test_finished_audio_is_found_and_served(
        self, client: FlaskClient, work: Work, stop_redis: Work
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        stop_redis()
        assert post(client).get_json()["state"] == "finished"
        assert client.get(f"/v1/audio/{key}").status_code == 200
        assert client.get(f"/v1/audio/{key}/marks").status_code == 200
        assert client.get(f"/audio/{key}.mp3").status_code == 200

    def test_requests_are_refused_before_any_voice_was_announced(
        self, client: FlaskClient, stop_redis: Work
    ) -> None:
        stop_redis()
        problem(post(client), 503, "unavailable")


def test_a_full_redis_is_named_in_the_error(client: FlaskClient, redis: Redis) -> None:
    client.get("/v1/voices")
    redis.config_set("maxmemory", 1)
    try:
        assert "out of memory" in problem(post(client), 503, "unavailable")
    finally:
        redis.config_set("maxmemory", 0)


def test_a_redis_that_cannot_write_its_disk_is_named_in_the_error(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ResponseError("MISCONF Errors writing to the AOF file: No space left on device")

    monkeypatch.setattr("audio_cache.state.States.request", refuse)
    assert "disk" in problem(post(client), 507, "storage_full")


def _failing(unreachable: Any) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        return unreachable.get_connection().send_command("PING")

    return fail
