"""Layout of the player: shifts, foreign style sheets, sizes of text, parts, print."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import TIMEOUT
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. Many people crossed it in the first hour.\n\n" * 8
_RECORD_OWN_SCROLLS = """
window.ownScrolls = 0;
const scrollBy = Element.prototype.scrollBy;
Element.prototype.scrollBy = function (...options) {
  ownScrolls++;
  return scrollBy.apply(this, options);
};
"""
_RECORD_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    shifts.push([entry.value, entry.sources.map(({ node }) => node?.className ?? node?.nodeName)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
_INHERITED = [
    *("text-transform", "letter-spacing", "word-spacing", "text-indent", "text-align"),
    *("text-shadow", "font-style", "font-variant", "line-height", "white-space", "cursor"),
    *("hyphens", "font-weight", "word-break"),
]
_DOCS = Path(__file__).parents[2] / "docs" / "player.md"


def reserved_space() -> str:
    """Return the style sheet that docs/player.md gives."""
    return _DOCS.read_text("utf-8").partition("```css\n")[2].partition("```")[0]


def box(page: Page, name: str) -> Any:
    return page.locator(f"listen-article .{name}").bounding_box()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("has_key", [True, False])
def test_nothing_shifts_from_load_to_playing(
    visit: Visit, worker: Any, context: BrowserContext, width: int, has_key: bool
) -> None:
    title = "A title that is longer than one line of the player on a telephone"
    key = worker.make(f"{title}\n\n{_TEXT}")
    context.add_init_script(_RECORD_SHIFTS)
    body = "".join(f"<p>{each}</p>" for each in _TEXT.split("\n\n"))
    reader = visit(
        f"audio-key={key}" if has_key else "",
        body,
        before=f"</script><style>{reserved_space()}</style><script>",
        width=width,
    )
    if has_key:
        wait_until(lambda: reader.get("duration") > 0, TIMEOUT)
    else:
        reader.page.evaluate(
            f"document.querySelector('listen-article').request = {{text: {title!r}}}"
        )
    reader.play.click()
    if has_key:
        reader.wait_for_state("playing")
        reader.wait_for_time(1)
    else:
        reader.wait_for_state("preparing")
    shifts = reader.page.evaluate("shifts")
    assert sum(value for value, _ in shifts) < 0.05, shifts


@pytest.mark.parametrize("width", [320, 390, 660, 720, 1280])
def test_the_documented_space_is_that_of_the_player(visit: Visit, width: int) -> None:
    before = f"</script><style>{reserved_space()}</style><script>"
    page = visit(before=before, width=width).page
    height = "each => each.getBoundingClientRect().height"
    defined = page.locator("listen-article").evaluate(height)
    page.locator("listen-article").evaluate(
        "each => (each.outerHTML = '<other-name></other-name>')"
    )
    page.add_style_tag(content=reserved_space().replace("listen-article", "other-name"))
    reserved = page.locator("other-name").evaluate(height)
    assert abs(defined - reserved) <= 2


@pytest.mark.parametrize("root", ["62.5%", "50%", "10px", "24px", "200%"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_sizes_do_not_depend_on_the_roots_font(
    visit: Visit, worker: Any, root: str, width: int
) -> None:
    key = worker.make(f"A title of some length for the player.\n\n{_TEXT}")
    reader = visit(f"audio-key={key}")
    page = reader.page
    page.set_viewport_size({"width": width, "height": 800})
    page.add_style_tag(content=f"html {{ font-size: {root} }}")
    wait_until(lambda: reader.get("duration") > 0, TIMEOUT)
    for name in ("play", "back", "forward", "speed"):
        assert min(box(page, name)["width"], box(page, name)["height"]) >= 44, name
    size = page.locator("listen-article .title").evaluate(
        "(p) => parseFloat(getComputedStyle(p).fontSize)"
    )
    assert size >= 16
    assert box(page, "title")["width"] >= 5 * size
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "css",
    [
        "text-transform: uppercase; letter-spacing: 4px; word-spacing: 9px",
        "text-indent: 40px; text-align: right; text-shadow: 1px 1px red",
        "font-style: italic; font-variant: small-caps; line-height: 3; white-space: pre",
        "cursor: crosshair; hyphens: auto; font-weight: 900; word-break: break-all",
    ],
)
def test_styles_of_texts_on_the_page_do_not_reach_the_controls(visit: Visit, css: str) -> None:
    script = """(names) => [...document.querySelector("listen-article").shadowRoot
        .querySelectorAll(".title, .status, .back, .speed")].map((each) =>
        names.map((name) => getComputedStyle(each).getPropertyValue(name)))"""
    reader = visit()
    plain = reader.page.evaluate(script, _INHERITED)
    reader.page.add_style_tag(content=f"body, main, listen-article {{ {css} }}")
    assert reader.page.evaluate(script, _INHERITED) == plain


def test_parts_can_be_styled_and_the_player_is_not_printed(visit: Visit) -> None:
    reader = visit()
    parts = ("play", "follow", "bar", "title", "back", "speed", "position")
    rules = "".join(
        f"listen-article::part({part}) {{ background: rgb(1, 2, 3) }}" for part in parts
    )
    reader.page.add_style_tag(content=f"{rules} listen-article {{ display: block }}")
    for part in parts:
        color = reader.page.locator(f"listen-article .{part}").evaluate(
            "(each) => getComputedStyle(each).backgroundColor"
        )
        assert color == "rgb(1, 2, 3)", part
    reader.page.emulate_media(media="print")
    assert not reader.page.locator("listen-article .bar").is_visible()


def test_without_light_dark_the_play_button_is_still_seen(
    visit: Visit, context: BrowserContext
) -> None:
    def rename(route: Any) -> None:
        response = route.fetch()
        body = response.text().replace("light-dark(", "unknown-function(")
        route.fulfill(response=response, body=body)

    context.route("**/player.js", rename)
    reader = visit()
    background, color = reader.play.evaluate(
        "(each) => [getComputedStyle(each).backgroundColor, getComputedStyle(each).color]"
    )
    assert background == "rgb(31, 79, 216)"
    assert color == "rgb(255, 255, 255)"


def test_the_button_to_follow_is_above_what_the_page_has_fixed(visit: Visit, worker: Any) -> None:
    key = worker.make(_TEXT)
    paragraphs = "".join(f"<p style='margin-top: 80vh'>{each}</p>" for each in _TEXT.split("\n\n"))
    reader = visit(f"audio-key={key}", paragraphs)
    page = reader.page
    page.add_style_tag(
        content="body::after { content: 'Cookies?'; position: fixed; inset: auto 0 0; height: 99px;"
        "background: gray; z-index: 2147483647 }"
    )
    reader.play.click()
    page.wait_for_function("CSS.highlights.get('listen-sentence')?.size")
    follow = page.locator("listen-article .follow")
    for _ in range(100):  # Chromium ignores the wheel while the page scrolls smoothly by itself.
        if follow.is_visible():
            break
        page.mouse.wheel(0, 6000)
        page.wait_for_timeout(100)
    follow.click()
    follow.wait_for(state="hidden")


def test_a_new_sentence_does_not_scroll_against_the_reader(visit: Visit, worker: Any) -> None:
    key = worker.make(_TEXT)
    paragraphs = "".join(f"<p style='margin-top: 80vh'>{each}</p>" for each in _TEXT.split("\n\n"))
    page = visit(f"audio-key={key}", paragraphs, before=_RECORD_OWN_SCROLLS).page
    page.locator("listen-article .play").click()
    page.wait_for_function("ownScrolls === 1")
    page.evaluate("wheel = () => dispatchEvent(new WheelEvent('wheel'))")
    page.evaluate("wheel(); setInterval(wheel, 20)")
    paragraph = "CSS.highlights.get('listen-sentence').values().next().value.startContainer"
    page.evaluate(f"first = {paragraph}; document.querySelector('listen-article').seek(20)")
    page.wait_for_function(f"{paragraph} !== first")
    assert page.evaluate("ownScrolls") == 1


def test_the_thumb_is_at_the_start_while_the_duration_is_unknown(visit: Visit) -> None:
    reader = visit()
    assert reader.page.locator("listen-article .position").input_value() == "0"
    assert reader.get("duration") == 0
