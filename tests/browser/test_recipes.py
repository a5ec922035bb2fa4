"""The code of docs/player-recipes.md and docs/ghost.md, as it stands there."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import TIMEOUT, Reader, Server, Site, SteppedWorker
from tests.browser.recipe import HOST, recipe
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

_TEXT = "The old bridge is open again. " * 3


OpenPage = Callable[[str], Reader]


@pytest.fixture
def open_page(context: BrowserContext, site: Site, server: Server) -> Iterator[OpenPage]:
    """Opens a page whose code names the server of the documentation."""
    readers: list[Reader] = []

    def open_page(html: str) -> Reader:
        path = f"/recipe-{len(site.pages)}"
        site.pages[path] = f"<!doctype html><title>A page</title>{html}".replace(HOST, server.url)
        reader = Reader(context.new_page())
        readers.append(reader)
        reader.page.goto(site.url + path)
        reader.page.wait_for_selector("listen-article[state]")
        return reader

    yield open_page
    for reader in readers:
        assert reader.errors == []


_SCRIPT = f"<script type=module src={HOST}/player.js></script>"


def test_analytics_get_each_listen_once(open_page: OpenPage, worker: SteppedWorker) -> None:
    key = worker.make(_TEXT)
    (code,) = recipe("player-recipes.md", "Analytics", "html")
    reader = open_page(f"{code}<listen-article audio-key={key}></listen-article>{_SCRIPT}")
    reader.play.click()
    reader.wait_for_time(0.5)
    reader.play.click()
    reader.wait_for_state("paused")
    reader.play.click()
    reader.wait_for_state("finished")
    events = reader.page.evaluate(
        "dataLayer.map(({ event, key, percent }) => [event, key, percent])"
    )
    assert events == [
        ["listen-play", key, None],
        *(["listen-progress", key, percent] for percent in (25, 50, 75)),
        ["listen-end", key, None],
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_the_player_obeys_a_strict_policy(
    open_page: OpenPage, worker: SteppedWorker, number: int
) -> None:
    policy = recipe("player-recipes.md", "A strict Content Security Policy", "http")[number]
    (script,) = recipe("player-recipes.md", "A strict Content Security Policy", "html")
    policy = policy.strip().partition(": ")[2]
    key = worker.make(_TEXT)
    reader = open_page(
        f'<meta http-equiv=Content-Security-Policy content="{policy}">'
        "<script nonce=RANDOM>window.refused = [];"
        "addEventListener('securitypolicyviolation', (e) => refused.push(e.violatedDirective))"
        f"</script><html lang=fr><listen-article audio-key={key}></listen-article>"
        f"<article>{_TEXT}</article>{script}"
    )
    expect(reader.page.get_by_role("button", name="Écouter l’article")).to_be_visible()
    reader.play.click()
    # The policy forbids the functions that wait in the page.
    expect(reader.page.locator("listen-article")).to_have_attribute("state", "playing")
    size = "CSS.highlights.get('listen-sentence')?.size"
    wait_until(lambda: bool(reader.page.evaluate(size)), TIMEOUT)
    assert reader.page.evaluate("refused.filter((each) => !/img|style/.test(each))") == []


def test_ghosts_code_places_the_player_before_the_text_of_a_post(
    open_page: OpenPage,
) -> None:
    (code,) = recipe("ghost.md", "The player on every post", "html")
    post = "<body class=post-template><h1>A post</h1><div class=gh-content>Words.</div>"
    page: Page = open_page(f"{post}{code}").page
    assert page.evaluate(
        "document.querySelector('listen-article').nextElementSibling.className"
    ) == ("gh-content")
    with page.expect_request(re.compile("/v1/pages")) as request:
        page.locator("listen-article .play").click()
    assert parse_qs(urlsplit(request.value.url).query)["url"] == [page.url]
