"""The commands of docs/operations.md: a server is restored from the back-up of another one."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import requests
from redis import Redis

from tests.build_server import new_key
from tests.conftest import free_port, running_server, wait_until, workers

pytestmark = pytest.mark.e2e

DOCUMENT = Path(__file__).parents[1] / "docs" / "operations.md"


def commands(title: str) -> str:
    """Return the first shell commands of a section."""
    _, _, section = DOCUMENT.read_text().partition(f"\n## {title}\n")
    found = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert found, title
    return found[1]


def run(title: str, **environ: str) -> None:
    subprocess.run(["sh", "-euc", commands(title)], check=True, env={**os.environ, **environ})


def test_a_restored_server_plays_what_it_had_and_makes_what_waited(
    redis_url: str, tmp_path: Path
) -> None:
    data_dir, restored, backup = tmp_path / "data", tmp_path / "restored", tmp_path / "backup"
    data_dir.mkdir()
    headers = {"x-api-key": new_key(data_dir)}
    with workers(redis_url, data_dir) as spawn:
        worker = spawn()
        with running_server(redis_url, data_dir, free_port()) as url:
            key = _put(url, "ready", headers)
            wait_until(lambda: _get(url, "ready", headers).json()["state"] == "ready")
            audio = requests.get(f"{url}/audio/{key}.mp3", timeout=60).content
            held = _put(url, "held", headers, hold=True)
            wait_until(lambda: _get(url, "held", headers).json()["state"] == "held")
            worker.kill()
            waiting = _put(url, "waiting", headers)
            run("Back up", LISTEN_DATA_DIR=str(data_dir), BACKUP=str(backup))
            _put(url, "later", headers)
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    run("Restore", LISTEN_DATA_DIR=str(restored), BACKUP=str(backup))
    with workers(redis_url, restored) as spawn:
        spawn()
        spawn(code="from listen.cli.main import main; main(['publish'])")
        with running_server(redis_url, restored, free_port()) as url:
            assert requests.get(f"{url}/audio/{key}.mp3", timeout=60).content == audio
            assert requests.get(f"{url}/audio/{held}.mp3", timeout=60).status_code == 403
            assert _get(url, "later", headers).status_code == 404
            wait_until(lambda: _get(url, "waiting", headers).json()["state"] == "ready")
            assert requests.get(f"{url}/audio/{waiting}.mp3", timeout=60).status_code == 200


def _put(url: str, source_id: str, headers: dict[str, str], **fields: object) -> str:
    """Save an article, and return the key of its audio."""
    article = {"text": f"The article {source_id} has a sentence.", **fields}
    path = f"{url}/v1/articles/{source_id}"
    answer = requests.put(path, json=article, headers=headers, timeout=60)
    assert answer.ok, answer.text
    saved = answer.json()
    return str((saved["next_audio"] or saved["audio"])["key"])


def _get(url: str, source_id: str, headers: dict[str, str]) -> requests.Response:
    return requests.get(f"{url}/v1/articles/{source_id}", headers=headers, timeout=60)
