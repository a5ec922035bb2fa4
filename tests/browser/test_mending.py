"""Words are mended in a browser: accessible, by keyboard, on a phone, heard at the click."""

from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TIMEOUT, tab_to
from tests.browser.test_newsroom import (
    Newsroom,
    Scheme,
    keep,
    newsroom,  # noqa: F401  # a fixture
    sign_in,
)
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

_SENTENCE = "In Kyiv the lights went on."
_NAMES = ["Kyiv", "Siobhan", "Łódź", "W" * 60]


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    # axe-core adds styles to the page, which the policy forbids.
    context = browser.new_context(bypass_csp="check_accessibility" in request.fixturenames)
    context.set_default_timeout(1000 * TIMEOUT)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def room(newsroom: Newsroom) -> Newsroom:  # noqa: F811
    """With words, an order, and reports of readers."""
    newsroom.call("PUT", "/sites/news", hosts=["news.example"], report_mispronunciation=True)
    newsroom.publish("kyiv", text=f"The title. {_SENTENCE} It rained.", title="Lights go on")
    for name in _NAMES[1:]:
        newsroom.call("PUT", f"/lexicon/entries/{name}", say="as it is said")
    newsroom.call("POST", "/lexicon/remakes", word="Siobhan")
    key = newsroom.call("GET", "/articles/kyiv")["audio"]["key"]
    for word in ("Kyiv", "lights"):
        report = {"key": key, "word": word, "sentence": _SENTENCE, "note": "It is wrong."}
        path = f"{newsroom.server.url}/v1/lexicon/reports"
        assert requests.post(path, json=report, timeout=TIMEOUT).status_code == 204
    return newsroom


def pages(room: Newsroom) -> dict[str, str]:
    words = f"{room.url}/news/words"
    return {
        "words": words,
        "words-none": f"{room.url}/blog/words",
        "word": f"{words}/word?word=Kyiv",
        "word-long": f"{words}/word?word={_NAMES[-1]}",
        "mend": f"{words}/mend",
        "mend-here": f"{words}/mend?word=Kyiv&article={room.numbers['kyiv']}",
        "remake": f"{words}/remakes/1",
        "reports": f"{room.url}/news/reports",
        "reports-none": f"{room.url}/blog/reports?state=done",
    }


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_violation(
    page: Page,
    room: Newsroom,
    check_accessibility: Callable[[Page], None],
    scheme: Scheme,
    width: int,
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, room, room.key)
    for name, address in pages(room).items():
        page.goto(address)
        check_accessibility(page)
        keep(page, f"{name}-{scheme}")
    page.goto(pages(room)["mend-here"])
    page.get_by_label("Say it as").fill("Keev")
    page.get_by_role("button", name="Hear it").click()
    expect(page.get_by_role("heading", name="Hear the difference")).to_be_visible()
    check_accessibility(page)
    keep(page, f"mend-heard-{scheme}")
    page.get_by_label("In this sentence").fill("Nothing of it.")
    page.get_by_role("button", name="Hear it").click()
    expect(page.get_by_role("alert")).to_contain_text("must hold the word")
    check_accessibility(page)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_overflows(page: Page, room: Newsroom, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, room, room.key)
    for name, address in pages(room).items():
        page.goto(address)
        for scale in (1, 2):
            page.evaluate(f"() => {{ document.documentElement.style.fontSize = '{100 * scale}%' }}")
            overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(f"() => {overflow}") <= 0, (name, scale)


def test_a_click_plays_the_sentence_without_leaving_the_page(page: Page, room: Newsroom) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    sign_in(page, room)
    page.goto(pages(room)["mend-here"])
    page.evaluate("() => { window.stays = true }")
    page.get_by_label("Say it as").fill("Keeyiv")
    page.get_by_role("button", name="Hear it").click()
    after = page.locator("audio[data-play]")
    after.wait_for()
    key = after.evaluate("each => each.src").rpartition("/")[2].partition(".")[0]
    room.worker.start(key)
    room.worker.finish()
    wait_until(lambda: after.evaluate("each => each.currentTime") > 0, TIMEOUT)
    assert page.evaluate("() => window.stays")
    assert [text for text in problems if "Policy" in text or "Error" in text] == []


def test_the_keyboard_alone_mends_a_reported_word(page: Page, room: Newsroom) -> None:
    sign_in(page, room)
    page.goto(pages(room)["reports"])
    tab_to(page, "Mend Kyiv")
    page.keyboard.press("Enter")
    expect(page.get_by_label("In this sentence")).to_have_value(_SENTENCE)
    expect(page.get_by_label("Say it as")).to_be_focused()
    page.keyboard.type("Keev")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.locator("main > .notice")).to_contain_text("Saved.")
    tab_to(page, "Make these sentences again")
    page.keyboard.press("Enter")
    expect(page.locator("main > .notice")).to_contain_text("being made again")
    page.goto(pages(room)["reports"])
    expect(page.locator("mark")).to_have_text(["lights"])
