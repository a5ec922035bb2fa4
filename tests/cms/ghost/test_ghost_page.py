"""The code of docs/ghost.md puts the player on the pages of posts, and nowhere else."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cms.ghost.ghost_site import GhostSite

pytestmark = pytest.mark.cms

GUIDE = Path(__file__).parents[3] / "docs" / "ghost.md"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, site: GhostSite) -> Iterator[Page]:
    """A page whose requests to other hosts fail at once."""
    with browser.new_context() as context:
        context.route(lambda url: not url.startswith(site.url), lambda route: route.abort("failed"))
        yield context.new_page()


def test_the_player_is_before_the_text_of_posts_only(site: GhostSite, page: Page) -> None:
    [code] = re.findall(r"```html\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    site.api("PUT", "settings/", {"settings": [{"key": "codeinjection_foot", "value": code}]})
    post = site.create(
        "With a player",
        "<p>Some words.</p>",
        tags=[{"name": "Players"}],
        canonical_url="https://elsewhere.example/original/",
    )
    about = site.create("No player", "<p>A page.</p>", kind="pages")

    page.goto(f"{post['url']}?ref=newsletter")
    player = page.locator("listen-article")
    assert player.count() == 1
    assert player.get_attribute("source-url") == post["url"]
    assert page.locator("listen-article + .gh-content").count() == 1
    box = player.bounding_box()
    assert box
    assert 300 < box["width"] <= 720

    for path in ("/", "/tag/players/", "/author/edith/", about["url"], "/nothing-here/"):
        page.goto(path if path.startswith("http") else f"{site.url}{path}")
        assert player.count() == 0, path


def test_an_element_in_an_html_card_is_kept(site: GhostSite, page: Page) -> None:
    card = "<!--kg-card-begin: html--><listen-article></listen-article><!--kg-card-end: html-->"
    post = site.create("With a card", f"{card}<p>Some words.</p>")
    page.goto(post["url"])
    assert page.locator(".gh-content listen-article").count() == 1
