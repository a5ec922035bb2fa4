"""Limits of real web processes, which share Redis, and which lose it."""

from pathlib import Path

import pytest
import requests

from listen.up.redis_server import RedisServer
from tests.conftest import free_port, running_server, wait_until, workers

pytestmark = pytest.mark.e2e


def test_processes_share_limits_and_play_finished_audio_without_redis(
    tmp_path: Path, data_dir: Path
) -> None:
    redis = RedisServer(tmp_path / "redis")
    redis.start()
    redis.wait_until_ready()
    limits = {"LISTEN_REQUESTS_PER_MINUTE": "4"}
    with workers(redis.url, data_dir) as spawn:
        spawn()
        with (
            running_server(redis.url, data_dir, free_port(), **limits) as one,
            running_server(redis.url, data_dir, free_port(), **limits) as other,
        ):
            key = str(_post(one, "Known.").json()["key"])
            wait_until(lambda: _state(other, key) == "finished")
            texts = [f"Text {number}." for number in range(4)]
            posted = [_post((one, other)[n % 2], text) for n, text in enumerate(texts)]
            assert [each.status_code for each in posted] == [202, 202, 202, 429]
            redis.kill()
            wait_until(lambda: redis.poll() is not None)
            for url in (one, other):
                assert requests.get(f"{url}/audio/{key}.mp3", timeout=30).status_code == 200
                new = _post(url, "Unknown.")
                assert new.status_code == 503
                assert int(new.headers["Retry-After"]) > 0
                known = [_post(url, "Known.").status_code for _ in range(5)]
                assert known == [200, 200, 200, 429, 429]


def _post(url: str, text: str) -> requests.Response:
    return requests.post(f"{url}/v1/audio", json={"text": text}, timeout=60)


def _state(url: str, key: str) -> str:
    return str(requests.get(f"{url}/v1/audio/{key}", timeout=30).json()["state"])
