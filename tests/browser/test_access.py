"""Pages of a site, their player and the demo page, on a server that requires keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from playwright.sync_api import BrowserContext, Page, expect
from redis import Redis

from audio_cache.state import States
from listen.database.database import Database
from listen.keys.key_store import KeyStore
from listen.up.redis_server import RedisServer
from tests.browser.conftest import TIMEOUT, Server, Site, SteppedWorker
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

TEXT = "The bridge is open. It opened on Monday. " + "Many people were there. " * 10


@dataclass
class Guarded:
    """A server with a key, whose site is the publisher's server of the tests."""

    server: Server
    site: Site
    redis: Redis
    worker: SteppedWorker
    key: str

    def publish(self, name: str, **fields: Any) -> dict[str, Any]:
        """Save the article of a page, and return it."""
        self.worker.announce()
        saved = requests.put(
            f"{self.server.url}/v1/articles/{name}",
            json={"text": f"{name}. {TEXT}", "url": f"{self.site.url}/{name}", **fields},
            headers={"x-api-key": self.key},
            timeout=TIMEOUT,
        )
        article: dict[str, Any] = saved.json()
        return article

    def is_clicked(self, key: str) -> bool:
        """Return whether a reader waits for an audio."""
        state = States(self.redis).get(key)
        return state is not None and state.queue.startswith("click:")

    def sign(self, name: str) -> str:
        signed = requests.post(
            f"{self.server.url}/v1/articles/{name}/token",
            headers={"x-api-key": self.key},
            timeout=TIMEOUT,
        )
        return str(signed.json()["token"])

    def visit(self, context: BrowserContext, name: str, attributes: str = "") -> Page:
        """Open the page of an article, with a player."""
        self.site.pages[f"/{name}"] = (
            f"<!doctype html><html lang=en><title>A page</title><body>"
            f"<listen-article {attributes}></listen-article><article>{TEXT}</article>"
            f"<script type=module src='{self.server.url}/player.js'></script>"
        )
        page = context.new_page()
        page.goto(f"{self.site.url}/{name}?utm_source=mail#part")
        page.wait_for_selector("listen-article[state]")
        return page

    def make(self, key: str) -> None:
        self.worker.start(key)
        self.worker.finish()
        self.worker = SteppedWorker(self.server, self.redis)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Iterator[Guarded]:
    redis = RedisServer(tmp_path_factory.mktemp("redis"))
    redis.start()
    redis.wait_until_ready()
    data_dir = tmp_path_factory.mktemp("data")
    database = Database(data_dir / "listen.db")
    key, _ = KeyStore(database).create("tests", "news", ["synthesize", "publish"])
    database.close()
    server = Server(redis.url, data_dir, LISTEN_SITES='news = {hosts = ["127.0.0.1"]}')
    server.start()
    with Redis.from_url(redis.url) as client:
        yield Guarded(server, site, client, SteppedWorker(server, client), key)
    server.kill()
    redis.stop()


def is_playing(page: Page) -> Callable[[], bool]:
    script = "document.querySelector('listen-article').currentTime"
    return lambda: bool(page.evaluate(script) > 0.3)


def test_the_player_of_a_page_finds_its_article(guarded: Guarded, context: BrowserContext) -> None:
    key = guarded.publish("found")["audio"]["key"]
    page = guarded.visit(context, "found")
    with page.expect_response("**/v1/pages?**") as asked:
        page.locator("listen-article .play").click()
    assert asked.value.json()["key"] == key
    assert asked.value.request.headers.get("authorization") is None
    guarded.make(key)
    wait_until(is_playing(page), TIMEOUT)


def test_the_player_says_that_its_page_has_no_audio(
    guarded: Guarded, context: BrowserContext
) -> None:
    guarded.publish("private", access="private")
    page = guarded.visit(context, "private")
    page.evaluate("addEventListener('listen-error', ({ detail }) => (window.code = detail.code))")
    page.locator("listen-article .play").click()
    expect(page.locator("listen-article .status")).to_have_text(
        "There is no audio of this article."
    )
    assert page.evaluate("window.code") == "unknown_article"


def test_a_token_opens_audio_for_members(guarded: Guarded, context: BrowserContext) -> None:
    key = guarded.publish("held", hold=True)["audio"]["key"]
    guarded.make(key)
    page = guarded.visit(context, "held", f'audio-key="{key}" token="{guarded.sign("held")}"')
    page.locator("listen-article .play").click()
    expect(page.locator("listen-article")).to_have_attribute("state", "playing")
    wait_until(is_playing(page), TIMEOUT)
    assert "token=" in (page.locator("listen-article .download").get_attribute("href") or "")
    closed = guarded.visit(context, "held", f'audio-key="{key}"')
    closed.locator("listen-article .play").click()
    expect(closed.locator("listen-article")).to_have_attribute("state", "failed")


def test_a_token_opens_audio_that_is_being_made(guarded: Guarded, context: BrowserContext) -> None:
    key = guarded.publish("live", hold=True)["audio"]["key"]
    page = guarded.visit(context, "live", f'audio-key="{key}" token="{guarded.sign("live")}"')
    page.locator("listen-article .play").click()
    wait_until(lambda: guarded.is_clicked(key), TIMEOUT)  # a running job would yield to the click
    guarded.worker.start(key)
    guarded.worker.release(3)
    expect(page.locator("listen-article")).to_have_attribute("state", "live")
    guarded.worker.finish()
    wait_until(is_playing(page), TIMEOUT)


def test_the_demo_page_asks_for_a_key_and_keeps_it_in_the_tab(
    guarded: Guarded, context: BrowserContext
) -> None:
    addresses: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(guarded.server.url)
    field, problem = page.get_by_label("API key"), page.get_by_role("alert")
    expect(field).to_be_visible()
    page.get_by_label("Article", exact=True).fill(TEXT)
    page.locator("form > button").click()
    expect(problem).to_have_text("Enter the API key first.")
    field.fill("listen_wrong")
    page.locator("form > button").click()
    expect(problem).to_have_text("The API key is unknown or was revoked.")
    field.fill(guarded.key)
    with page.expect_response(lambda answer: answer.url.endswith("/v1/audio")) as response:
        page.locator("form > button").click()
    guarded.make(str(response.value.json()["key"]))
    expect(page.locator("listen-article")).to_have_attribute("state", "playing")
    page.reload()
    expect(field).to_have_value(guarded.key)
    assert not any(guarded.key in address for address in addresses)
    other = context.new_page()
    other.goto(guarded.server.url)
    expect(other.get_by_label("API key")).to_have_value("")
