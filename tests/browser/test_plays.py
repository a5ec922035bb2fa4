"""Readers whose plays are counted: what they did, and nothing that tells who they were."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import md5, sha1, sha256
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page
from redis import Redis

from listen.database.database import Database
from listen.keys.key_store import KeyStore
from listen.up.redis_server import RedisServer
from tests.browser.conftest import TIMEOUT, Reader, Server, Site, SteppedWorker
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

_ADDRESS, _AGENT = "198.51.100.77", "Mozilla/5.0 (A reader of the tests) Chrome/199.0"
_SETTINGS = {
    "LISTEN_SITES": 'news = {hosts = ["127.0.0.1"], plays = true}',
    "LISTEN_TRUSTED_PROXIES": "1",
}


@dataclass
class Counting:
    """A server that counts plays, with its publish process and a log of both."""

    server: Server
    site: Site
    redis: Redis
    key: str
    folder: Path

    def publish(self, name: str, sentences: int) -> dict[str, Any]:
        """Return the resource of the finished audio of a new article."""
        worker = SteppedWorker(self.server, self.redis)
        worker.announce()
        saved = requests.put(
            f"{self.server.url}/v1/articles/{name}",
            json={"text": f"{name}. " + "They saw it. " * sentences, "url": self.url(name)},
            headers={"x-api-key": self.key},
            timeout=TIMEOUT,
        )
        key = saved.json()["audio"]["key"]
        worker.start(key)
        worker.finish()
        found: dict[str, Any] = requests.get(
            f"{self.server.url}/v1/audio/{key}", timeout=TIMEOUT
        ).json()
        return found

    def url(self, name: str) -> str:
        return f"{self.site.url}/{name}"

    def visit(self, browser: Browser, name: str, attributes: str = "", **options: Any) -> Reader:
        """Open the page of an article, as a reader with a browser of their own.

        `headers` are sent with each request. Only those to paths for pages of any origin may have
        some: Chromium asks for permission first.
        """
        self.site.pages[f"/{name}"] = (
            f"<!doctype html><html lang=en><title>A page</title><body>"
            f"<listen-article {attributes}></listen-article>"
            f"<script type=module src='{self.server.url}/player.js'></script>"
        )
        context = browser.new_context(
            user_agent=_AGENT, extra_http_headers=options.get("headers", {})
        )
        context.set_default_timeout(1000 * TIMEOUT)
        context.add_init_script(options.get("script", ""))
        page = context.new_page()
        page.goto(self.url(name))
        page.wait_for_selector("listen-article[state]")
        return Reader(page)

    def counts(self, name: str) -> dict[str, int]:
        """Return what was counted so far, without what is 0."""
        answer = requests.get(
            f"{self.server.url}/v1/articles/{name}/plays",
            headers={"x-api-key": self.key},
            timeout=TIMEOUT,
        )
        return {counter: value for counter, value in answer.json()["total"].items() if value}


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Iterator[Counting]:
    folder = tmp_path_factory.mktemp("counting")
    data_dir = folder / "data"
    database = Database(data_dir / "listen.db")
    key, _ = KeyStore(database).create("tests", "news", ["synthesize", "publish"])
    database.close()
    redis = RedisServer(folder)
    redis.start()
    redis.wait_until_ready()
    with (folder / "log").open("wb") as log:
        server = Server(redis.url, data_dir, log=log, **_SETTINGS)
        server.start()
        environ = {"LISTEN_REDIS_URL": redis.url, "LISTEN_DATA_DIR": str(data_dir), **_SETTINGS}
        publisher = subprocess.Popen(
            [sys.executable, "-m", "listen", "publish"], env={**os.environ, **environ}, stderr=log
        )
        with Redis.from_url(redis.url) as client:
            yield Counting(server, site, client, key, folder)
        publisher.kill()
        publisher.wait()
        server.kill()
    redis.stop()


def leave(page: Page) -> None:
    page.goto("about:blank")
    page.context.close()


def wait_for_counts(counting: Counting, name: str, **expected: int) -> dict[str, int]:
    """Wait until the counts without the seconds are these. Return all."""

    def is_counted() -> bool:
        counts = counting.counts(name)
        return {name: value for name, value in counts.items() if name != "seconds"} == expected

    wait_until(is_counted, TIMEOUT)
    return counting.counts(name)


_ALL = dict.fromkeys(("loads", "plays", "quarter_25", "quarter_50", "quarter_75", "completions"), 1)


def test_a_reader_who_hears_an_article_to_its_end(counting: Counting, browser: Browser) -> None:
    resource = counting.publish("whole", sentences=6)
    reader = counting.visit(browser, "whole", f"audio-key={resource['key']}")
    wait_for_counts(counting, "whole", loads=1)
    reader.play.click()
    reader.wait_for_time(1)
    reader.play.click()
    reader.wait_for_state("paused")
    reader.play.click()
    reader.wait_for_state("finished")
    found = wait_for_counts(counting, "whole", **_ALL)
    assert resource["duration"] - 1.5 <= found["seconds"] <= resource["duration"]
    # Heard again, it counts no more.
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_state("finished")
    leave(reader.page)
    assert wait_for_counts(counting, "whole", **_ALL)["seconds"] <= resource["duration"]


def test_readers_who_leave_in_the_middle(counting: Counting, browser: Browser) -> None:
    """Their pages have no `audio-key`: the audio is asked for at the click."""
    duration = counting.publish("middle", sentences=20)["duration"]
    heard = 0.0
    for _ in range(2):
        reader = counting.visit(browser, "middle")
        reader.play.click()
        reader.wait_for_time(0.3 * duration, 0.45 * duration)
        reader.play.click()
        reader.wait_for_state("paused")
        heard += reader.get("currentTime")
        leave(reader.page)
    found = wait_for_counts(counting, "middle", loads=2, plays=2, quarter_25=2)
    wait_until(lambda: counting.counts("middle")["seconds"] >= heard - 4, TIMEOUT)
    assert found["seconds"] <= heard


def test_a_reader_who_jumps_to_the_end_has_not_heard_it(
    counting: Counting, browser: Browser
) -> None:
    resource = counting.publish("jump", sentences=20)
    reader = counting.visit(browser, "jump", f"audio-key={resource['key']}")
    reader.play.click()
    reader.wait_for_time(0.5)
    reader.seek(resource["duration"] - 1)
    reader.wait_for_state("finished")
    leave(reader.page)
    found = wait_for_counts(counting, "jump", loads=1, plays=1)
    assert found.get("seconds", 0) < 0.25 * resource["duration"]


def test_a_reader_of_the_embed_page(counting: Counting, browser: Browser) -> None:
    resource = counting.publish("embed", sentences=2)
    reader = Reader(browser.new_context(user_agent=_AGENT).new_page())
    reader.page.goto(f"{counting.server.url}/embed/{resource['key']}")
    reader.play.click()
    wait_for_counts(counting, "embed", **_ALL)
    leave(reader.page)
    assert reader.errors == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("gpc-header", {"headers": {"Sec-GPC": "1"}}),
        ("dnt-header", {"headers": {"DNT": "1"}}),
        (
            "gpc",
            {"script": "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})"},
        ),
        ("dnt", {"script": "Object.defineProperty(navigator, 'doNotTrack', {value: '1'})"}),
    ],
)
def test_the_player_sends_nothing_of_a_reader_who_opts_out(
    counting: Counting, browser: Browser, name: str, options: dict[str, Any]
) -> None:
    resource = counting.publish(name, sentences=1)
    reader = counting.visit(browser, name, f"audio-key={resource['key']}", **options)
    sent: list[str] = []
    reader.page.context.on("request", lambda request: sent.append(request.url))
    reader.play.click()
    reader.wait_for_state("finished")
    leave(reader.page)
    assert sent
    assert not [url for url in sent if url.endswith("/v1/plays")]


def test_nothing_tells_who_the_readers_were(counting: Counting, browser: Browser) -> None:
    """Not the database, Redis and its file, nor the logs."""
    resource = counting.publish("secret", sentences=3)
    reader = counting.visit(
        browser,
        "secret",
        f"audio-key={resource['key']}",
        headers={"X-Forwarded-For": _ADDRESS},
    )
    reader.play.click()
    reader.wait_for_state("finished")
    cookies = reader.page.context.cookies()
    leave(reader.page)
    wait_for_counts(counting, "secret", **_ALL)
    who = {"X-Forwarded-For": _ADDRESS, "User-Agent": _AGENT}
    for body in ("{", json.dumps({"token": "x", "event": "play", "ip": _ADDRESS})):
        requests.post(f"{counting.server.url}/v1/plays", body, headers=who, timeout=TIMEOUT)
    counting.redis.bgrewriteaof()
    stored = b"".join(path.read_bytes() for path in counting.folder.rglob("*") if path.is_file())
    for key in counting.redis.keys("*"):
        stored += key + (counting.redis.dump(key) or b"")  # type: ignore[operator]
    secrets = [_ADDRESS, _AGENT, "A reader of the tests"]
    secrets += [hash_(_ADDRESS.encode()).hexdigest() for hash_ in (md5, sha1, sha256)]
    assert cookies == []
    assert b"secret" in stored
    assert b"listen:plays:load:" in stored  # the file of Redis is there
    assert [each for each in secrets if each.encode() in stored] == []
