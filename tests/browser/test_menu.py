"""The menu of the player: chapters, paragraphs, sharing, sound; and its keys."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Reader

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_LONG = "The bridge opened again on Monday. Many people crossed it in the first hour."
_ARTICLE = "\n\n".join(
    ["# The bridge", _LONG, "## What it cost", _LONG, _LONG, "## What comes next", _LONG]
)
_HTML = "".join(f"<p>{each.strip('# ')}</p>" for each in _ARTICLE.split("\n\n"))
_ACTIVE = "document.querySelector('listen-article').shadowRoot.activeElement"


@pytest.fixture
def key(worker: Any) -> str:
    return str(worker.make(_ARTICLE))


@pytest.fixture
def playing(visit: Visit, key: str) -> Reader:
    reader: Reader = visit(f"audio-key={key}", _HTML)
    start(reader)
    return reader


def start(reader: Reader) -> None:
    reader.play.click()
    reader.wait_for_state("playing")
    more = reader.page.locator("listen-article .more")
    expect(more).to_have_attribute("aria-haspopup", "dialog")


def open_menu(reader: Reader) -> Locator:
    reader.page.locator("listen-article .more").click()
    menu: Locator = reader.page.locator("listen-article .menu")
    expect(menu).to_have_css("opacity", "1")  # it has been placed
    return menu


def pause(reader: Reader) -> None:
    reader.page.evaluate("document.querySelector('listen-article').pause()")
    reader.wait_for_state("paused")


def test_chapters_are_the_headings_and_are_played(playing: Reader) -> None:
    menu = open_menu(playing)
    expect(menu.locator(".chapter span:first-child")).to_have_text(
        ["The bridge", "What it cost", "What comes next"]
    )
    expect(menu.locator("[aria-current=true] span:first-child")).to_have_text("The bridge")
    before = playing.get("currentTime")
    menu.get_by_role("button", name=re.compile("What comes next")).click()
    menu.wait_for(state="hidden")
    playing.wait_for_time(before + 10)
    menu = open_menu(playing)
    expect(menu.locator("[aria-current=true] span:first-child")).to_have_text("What comes next")
    slider = playing.page.locator("listen-article .position")
    image = slider.evaluate("(each) => getComputedStyle(each).backgroundImage")
    assert image.count("linear-gradient") == 2


@pytest.mark.parametrize("text", [_LONG, f"{_LONG}\n\n{_LONG}", f"# A title\n\n{_LONG}"])
def test_an_article_with_less_than_two_chapters_shows_none(
    visit: Visit, worker: Any, text: str
) -> None:
    reader = visit(f"audio-key={worker.make(text)}")
    start(reader)
    menu = open_menu(reader)
    expect(menu.get_by_role("button", name="Next paragraph")).to_be_visible()
    expect(menu.locator(".chapter")).to_have_count(0)
    slider = reader.page.locator("listen-article .position")
    assert slider.evaluate("(each) => each.style.getPropertyValue('--marks')") == "none"


def test_chapters_of_live_audio_become_available(visit: Visit, worker: Any) -> None:
    key = worker.request(f"{_ARTICLE}\n\nIt is live.")
    reader = visit(f"audio-key={key}")
    reader.play.click()
    worker.start(key)
    worker.release(3)
    reader.wait_for_state("live")
    menu = open_menu(reader)
    expect(menu.locator(".chapter")).to_have_count(3)
    expect(menu.locator(".chapter").last).to_be_disabled()
    worker.finish()
    expect(menu.locator(".chapter").last).to_be_enabled()


@pytest.mark.parametrize(
    ("lang", "forward", "back"),
    [("en", "ArrowRight", "ArrowLeft"), ("ar", "ArrowLeft", "ArrowRight")],
)
@pytest.mark.parametrize("control", ["play", "position", "speed"])
def test_shift_with_an_arrow_skips_by_paragraph(
    visit: Visit, key: str, lang: str, forward: str, back: str, control: str
) -> None:
    reader = visit(f"audio-key={key}", _HTML, lang=lang)
    start(reader)
    pause(reader)
    reader.seek(0)
    page = reader.page
    page.locator(f"listen-article .{control}").focus()
    places = [reader.get("currentTime")]
    for _ in range(2):
        page.keyboard.press(f"Shift+{forward}")
        places.append(reader.get("currentTime"))
    if control == "speed":  # where the keys belong to the control
        assert places[0] == places[2]
        return
    assert places[0] < places[1] < places[2]
    page.keyboard.press(f"Shift+{back}")
    assert reader.get("currentTime") == pytest.approx(places[1], abs=0.2)


def test_the_menu_skips_by_paragraph(playing: Reader) -> None:
    pause(playing)
    playing.seek(0)
    menu = open_menu(playing)
    for _ in range(3):
        menu.get_by_role("button", name="Next paragraph").click()
    third = playing.get("currentTime")
    assert third > 5
    menu.get_by_role("button", name="Previous paragraph").click()
    assert playing.get("currentTime") < third


def test_m_mutes_within_the_player_only(playing: Reader) -> None:
    page = playing.page
    more = page.locator("listen-article .more")
    volume = page.locator("listen-article .volume")
    playing.play.focus()
    page.keyboard.press("m")
    expect(more).to_have_attribute("aria-label", "More (muted)")
    expect(volume).to_have_js_property("value", "0")
    page.keyboard.press("M")
    expect(more).to_have_attribute("aria-label", "More")
    expect(volume).to_have_js_property("value", "1")
    page.keyboard.press("Control+m")
    page.evaluate("document.querySelector('listen-article').shadowRoot.activeElement.blur()")
    page.keyboard.press("m")
    menu = open_menu(playing)
    mute = menu.get_by_role("button", name="Mute")
    expect(mute).to_have_attribute("aria-pressed", "false")
    mute.click()
    expect(mute).to_have_attribute("aria-pressed", "true")


def test_a_narrow_player_has_volume_and_download_in_the_menu(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key} queue='[\"https://news.example/2\"]'", width=320)
    start(reader)
    page = reader.page
    page.locator("listen-article .next").wait_for()
    expect(page.locator("listen-article .volume")).to_be_hidden()
    expect(page.locator("listen-article .download")).to_be_hidden()
    menu = open_menu(reader)
    menu.get_by_role("slider", name="Volume").fill("0.5")
    stored = "JSON.parse(localStorage['listen-article']).volume"
    assert page.evaluate(stored) == 0.5
    expect(menu.get_by_role("link", name="Download")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_link_to_a_time_is_copied(playing: Reader, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    pause(playing)
    playing.seek(12.7)
    menu = open_menu(playing)
    menu.get_by_role("button", name="Share at 0:12").click()
    expect(menu.get_by_role("status")).to_have_text("Link copied.")
    page = playing.page
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}?t=12"
    menu.get_by_role("button", name="Share this paragraph").click()
    page.wait_for_function("navigator.clipboard.readText().then((url) => !url.endsWith('=12'))")
    assert re.search(r"\?t=\d$", page.evaluate("navigator.clipboard.readText()"))


def test_a_link_that_cannot_be_copied_is_shown(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key}", before="delete Navigator.prototype.clipboard", lang="en")
    start(reader)
    pause(reader)
    reader.seek(12)
    menu = open_menu(reader)
    menu.get_by_role("button", name="Share at 0:12").click()
    field = menu.get_by_role("textbox", name="Link")
    expect(field).to_have_value(f"{reader.page.url}?t=12")
    expect(field).to_be_focused()


def test_the_selected_text_is_played_by_keyboard(playing: Reader) -> None:
    page = playing.page
    pause(playing)
    assert open_menu(playing).get_by_role("button", name="Play from the selected").count() == 0
    page.keyboard.press("Escape")
    page.evaluate(
        """() => {
            const text = document.querySelectorAll("article p")[6].firstChild;
            getSelection().setBaseAndExtent(text, 40, text, 50);
        }"""
    )
    page.locator("listen-article .more").focus()
    page.keyboard.press("Enter")
    menu = page.locator("listen-article .menu")
    menu.get_by_role("button", name="Play from the selected text").focus()
    page.keyboard.press("Enter")
    playing.wait_for_state("playing")
    assert playing.get("currentTime") > 15


def test_the_menu_is_operated_by_keyboard(playing: Reader) -> None:
    page = playing.page
    page.locator("listen-article .more").focus()
    page.keyboard.press("Enter")
    menu = page.locator("listen-article .menu")
    menu.wait_for()
    assert page.evaluate(f"{_ACTIVE}.className") == "chapter"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{_ACTIVE}.className") == "chapter"
    page.keyboard.press("Escape")
    menu.wait_for(state="hidden")
    page.wait_for_function(f"{_ACTIVE}?.className.includes('more')")


def test_the_menu_opens_before_the_first_play(visit: Visit, key: str) -> None:
    menu = open_menu(visit(f"audio-key={key}", _HTML))
    expect(menu.get_by_role("button", name="Mute")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_menu_is_inside_the_window(visit: Visit, key: str, width: int, lang: str) -> None:
    reader = visit(f"audio-key={key}", _HTML, width=width, lang=lang)
    start(reader)
    for height in (256, 800):
        reader.page.set_viewport_size({"width": width, "height": height})
        box = open_menu(reader).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
        reader.page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    visit: Visit, key: str, check_accessibility: Callable[[Page], None], scheme: Any
) -> None:
    reader = visit(f"audio-key={key}", _HTML, width=320)
    reader.page.emulate_media(color_scheme=scheme)
    reader.page.add_style_tag(content=":root { color-scheme: light dark }")
    reader.page.evaluate("delete Navigator.prototype.clipboard")
    start(reader)
    menu = open_menu(reader)
    check_accessibility(reader.page)
    menu.get_by_role("button", name="Mute").click()
    menu.get_by_role("button", name="Share at").click()
    check_accessibility(reader.page)
