"""GET /metrics, of the application and of real processes that are killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.openmetrics.parser import (
    text_string_to_metric_families as parse_openmetrics,
)
from prometheus_client.parser import text_string_to_metric_families as parse
from redis import Redis

from listen.database.database import Database
from listen.database.url import FILE
from listen.keys.key_store import KeyStore
from listen.up.redis_server import RedisServer
from listen.web.services import EXTENSION
from tests.conftest import free_port, wait_until, workers
from tests.listen.web.conftest import UNKNOWN, Work, post
from tests.metric_names import registered

DOCUMENT = Path(__file__).parents[3] / "docs" / "observability.md"


def samples(text: str) -> dict[str, float]:
    """Return the values of a text in Prometheus's format, by name and labels."""
    return {
        " ".join([sample.name, *(f"{k}={v}" for k, v in sorted(sample.labels.items()))]): (
            sample.value
        )
        for family in parse(text)
        for sample in family.samples
    }


@pytest.fixture
def scraper(app: Flask) -> dict[str, str]:
    """Headers with a key for nothing but figures. Another key may synthesize."""
    keys = KeyStore(app.extensions[EXTENSION].publishing.database)
    return {"x-api-key": keys.create("prometheus", None, ["metrics"])[0]}


def scrape(client: FlaskClient, headers: dict[str, str]) -> dict[str, float]:
    return samples(client.get("/metrics", headers=headers).get_data(as_text=True))


def test_the_table_of_figures_has_each_that_the_code_registers(redis: Redis) -> None:
    lines = DOCUMENT.read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    listed = {(row[0].strip("`"), row[1], row[3]) for row in rows if len(row) == 4}
    figures = {row for row in listed if row[0].startswith("listen_")}
    assert figures == set(registered(redis))


def test_the_labels_in_the_table_are_those_of_the_figures(
    client: FlaskClient, work: Work, scraper: dict[str, str]
) -> None:
    table = {}
    for line in DOCUMENT.read_text("utf-8").splitlines():
        if line.startswith("| `listen_"):
            name, _, labels, _ = (cell.strip() for cell in line.split("|")[1:-1])
            table[name.strip("`").removesuffix("_total")] = set(labels.split(", ")) - {""}
    client.get("/no/such/path")
    text = client.get("/metrics", headers=scraper).get_data(as_text=True)
    for family in parse(text):
        for sample in family.samples if not family.name.endswith("_created") else ():
            assert sample.labels.keys() - {"le"} == table[family.name], sample


def test_requests_are_counted_by_their_route_and_not_by_what_clients_send(
    client: FlaskClient, scraper: dict[str, str]
) -> None:
    for path in ("/v1/audio/x", "/v1/audio/y", f"/v1/audio/{UNKNOWN}"):
        client.get(path)
    client.open("/healthz", method="BREW")
    client.get("/no/such/path")
    found = scrape(client, scraper)
    requested = "listen_http_requests_total"
    assert found[f"{requested} method=GET route=/v1/audio/<key:key> status=404"] == 3
    assert found[f"{requested} method=other route=(none) status=405"] == 1
    assert found[f"{requested} method=GET route=(none) status=404"] == 1
    duration = "listen_http_request_duration_seconds_count"
    assert found[f"{duration} route=/v1/audio/<key:key>"] == 3
    assert found["listen_errors_total code=unknown_audio"] == 3
    assert "BREW" not in str(found)


def test_audio_is_counted_by_who_has_it_and_by_its_bytes(
    client: FlaskClient, work: Work, scraper: dict[str, str], app: Flask
) -> None:
    keys = KeyStore(app.extensions[EXTENSION].publishing.database)
    client.environ_base["HTTP_X_API_KEY"] = keys.create("client", None, ["synthesize"])[0]
    key = post(client).get_json()["key"]
    post(client)
    work()
    post(client)
    body = client.get(f"/audio/{key}.mp3", buffered=True).data
    client.get(f"/audio/{key}.mp3", headers={"Range": "bytes=10-19"}, buffered=True)
    client.head(f"/audio/{key}.mp3")
    found = scrape(client, scraper)
    assert found["listen_audio_requests_total cache=none"] == 1
    assert found["listen_audio_requests_total cache=live"] == 1
    assert found["listen_audio_requests_total cache=finished"] == 2
    assert found["listen_audio_sent_bytes_total source=finished"] == len(body) + 10
    assert found["listen_time_to_first_audio_seconds_count source=finished"] == 1
    assert found["listen_jobs_total outcome=finished"] == 1
    assert found["listen_sentences_total cache=miss"] > 0
    assert found["listen_synthesized_audio_seconds_total engine=tone"] > 0


def test_the_text_is_openmetrics_if_prometheus_prefers_that(
    client: FlaskClient, scraper: dict[str, str]
) -> None:
    accept = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5"
    response = client.get("/metrics", headers={**scraper, "Accept": accept})
    assert response.mimetype == "application/openmetrics-text"
    families = parse_openmetrics(response.get_data(as_text=True))  # type: ignore[no-untyped-call]
    assert len(list(families)) > 10
    for odd in ("application/openmetrics-text;version=x;escaping=é", "*/*", ""):
        assert client.get("/metrics", headers={**scraper, "Accept": odd}).status_code == 200


def test_a_full_redis_is_down_and_still_tells_its_figures(
    client: FlaskClient, scraper: dict[str, str], redis: Redis
) -> None:
    redis.config_set("maxmemory", 1)
    try:
        found = scrape(client, scraper)
    finally:
        redis.config_set("maxmemory", 0)
    assert found["listen_dependency_up dependency=redis"] == 0
    assert (found["listen_redis_up"], found["listen_workers"]) == (1, 1)


def test_without_the_database_the_other_figures_are_there(
    client: FlaskClient, scraper: dict[str, str], app: Flask
) -> None:
    scrape(client, scraper)
    database = app.extensions[EXTENSION].publishing.database
    database.close()
    Path(database.engine.url.database).write_bytes(b"damaged")
    found = scrape(client, scraper)
    assert found["listen_dependency_up dependency=database"] == 0
    assert found["listen_redis_up"] == 1


class Server:
    """A real server with Redis of its own. Its log is thrown away."""

    def __init__(self, data_dir: Path, redis: RedisServer) -> None:
        database = Database(data_dir / FILE)
        keys = KeyStore(database)
        self.scraper = {"x-api-key": keys.create("prometheus", None, ["metrics"])[0]}
        self.client = {"x-api-key": keys.create("client", None, ["synthesize"])[0]}
        database.close()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environ = {
            **os.environ,
            "LISTEN_REDIS_URL": redis.url,
            "LISTEN_DATA_DIR": str(data_dir),
            "LISTEN_DEFAULT_VOICE": "tone:beep",
        }
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "listen", "serve", "--port", str(self.port)]
        return subprocess.Popen(command, env=self._environ)

    def restart(self) -> None:
        """Kill the whole server, and start another one."""
        children = self.children()
        self.process.kill()
        self.process.wait()
        for child in children:
            os.kill(child, signal.SIGKILL)
        self.process = self._start()

    def children(self) -> list[int]:
        """Return the processes that serve requests."""
        pid = self.process.pid
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(child) for child in found.split()]

    def is_up(self) -> bool:
        try:
            return requests.get(f"{self.url}/healthz", timeout=1).ok
        except requests.RequestException:
            return False

    def scrape(self) -> dict[str, float]:
        answer = requests.get(f"{self.url}/metrics", headers=self.scraper, timeout=30)
        assert answer.ok, answer.text
        return samples(answer.text)

    def post(self, text: str) -> requests.Response:
        return requests.post(
            f"{self.url}/v1/audio", json={"text": text}, headers=self.client, timeout=30
        )


@contextmanager
def server(tmp_path: Path) -> Iterator[tuple[Server, RedisServer]]:
    redis = RedisServer(tmp_path / "redis")
    redis.start()
    redis.wait_until_ready()
    data_dir = tmp_path / "data"
    try:
        with workers(redis.url, data_dir) as spawn:
            spawn()
            running = Server(data_dir, redis)
            try:
                wait_until(running.is_up)
                yield running, redis
            finally:
                running.process.terminate()
                running.process.wait()
    finally:
        redis.stop()


REQUESTED = "listen_http_requests_total method=GET route=/v1/audio/<key:key> status=404"


@pytest.mark.e2e
def test_counters_survive_killed_processes_and_a_redis_that_is_stopped(tmp_path: Path) -> None:
    with server(tmp_path) as (running, redis):
        wait_until(lambda: running.post("The bridge opens.").json().get("state") == "finished")
        key = running.post("The bridge opens.").json()["key"]
        for _ in range(5):
            requests.get(f"{running.url}/v1/audio/{UNKNOWN}", timeout=30)
        assert running.scrape()[REQUESTED] == 5

        (child,) = running.children()
        os.kill(child, signal.SIGKILL)
        wait_until(lambda: running.children() not in ([], [child]) and running.is_up())
        assert running.scrape()[REQUESTED] == 5, "the process was replaced"
        requests.get(f"{running.url}/v1/audio/{UNKNOWN}", timeout=30)
        running.restart()
        wait_until(running.is_up)
        assert running.scrape()[REQUESTED] == 6, "the server was replaced"
        assert running.scrape()["listen_jobs_total outcome=finished"] == 1

        redis.stop()
        start = time.monotonic()
        found = running.scrape()
        assert time.monotonic() - start < 20, "it does not hang"
        assert found["listen_redis_up"] == 0
        assert found["listen_dependency_up dependency=redis"] == 0
        assert found["listen_dependency_up dependency=store"] == 1
        assert found[REQUESTED] == 6
        assert "listen_pending_audio" not in found
        assert running.post("Another article.").status_code == 503
        assert requests.get(f"{running.url}/audio/{key}.mp3", timeout=30).status_code == 200
        ready = requests.get(f"{running.url}/readyz", timeout=30)
        assert (ready.status_code, ready.json()["missing"]) == (503, ["redis"])
        playing = requests.get(f"{running.url}/readyz?for=delivery", timeout=30)
        assert (playing.status_code, playing.json()["status"]) == (200, "waiting")
