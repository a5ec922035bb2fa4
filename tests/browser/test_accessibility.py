"""Accessibility of the player: axe-core, keyboard, screen readers, colors, sizes, languages."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. It had been closed for two years.\n\n" * 20
_ACTIVE = "document.querySelector('listen-article').shadowRoot.activeElement"
_FOCUSED = f"{_ACTIVE}?.className"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_state(
    visit: Visit, worker: Any, check_accessibility: Callable[[Page], None], scheme: Any
) -> None:
    key = worker.request(f"In {scheme}. {_TEXT}")
    reader = visit(f"audio-key={key}", f"<p>In {scheme}. {_TEXT}</p>")
    reader.page.emulate_media(color_scheme=scheme)
    reader.page.add_style_tag(content=":root { color-scheme: light dark }")
    check_accessibility(reader.page)
    reader.play.click()
    reader.wait_for_state("preparing")
    check_accessibility(reader.page)
    worker.start(key)
    worker.release(4)
    reader.wait_for_state("live")
    check_accessibility(reader.page)
    worker.finish()
    reader.wait_for_state("playing")
    check_accessibility(reader.page)
    reader.play.click()
    reader.wait_for_state("paused")
    check_accessibility(reader.page)
    reader.play.click()
    reader.seek(reader.get("duration") - 0.3)
    reader.wait_for_state("finished")
    check_accessibility(reader.page)


def test_axe_finds_no_violation_in_a_failure_and_a_transcript(
    visit: Visit, worker: Any, check_accessibility: Callable[[Page], None]
) -> None:
    reader = visit()
    reader.page.evaluate("document.querySelector('listen-article').request = {}")
    reader.play.click()
    reader.wait_for_state("failed")
    check_accessibility(reader.page)
    key = worker.make(_TEXT)
    reader = visit(f"audio-key={key} transcript")
    reader.play.click()
    reader.page.locator("listen-article .transcript").wait_for()
    check_accessibility(reader.page)


def test_every_control_works_by_keyboard(visit: Visit, worker: Any) -> None:
    key = worker.make(_TEXT)
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
    focused = []
    for _ in range(6):
        keyboard.press("Tab")
        focused.append(reader.page.evaluate(_FOCUSED))
        assert reader.page.evaluate(f"getComputedStyle({_ACTIVE}).outlineStyle") == "solid"
        if focused[-1] == "forward":
            keyboard.press("Enter")
            reader.wait_for_time(15)
        if focused[-1] == "speed":
            keyboard.press("ArrowDown")
    assert focused == ["back", "forward", "speed", "volume", "download", "more"]
    assert reader.page.locator("listen-article .speed").input_value() == "1.25"


def test_the_left_arrow_seeks_forward_in_a_right_to_left_page(visit: Visit, worker: Any) -> None:
    key = worker.make(_TEXT)
    reader = visit(f"audio-key={key}", lang="ar")
    reader.play.click()
    reader.wait_for_state("playing")
    reader.page.locator("listen-article .position").focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.page.keyboard.press("ArrowLeft")
    reader.wait_for_time(10)


@pytest.mark.parametrize("width", [375, 1280])
def test_targets_are_large_enough_and_nothing_overflows(
    visit: Visit, worker: Any, width: int
) -> None:
    key = worker.make(_TEXT)
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
def test_labels_are_in_the_language_of_the_page(
    visit: Visit, lang: str, name: str, direction: str
) -> None:
    reader = visit(lang=lang)
    expect(reader.page.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(reader.page.locator("listen-article .frame")).to_have_attribute("dir", direction)


def test_the_live_region_announces_nothing_while_audio_plays(visit: Visit, worker: Any) -> None:
    key = worker.make(_TEXT)
    reader = visit(f"audio-key={key}")
    reader.page.evaluate(
        """() => {
            const region = document.querySelector("listen-article").shadowRoot
                .querySelector(".announcement");
            window.announced = [];
            new MutationObserver((changes) => announced.push(changes.length))
                .observe(region, { childList: true, characterData: true, subtree: true });
        }"""
    )
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(2)
    assert reader.page.locator("listen-article .announcement").inner_text() == ""
    assert reader.page.evaluate("announced.length") <= 2
