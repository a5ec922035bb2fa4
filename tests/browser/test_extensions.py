"""Extensions of the player: modules that it imports where the audio resource names them."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.conftest import Reader, Server, SteppedWorker

pytestmark = pytest.mark.e2e

MODULE = """
export function attach(player, data, { resolve, signal }) {
  document.title = `${data.word} ${resolve("v1/plays")} ${player.localName}`;
  signal.addEventListener("abort", () => (document.title = "detached"));
}
"""


@pytest.fixture
def finished(worker: SteppedWorker) -> str:
    return worker.make("An article with extensions. " + "It is read aloud. " * 20)


def test_a_page_loads_no_extension_that_the_resource_does_not_name(
    visit: Callable[..., Reader], finished: str, context: BrowserContext
) -> None:
    requested: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    reader = visit(f"audio-key={finished}")
    reader.play.click()
    reader.wait_for_state("playing")
    assert not [url for url in requested if "/extensions/" in url]


def test_an_extension_is_attached_once_and_told_when_the_article_changes(
    visit: Callable[..., Reader], finished: str, context: BrowserContext, server: Server
) -> None:
    def extend(route: Route) -> None:
        response = route.fetch()
        body = {**response.json(), "extensions": {"probe": {"word": "counts"}, "lost": {}}}
        route.fulfill(response=response, body=json.dumps(body))

    loads: list[str] = []

    def send_module(route: Route) -> None:
        loads.append(route.request.url)
        headers = {"Access-Control-Allow-Origin": "*"}
        route.fulfill(body=MODULE, content_type="text/javascript", headers=headers)

    context.route(f"**/v1/audio/{finished}", extend)
    context.route("**/static/player/extensions/probe.js", send_module)
    reader = visit(f"audio-key={finished}")
    expect(reader.page).to_have_title(f"counts {server.url}/v1/plays listen-article")
    reader.play.click()
    reader.wait_for_state("playing")
    assert loads == [f"{server.url}/static/player/extensions/probe.js"]
    reader.page.evaluate("document.querySelector('listen-article').removeAttribute('audio-key')")
    expect(reader.page).to_have_title("detached")
