"""A reader reports a word that is said wrongly, with a mouse and with the keyboard alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, expect
from redis import Redis

from listen.database.database import Database
from listen.keys.key_store import KeyStore
from tests.browser.conftest import TIMEOUT, Reader, Server, Site, SteppedWorker

pytestmark = pytest.mark.e2e

_TEXT = "The title. Kyiv is an old city. Its bridges are new, and many cross them each day on foot."
_OPENER = "Report a word that is said wrongly"


@pytest.fixture
def reporting(
    redis: Redis, redis_url: str, tmp_path: Path, site: Site
) -> Iterator[tuple[Server, str]]:
    """A server whose site wants reports, and an editor's key."""
    settings = {"LISTEN_SITES": 'news = {hosts = ["127.0.0.1"], report_mispronunciation = true}'}
    server = Server(redis_url, tmp_path / "data", None, **settings)
    server.start()
    database = Database(tmp_path / "data" / "listen.db")
    yield server, KeyStore(database).create("desk", "news", ["publish"])[0]
    server.kill()


@pytest.fixture
def page(reporting: tuple[Server, str], redis: Redis, site: Site, browser: Browser) -> Page:
    """The page of an article, whose player has been asked for its audio."""
    server, key = reporting
    worker = SteppedWorker(server, redis)
    worker.announce()
    saved = requests.put(
        f"{server.url}/v1/articles/a",
        json={"text": _TEXT, "url": f"{site.url}/a"},
        headers={"x-api-key": key},
        timeout=TIMEOUT,
    )
    audio_key = saved.json()["audio"]["key"]
    worker.start(audio_key)
    worker.finish()
    site.pages["/a"] = (
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>"
        "<title>A page</title><body><main><h1>A page</h1>"
        f"<listen-article audio-key={audio_key}></listen-article></main>"
        f"<script type=module src='{server.url}/player.js'></script>"
    )
    page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    page.set_default_timeout(1000 * TIMEOUT)
    page.goto(f"{site.url}/a")
    page.wait_for_selector("listen-article[state]")
    return page


def reports(reporting: tuple[Server, str]) -> list[dict[str, Any]]:
    server, key = reporting
    found: list[dict[str, Any]] = requests.get(
        f"{server.url}/v1/lexicon/reports", headers={"x-api-key": key}, timeout=TIMEOUT
    ).json()["reports"]
    return found


def test_a_reader_reports_a_word(
    page: Page, reporting: tuple[Server, str], check_accessibility: Callable[[Page], None]
) -> None:
    reader = Reader(page)
    page.wait_for_function("document.querySelector('listen-article').duration > 0")
    reader.seek(reader.get("duration") - 0.2)
    page.get_by_role("button", name=_OPENER).click()
    dialog = page.get_by_role("dialog", name=_OPENER)
    expect(dialog.get_by_role("radio", name="bridges")).to_be_attached()
    check_accessibility(page)
    dialog.get_by_role("button", name="Sentence before").click()
    dialog.get_by_role("radio", name="Kyiv").check()
    dialog.get_by_role("textbox").fill("It is Keev")
    check_accessibility(page)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("status")).to_have_text("Thank you. The editors will hear it.")
    check_accessibility(page)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    (report,) = reports(reporting)
    assert (report["word"], report["sentence"]) == ("Kyiv", "Kyiv is an old city.")
    assert (report["note"], report["article"]) == ("It is Keev", "a")


def test_the_keyboard_alone_reports_a_word(page: Page, reporting: tuple[Server, str]) -> None:
    page.wait_for_function("document.querySelector('listen-article').duration > 0")
    page.get_by_role("button", name=_OPENER).focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('listen-article').shadowRoot.activeElement?.type === 'radio'"
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_have_text("Thank you. The editors will hear it.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    focused = "document.querySelector('listen-article').shadowRoot.activeElement.className"
    assert page.evaluate(focused) == "report"
    (report,) = reports(reporting)
    assert report["word"] in report["sentence"]


def test_a_player_without_the_extension_has_no_button(
    visit: Callable[..., Reader], worker: SteppedWorker
) -> None:
    reader = visit(f"audio-key={worker.make(_TEXT)}")
    reader.page.wait_for_function("document.querySelector('listen-article').duration > 0")
    assert reader.page.get_by_role("button", name=_OPENER).count() == 0
