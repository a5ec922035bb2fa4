"""For everybody: by keyboard, by screen reader, in any colours, at any size."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. It had been closed for two years.\n\n" * 6
_ACTIVE = "document.querySelector('listen-article').shadowRoot.activeElement"
_FOCUSED = f"{_ACTIVE}?.className"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_state_has_a_violation(
    visit: Visit, studio: Any, check: Callable[[Page], None], colours: Any
) -> None:
    key = studio.ask(f"In {colours}. {_TEXT}")
    reader = visit(f"audio-key={key}", f"<p>In {colours}. {_TEXT}</p>")
    reader.page.emulate_media(color_scheme=colours)
    reader.page.add_style_tag(content=":root { color-scheme: light dark }")
    check(reader.page)
    reader.play.click()
    reader.wait_for_state("preparing")
    check(reader.page)
    studio.begin(key)
    studio.allow(4)
    reader.wait_for_state("live")
    check(reader.page)
    studio.finish()
    reader.wait_for_state("playing")
    check(reader.page)
    reader.play.click()
    reader.wait_for_state("paused")
    check(reader.page)
    reader.play.click()
    reader.seek(reader.get("duration") - 0.3)
    reader.wait_for_state("finished")
    check(reader.page)


def test_a_failure_and_a_transcript_have_none_either(
    visit: Visit, studio: Any, check: Callable[[Page], None]
) -> None:
    reader = visit()
    reader.page.evaluate("document.querySelector('listen-article').request = {}")
    reader.play.click()
    reader.wait_for_state("failed")
    check(reader.page)
    key = studio.make(_TEXT)
    reader = visit(f"audio-key={key} transcript")
    reader.play.click()
    reader.page.locator("listen-article .transcript").wait_for()
    check(reader.page)


def test_everything_is_done_by_keyboard_alone(visit: Visit, studio: Any) -> None:
    key = studio.make(_TEXT)
    reader = visit(f"audio-key={key}")
    keyboard = reader.page.keyboard
    reader.page.wait_for_function("document.querySelector('listen-article').duration > 0")
    keyboard.press("Tab")
    assert reader.page.evaluate(_FOCUSED) == "play"
    keyboard.press("Space")
    reader.wait_for_state("playing")
    reader.page.locator("listen-article .download").wait_for()
    keyboard.press("Tab")
    assert reader.page.evaluate(_FOCUSED) == "position"
    keyboard.press("ArrowRight")
    keyboard.press("ArrowRight")
    reader.wait_for_time(10)
    keyboard.press("Home")
    reader.page.wait_for_function("document.querySelector('listen-article').currentTime < 5")
    passed = []
    for _ in range(5):
        keyboard.press("Tab")
        passed.append(reader.page.evaluate(_FOCUSED))
        assert reader.page.evaluate(f"getComputedStyle({_ACTIVE}).outlineStyle") == "solid"
        if passed[-1] == "forward":
            keyboard.press("Enter")
            reader.wait_for_time(15)
        if passed[-1] == "speed":
            keyboard.press("ArrowDown")
    assert passed == ["back", "forward", "speed", "volume", "download"]
    assert reader.page.locator("listen-article .speed").input_value() == "1.25"


def test_arrows_follow_the_direction_of_the_script(visit: Visit, studio: Any) -> None:
    key = studio.make(_TEXT)
    reader = visit(f"audio-key={key}", lang="ar")
    reader.play.click()
    reader.wait_for_state("playing")
    reader.page.locator("listen-article .position").focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.page.keyboard.press("ArrowLeft")
    reader.wait_for_time(10)


@pytest.mark.parametrize("width", [375, 1280])
def test_targets_are_large_enough_and_nothing_overflows(
    visit: Visit, studio: Any, width: int
) -> None:
    key = studio.make(_TEXT)
    reader = visit(f"audio-key={key}")
    reader.page.set_viewport_size({"width": width, "height": 800})
    reader.play.click()
    reader.page.locator("listen-article .download").wait_for()
    for control in reader.page.locator("listen-article :is(button, select, input, a)").all():
        if control.is_visible():
            box = control.bounding_box()
            assert box["width"] >= 44
            assert box["height"] >= 44
    for scale in (1, 2):
        reader.page.evaluate(f"document.documentElement.style.fontSize = '{100 * scale}%'")
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert reader.page.evaluate(overflow) <= 0


@pytest.mark.parametrize(
    ("lang", "name", "direction"),
    [
        ("en-GB", "Listen to Article", "ltr"),
        ("de", "Artikel anhören", "ltr"),
        ("fr-CA", "Écouter l’article", "ltr"),
        ("es", "Escuchar el artículo", "ltr"),
        ("uk", "Послухати статтю", "ltr"),
        ("ar", "استمع إلى المقال", "rtl"),
        ("ja", "Listen to Article", "ltr"),
        ("constructor", "Listen to Article", "ltr"),
    ],
)
def test_it_speaks_the_language_of_the_page(
    visit: Visit, lang: str, name: str, direction: str
) -> None:
    reader = visit(lang=lang)
    assert reader.page.get_by_role("button", name=name, exact=True).is_visible()
    assert reader.page.locator("listen-article .frame").get_attribute("dir") == direction


def test_every_language_has_every_label(visit: Visit, server: Any) -> None:
    script = """async (server) => {
        const { labelsFor } = await import(`${server}/static/player/labels.js`);
        return ["en", "de", "fr", "es", "uk", "ar"].map((lang) => Object.values(labelsFor(lang)));
    }"""
    tables = visit().page.evaluate(script, server.url)
    assert all(label for labels in tables for label in labels)
    assert {len(labels) for labels in tables} == {len(tables[0])}
    assert all("{}" in "".join(labels) for labels in tables)


def test_the_live_region_tells_only_what_a_reader_must_know(visit: Visit, studio: Any) -> None:
    key = studio.make(_TEXT)
    reader = visit(f"audio-key={key}")
    reader.page.evaluate(
        "() => { window.said = []; new MutationObserver((changes) => said.push(changes.length))"
        ".observe(document.querySelector('listen-article').shadowRoot.querySelector('.announcement'),"
        " { childList: true, characterData: true, subtree: true }) }"
    )
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(2)
    assert reader.page.locator("listen-article .announcement").inner_text() == ""
    assert reader.page.evaluate("said.length") <= 2
