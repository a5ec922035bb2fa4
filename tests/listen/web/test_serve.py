"""Start-up of the web process. The running process is tested in test_upload.py."""

import resource
from pathlib import Path

import pytest
import requests

from audio_cache.settings_values import SettingsError
from listen.config import WebConfig
from listen.web import serve as module
from listen.web.serve import serve
from tests.conftest import SpawnWorker, free_port, running_server

UNLIMITED = resource.RLIM_INFINITY


def test_an_address_beyond_loopback_is_refused() -> None:
    with pytest.raises(SettingsError, match="--open"):
        serve(WebConfig(host="0.0.0.0", redis_url="redis://127.0.0.1"))


def test_a_redis_is_required() -> None:
    with pytest.raises(SettingsError, match="LISTEN_REDIS_URL"):
        serve(WebConfig())


@pytest.mark.e2e
def test_options_of_the_command_line_reach_the_application(
    redis_url: str, data_dir: Path, spawn_worker: SpawnWorker
) -> None:
    spawn_worker()
    options = ("--host", "0.0.0.0", "--open")
    with running_server(redis_url, data_dir, free_port(), *options) as url:
        for host, status in {"192.0.2.7:8000": 200, "rebound.evil.example": 403}.items():
            response = requests.get(f"{url}/v1/voices", headers={"Host": host}, timeout=60)
            assert response.status_code == status, host


@pytest.mark.parametrize(
    ("limits", "raised"),
    [
        ((1024, 1_000_000), (4000, 1_000_000)),
        ((1024, UNLIMITED), (4000, UNLIMITED)),
        ((1024, 2048), (2048, 2048)),
        ((8192, 8192), None),
        ((UNLIMITED, UNLIMITED), None),
    ],
)
def test_the_limit_of_open_files_is_raised_as_far_as_allowed(
    monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int], raised: tuple[int, int] | None
) -> None:
    found: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _, limit: found.append(limit))
    module._raise_open_files_limit()
    assert found == ([raised] if raised else [])
