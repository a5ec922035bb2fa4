"""The attribute `mini`: a small player stays in view while the player is scrolled away."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Reader
from tests.browser.test_layout import _RECORD_SHIFTS

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. Many people crossed it in the first hour.\n\n" * 12
_COOKIES = (
    "body::after { content: 'Cookies?'; position: fixed; inset: auto 0 0; height: 120px;"
    "background: gray; z-index: 2147483647 }"
)
_MINI = "listen-article .mini"
_FAIL = """() => {
    const player = document.querySelector("listen-article");
    player.removeAttribute("audio-key");
    player.request = {};
    player.play();
}"""


@pytest.fixture
def key(worker: Any) -> str:
    return str(worker.make(f"A title that is longer than the line of a small player\n\n{_TEXT}"))


@pytest.fixture
def open_page(visit: Visit, key: str) -> Callable[..., Reader]:
    """Opens a page with so many paragraphs that the player can be scrolled away."""

    def open_page(attributes: str = "mini", **options: Any) -> Reader:
        paragraphs = "".join(f"<p style='margin: 40vh 0'>{n}</p>" for n in range(12))
        reader: Reader = visit(f"audio-key={key} {attributes}", paragraphs, **options)
        return reader

    return open_page


def scroll(page: Page, top: int) -> None:
    page.evaluate("top => scrollTo({ top, behavior: 'instant' })", top)
    page.evaluate(
        "() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"
    )


def play(reader: Reader) -> None:
    reader.play.click()
    reader.wait_for_state("playing")
    reader.page.locator("listen-article .close").wait_for(state="attached")


def is_in_view(page: Page, name: str) -> Any:
    return page.locator(f"listen-article .{name}").evaluate(
        """(each) => {
            const { x, y, width, height } = each.getBoundingClientRect();
            const at = each.getRootNode().elementFromPoint(x + width / 2, y + height / 2);
            return at === each || each.contains(at);
        }"""
    )


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_it_floats_above_fixed_things_and_returns_without_a_shift(
    open_page: Any, context: BrowserContext, width: int, direction: str
) -> None:
    context.add_init_script(_RECORD_SHIFTS)
    reader = open_page(lang="ar" if direction == "rtl" else "en", width=width)
    page = reader.page
    page.add_style_tag(content=_COOKIES)
    play(reader)
    before = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate("shifts.length = 0")
    scroll(page, 2000)
    page.locator(_MINI).wait_for()
    assert page.evaluate("document.documentElement.scrollHeight") == before
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(_MINI).bounding_box()
    assert box
    assert box["width"] <= 0.9 * width
    assert box["height"] <= 90
    assert 800 - 20 <= box["y"] + box["height"] + 16 <= 800
    assert (box["x"] == 16) is (direction == "rtl")
    for name in ("play", "back", "close", "title"):
        assert is_in_view(page, name), name
    for name in ("play", "back", "close"):
        control = page.locator(f"listen-article .{name}").bounding_box()
        assert control
        assert min(control["width"], control["height"]) >= 44, name
    scroll(page, 0)
    page.locator(_MINI).wait_for(state="detached")
    assert page.evaluate("document.documentElement.scrollHeight") == before
    shifts = page.evaluate("shifts")
    assert sum(value for value, _ in shifts) < 0.01, shifts


def test_it_is_there_only_after_a_start_and_until_the_end(open_page: Any) -> None:
    reader = open_page()
    page = reader.page
    reader.page.wait_for_function("document.querySelector('listen-article').duration > 0")
    scroll(page, 2000)
    assert not page.locator(_MINI).count()
    scroll(page, 0)
    play(reader)
    scroll(page, 2000)
    page.locator(_MINI).wait_for()
    reader.play.click()
    reader.wait_for_state("paused")
    expect(page.locator(_MINI)).to_be_visible()
    reader.play.click()
    reader.wait_for_state("playing")
    reader.seek(reader.get("duration") - 0.2)
    reader.wait_for_state("finished")
    page.locator(_MINI).wait_for(state="detached")


def test_without_the_attribute_nothing_floats_and_nothing_is_loaded(open_page: Any) -> None:
    reader = open_page("")
    requests: list[str] = []
    reader.page.on("request", lambda request: requests.append(request.url))
    reader.play.click()
    reader.wait_for_state("playing")
    scroll(reader.page, 2000)
    reader.wait_for_time(1)
    assert not reader.page.locator(_MINI).count()
    assert not [url for url in requests if "mini" in url]
    reader.page.evaluate("document.querySelector('listen-article').toggleAttribute('mini', true)")
    reader.page.locator(_MINI).wait_for()
    reader.page.evaluate("document.querySelector('listen-article').toggleAttribute('mini', false)")
    reader.page.locator(_MINI).wait_for(state="detached")


def test_the_reader_closes_it_until_the_next_start(open_page: Any) -> None:
    reader = open_page()
    page = reader.page
    play(reader)
    scroll(page, 2000)
    page.get_by_role("button", name="Close the small player").click()
    page.locator(_MINI).wait_for(state="detached")
    assert reader.get("state") == "playing"
    focused = "document.querySelector('listen-article').shadowRoot.activeElement?.className"
    assert page.evaluate(focused) == "play"
    assert page.evaluate("scrollY") == 2000
    page.keyboard.press("Space")
    reader.wait_for_state("paused")
    page.keyboard.press("Space")
    reader.wait_for_state("playing")
    page.locator(_MINI).wait_for()


def test_it_is_operated_by_keyboard_and_keeps_the_focus(open_page: Any) -> None:
    reader = open_page()
    page = reader.page
    play(reader)
    focused = "document.querySelector('listen-article').shadowRoot.activeElement?.className"
    page.locator("listen-article .back").focus()
    scroll(page, 2000)
    page.locator(_MINI).wait_for()
    assert page.evaluate(focused) == "back"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "close"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "position"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    reader.wait_for_time(10)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "play"
    page.keyboard.press("Enter")
    reader.wait_for_state("paused")
    assert page.evaluate("scrollY") == 2000


@pytest.mark.parametrize("end", ["remove()", "setAttribute('audio-key', 'x')"])
def test_it_goes_with_the_player_or_its_article(open_page: Any, end: str) -> None:
    reader = open_page()
    page = reader.page
    play(reader)
    scroll(page, 2000)
    page.locator(_MINI).wait_for()
    page.evaluate(f"document.querySelector('listen-article').{end}")
    page.locator(_MINI).wait_for(state="detached")


def test_another_player_that_begins_takes_its_place(visit: Visit, key: str) -> None:
    tall = "<p style='height: 300vh'>"
    reader = visit(
        f"audio-key={key} mini",
        f"{tall}<listen-article id=two audio-key={key} mini></listen-article>{tall}",
    )
    page = reader.page
    page.locator("listen-article").first.locator(".play").click()
    reader.wait_for_state("playing")
    scroll(page, 800)
    page.locator(_MINI).wait_for()
    page.evaluate("document.querySelector('#two').play()")
    page.locator("#two .mini").wait_for()
    expect(page.locator(_MINI)).to_have_count(1)


@pytest.mark.parametrize(
    ("css", "backdrop"),
    [
        ("body { background: rgb(10, 20, 30); color: white }", "rgb(10, 20, 30)"),
        ("body { background: linear-gradient(black, black); color: white }", "rgb(18, 18, 18)"),
        ("body { background: oklch(0.98 0 0); color: #222 }", "oklch(0.98 0 0)"),
        ("main { background: transparent; color: black }", "rgb(255, 255, 255)"),
        (":root { color-scheme: dark }", "rgb(18, 18, 18)"),
    ],
)
def test_it_is_legible_whatever_colors_the_page_has(
    open_page: Any, css: str, backdrop: str
) -> None:
    reader = open_page()
    reader.page.add_style_tag(content=css)
    play(reader)
    scroll(reader.page, 2000)
    color = reader.page.locator(_MINI).evaluate("(each) => getComputedStyle(each).backgroundColor")
    assert color == backdrop


def test_on_a_low_window_it_is_two_buttons(open_page: Any) -> None:
    reader = open_page()
    page = reader.page
    page.set_viewport_size({"width": 320, "height": 256})
    play(reader)
    scroll(page, 2000)
    page.locator(_MINI).wait_for()
    box = page.locator(_MINI).bounding_box()
    assert box
    assert box["width"] <= 170
    assert box["height"] <= 60
    assert is_in_view(page, "play")
    assert is_in_view(page, "close")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    open_page: Any, check_accessibility: Callable[[Page], None], scheme: Any
) -> None:
    reader = open_page()
    page = reader.page
    page.emulate_media(color_scheme=scheme)
    page.add_style_tag(content=":root { color-scheme: light dark }")
    play(reader)
    for state in ("playing", "failed"):
        if state == "failed":
            page.evaluate(_FAIL)
        reader.wait_for_state(state)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            scroll(page, 2000)
            page.locator(_MINI).wait_for()
            check_accessibility(page)
