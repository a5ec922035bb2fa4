"""Pages and players below a path, through a real nginx that removes the path or passes it on."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.browser.conftest import TIMEOUT, Server, Site, SteppedWorker
from tests.conftest import wait_until
from tests.nginx import LOCATIONS, needs_nginx, nginx, public_url

pytestmark = [pytest.mark.e2e, needs_nginx]

_ARTICLE = "The bridge is open. " + "So were many others, all day long. " * 10


@pytest.fixture(scope="module", params=LOCATIONS)
def proxied(
    request: pytest.FixtureRequest, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The public URL of a server that shares Redis and the store with `server`."""
    url, port = public_url()
    below = Server(server.redis_url, server.data_dir, LISTEN_PUBLIC_URL=url)
    below.start()
    try:
        with nginx(tmp_path_factory.mktemp("nginx"), port, below.port, LOCATIONS[request.param]):
            yield url
    finally:
        below.kill()


@pytest.fixture
def open_page(context: BrowserContext, proxied: str) -> Iterator[Callable[[str], Page]]:
    """Opens a page, whose requests to the server must be below the path, and must not fail."""
    problems: list[str] = []
    own_host = proxied.removesuffix("/listen")

    def check(response: Response) -> None:
        is_outside = response.url.startswith(own_host) and not response.url.startswith(proxied)
        if response.status >= 400 or is_outside:
            problems.append(f"{response.status} {response.url}")

    def note_error(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(message.text)

    def open_page(url: str) -> Page:
        page = context.new_page()
        page.on("response", check)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", note_error)
        page.goto(url)
        return page

    yield open_page
    assert problems == []


def wait_for_sound(player: Locator) -> None:
    wait_until(lambda: player.evaluate("player => player.currentTime") > 0.3, TIMEOUT)


def test_the_demo_page_plays_an_article_and_shows_public_code(
    open_page: Callable[[str], Page], proxied: str, worker: SteppedWorker
) -> None:
    page = open_page(f"{proxied}/")
    page.get_by_label("Article", exact=True).fill(f"{_ARTICLE} {proxied} was there.")
    expect(page.locator("#article")).to_contain_text("was there.")
    with page.expect_response(f"{proxied}/v1/audio") as response:
        page.locator("form > button").click()
    key = str(response.value.json()["key"])
    worker.start(key)
    worker.finish()
    wait_for_sound(page.locator("listen-article"))
    page.locator("#embed summary").click()
    expect(page.locator("#element")).to_contain_text(f'src="{proxied}/player.js"')
    expect(page.locator("#frame")).to_contain_text(f'src="{proxied}/embed/{key}"')


def test_the_embed_page_plays(
    open_page: Callable[[str], Page], proxied: str, worker: SteppedWorker
) -> None:
    key = worker.make(f"{_ARTICLE} Embedded at {proxied}.")
    page = open_page(f"{proxied}/embed/{key}")
    page.locator("listen-article .play").click()
    wait_for_sound(page.locator("listen-article"))
    expect(page.locator("listen-article .download")).to_have_attribute(
        "href", f"{proxied}/audio/{key}.mp3?download=The%20bridge%20is%20open."
    )


@pytest.mark.parametrize("attribute", ["", "server='{}'", "server='{}/'"])
def test_a_page_of_another_site_plays_with_the_servers_player(
    open_page: Callable[[str], Page],
    proxied: str,
    site: Site,
    worker: SteppedWorker,
    attribute: str,
) -> None:
    key = worker.make(f"{_ARTICLE} Elsewhere at {proxied}.")
    site.pages["/proxied"] = (
        "<!doctype html><title>A page</title><link rel=icon href='data:,'>"
        f"<listen-article audio-key={key} {attribute.format(proxied)}></listen-article>"
        f"<script type=module src='{proxied}/player.js'></script>"
    )
    page = open_page(f"{site.url}/proxied")
    page.locator("listen-article .play").click()
    wait_for_sound(page.locator("listen-article"))
    expect(page.locator("listen-article .title")).to_have_text("The bridge is open.")


@pytest.mark.parametrize("path", ["/docs", "/docs/errors"])
def test_the_documentation_is_styled_and_leads_home(
    open_page: Callable[[str], Page], proxied: str, path: str
) -> None:
    page = open_page(proxied + path)
    assert page.locator("header img").evaluate("image => image.naturalWidth") > 0
    page.locator("header a").click()
    expect(page.get_by_role("heading", name="Listen to an article")).to_be_visible()
    assert page.url == f"{proxied}/"
