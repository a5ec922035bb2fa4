"""The master of Redis freezes while articles are made, and Sentinels promote its replica."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.conftest import free_port, running_server, wait_until, workers
from tests.redis_servers import Replicated, replicated_redis

pytestmark = pytest.mark.e2e

TEXTS = [f"Article {number} tells of a failover. It has a second sentence." for number in range(24)]


@pytest.fixture
def replicated(tmp_path: Path) -> Iterator[Replicated]:
    with replicated_redis(tmp_path / "redis") as replicated:
        yield replicated


def test_accepted_articles_are_made_and_finished_audio_plays_on(
    replicated: Replicated, data_dir: Path, served: str
) -> None:
    with workers(replicated.url, data_dir) as spawn:
        spawn()
        spawn()
        with running_server(replicated.url, data_dir, free_port()) as url:
            first = _post(url, "The first article.").json()
            wait_until(lambda: _state(url, first["key"]) == "finished")
            reader = _Reader(f"{url}/audio/{first['key']}.mp3")
            keys = [_accepted(url, text) for text in TEXTS[:12]]
            replicated.servers[0].freeze()
            keys += [_accepted(url, text) for text in TEXTS[12:]]
            replicated.servers[
                0
            ].thaw()  # it believes to be the master until a Sentinel corrects it
            for key in keys:
                wait_until(lambda key=key: _state(url, key) == "finished")  # type: ignore[misc]
            assert replicated.master() is replicated.servers[1]
            assert reader.stop() == {200}
            for key, text in zip(keys, TEXTS, strict=True):
                assert _audio(url, key) == _made_elsewhere(served, text)


class _Reader:
    """Requests an audio again and again, in a thread."""

    def __init__(self, url: str) -> None:
        self._stopped = threading.Event()
        self._statuses: set[int] = set()
        self._thread = threading.Thread(target=self._read, args=(url,))
        self._thread.start()

    def _read(self, url: str) -> None:
        while not self._stopped.wait(0.05):
            self._statuses.add(requests.get(url, timeout=60).status_code)

    def stop(self) -> set[int]:
        """Return the statuses of all answers."""
        self._stopped.set()
        self._thread.join()
        return self._statuses


def _post(url: str, text: str) -> requests.Response:
    return requests.post(f"{url}/v1/audio", json={"text": text}, timeout=60)


def _accepted(url: str, text: str) -> str:
    """Post an article until it is accepted, as clients do. Return its key."""
    while True:
        answer = _post(url, text)
        if answer.ok:
            return str(answer.json()["key"])
        assert answer.status_code == 503, answer.text
        assert int(answer.headers["Retry-After"]) > 0
        time.sleep(0.2)


def _state(url: str, key: str) -> str:
    answer = requests.get(f"{url}/v1/audio/{key}", timeout=60)
    assert answer.status_code in (200, 503), answer.text
    return str(answer.json().get("state"))


def _audio(url: str, key: str) -> bytes:
    answer = requests.get(f"{url}/audio/{key}.mp3", timeout=60)
    assert answer.status_code == 200
    return answer.content


def _made_elsewhere(url: str, text: str) -> bytes:
    """Return the audio of an undisturbed server."""
    key = _accepted(url, text)
    wait_until(lambda: _state(url, key) == "finished")
    return _audio(url, key)
