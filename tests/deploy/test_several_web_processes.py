"""Two web processes behind one nginx: each answers for every key, whichever has made it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from redis import Redis

from bench.proxy import LOCATION, product_configuration, running_nginx
from tests.conftest import free_port, running_server, wait_until, workers
from tests.nginx import needs_nginx

pytestmark = [pytest.mark.e2e, needs_nginx]

TIMEOUT = 120.0
PARAGRAPH = "The old bridge over the river opened again on Monday, two years after a flood. "


@dataclass(frozen=True)
class Pair:
    """The URLs of nginx and of the two processes behind it."""

    nginx: str
    first: str
    second: str
    data_dir: Path


@pytest.fixture(scope="module")
def pair(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    data_dir, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("nginx")
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    port, *upstreams = free_port(), free_port(), free_port()
    inside = product_configuration(folder, port, upstreams, data_dir)
    url = f"http://127.0.0.1:{port}"
    settings = {"LISTEN_ACCEL_REDIRECT": LOCATION, "LISTEN_TRUSTED_PROXIES": "1"}
    with workers(redis_url, data_dir) as spawn:
        spawn()
        with (
            running_server(redis_url, data_dir, upstreams[0], **settings) as first,
            running_server(redis_url, data_dir, upstreams[1], **settings) as second,
            running_nginx(folder, inside, url),
        ):
            yield Pair(url, first, second, data_dir)


def request_audio(url: str, text: str) -> str:
    """Return the key of a new audio."""
    answer = requests.post(f"{url}/v1/audio", json={"text": text}, timeout=TIMEOUT)
    return str(answer.json()["key"])


def test_both_stream_what_one_of_them_was_asked_for(pair: Pair) -> None:
    text = "\n\n".join(f"{PARAGRAPH * 2}Part {number}." for number in range(60))
    key = request_audio(pair.first, text)
    streams = [
        requests.get(f"{url}/audio/{key}.mp3", stream=True, timeout=TIMEOUT)
        for url in (pair.first, pair.second, pair.nginx, pair.nginx)
    ]
    bodies = [stream.content for stream in streams]
    assert [stream.status_code for stream in streams] == [200] * 4
    whole = requests.get(f"{pair.nginx}/audio/{key}.mp3", timeout=TIMEOUT).content
    head = 192  # the frame with the length, which is written at the end
    assert all(body[head:] == whole[head:] for body in bodies)


def test_both_tell_the_events_and_the_state(pair: Pair) -> None:
    key = request_audio(pair.second, "Some words for the events. And more.")
    for url in (pair.first, pair.second, pair.nginx):
        events = requests.get(f"{url}/v1/audio/{key}/events", timeout=TIMEOUT).text
        assert events.rstrip().splitlines()[-2] == "event: finished"
        state = requests.get(f"{url}/v1/audio/{key}", timeout=TIMEOUT).json()["state"]
        assert state == "finished"


def test_a_finished_audio_is_the_same_from_both(pair: Pair) -> None:
    key = request_audio(pair.first, "Some words that both send.")
    answers = [
        requests.get(f"{url}/audio/{key}.{extension}", timeout=TIMEOUT)
        for extension in ("mp3", "vtt")
        for url in (pair.first, pair.first, pair.second, pair.nginx, pair.nginx)
    ]
    assert all(answer.ok for answer in answers)
    for found in (answers[1:5], answers[6:]):
        assert len({answer.content for answer in found}) == 1
        assert len({answer.headers["ETag"] for answer in found}) == 1


def test_an_equal_request_to_the_other_makes_nothing_new(pair: Pair, redis_url: str) -> None:
    text = "An article that two readers click at once."
    keys = {request_audio(url, text) for url in (pair.first, pair.second, pair.nginx)}
    assert len(keys) == 1
    wait_until(
        lambda: requests.get(f"{pair.nginx}/v1/audio/{min(keys)}").json()["state"] == "finished"
    )
    assert len(list(pair.data_dir.glob(f"audio/*/*/{min(keys)}.mp3"))) == 1
