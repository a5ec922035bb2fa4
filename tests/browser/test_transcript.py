"""The transcript: the text in the player, as paragraphs and headings."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.test_read_along import wait_for_highlight

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_ARTICLE = """# The bridge is open

It opened again on Monday. Many people crossed it in the first hour, and most of them came on foot.

## What it cost

The repairs cost a lot.

- Steel came first
- Paint came last

> We have waited for this day.

## What comes next

The council will meet in March. Nobody expects the tolls to rise before the summer is over.
"""
_TRANSCRIPT = "listen-article .transcript"
_ACTIVE = "document.querySelector('listen-article').shadowRoot.activeElement"


@pytest.fixture
def key(worker: Any) -> str:
    return str(worker.make(_ARTICLE))


def play(reader: Reader) -> None:
    reader.play.click()
    reader.wait_for_state("playing")
    reader.page.locator(_TRANSCRIPT).wait_for()


def test_it_has_the_paragraphs_headings_lists_and_quotes_of_the_article(
    visit: Visit, key: str
) -> None:
    reader = visit(f"audio-key={key} transcript")
    play(reader)
    transcript = reader.page.locator(_TRANSCRIPT)
    expect(transcript.get_by_role("heading", level=2)).to_have_text(["The bridge is open"])
    expect(transcript.get_by_role("heading", level=3)).to_have_text(
        ["What it cost", "What comes next"]
    )
    expect(transcript.locator("li")).to_have_text(["Steel came first", "Paint came last"])
    expect(transcript.locator("ul")).to_have_count(1)
    expect(transcript.locator("blockquote")).to_have_text("We have waited for this day.")
    expect(transcript.locator("p")).to_have_count(3)


def test_a_heading_is_read_along_too(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key} transcript")
    play(reader)
    wait_for_highlight(reader, "The bridge is open")
    from_here = reader.page.locator(_TRANSCRIPT).get_by_role(
        "button", name="Play from here: What comes next"
    )
    from_here.evaluate("(each) => each.click()")
    wait_for_highlight(reader, "What comes next")


def test_a_text_without_kinds_of_blocks_is_paragraphs(visit: Visit, key: str, context: Any) -> None:
    def remove(route: Any) -> None:
        response = route.fetch()
        body = response.text().replace('"blocks"', '"other"', 1)
        route.fulfill(response=response, body=body)

    context.route("**/events", remove)
    reader = visit(f"audio-key={key} transcript")
    play(reader)
    expect(reader.page.locator(_TRANSCRIPT).locator("p")).to_have_count(9)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_line_has_at_most_68_digits(visit: Visit, key: str, width: int) -> None:
    reader = visit(f"audio-key={key} transcript", width=width)
    play(reader)
    box = reader.page.locator(_TRANSCRIPT).evaluate(
        """(each) => {
            const ruler = each.appendChild(document.createElement("p"));
            ruler.style.width = "68ch";
            const most = getComputedStyle(ruler).width;
            ruler.remove();
            const widths = [...each.querySelectorAll(".block")].map((p) => p.offsetWidth);
            return [parseFloat(most), ...widths];
        }"""
    )
    assert max(box[1:]) <= box[0] + 1
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


def test_each_paragraph_is_played_by_keyboard(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key} transcript")
    play(reader)
    page = reader.page
    page.locator(_TRANSCRIPT).focus()
    for _ in range(7):
        page.keyboard.press("Tab")
    name = page.evaluate(f"{_ACTIVE}.ariaLabel")
    assert name == "Play from here: We have waited for this day."
    assert page.evaluate(f"getComputedStyle({_ACTIVE}).clipPath") == "none"
    box = page.evaluate(f"{_ACTIVE}.getBoundingClientRect().toJSON()")
    assert min(box["width"], box["height"]) >= 44
    page.keyboard.press("Enter")
    wait_for_highlight(reader, "We have waited for this day.")


def test_a_paragraph_without_sound_yet_cannot_be_played(visit: Visit, worker: Any) -> None:
    key = worker.request(f"# It is live\n\nFirst comes this.\n\n{_ARTICLE}")
    reader = visit(f"audio-key={key} transcript")
    reader.play.click()
    worker.start(key)
    worker.release(3)
    reader.wait_for_state("live")
    buttons = reader.page.locator(_TRANSCRIPT).get_by_role("button")
    expect(buttons.first).to_be_enabled()
    expect(buttons.last).to_be_disabled()
    worker.finish()
    expect(buttons.last).to_be_enabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    visit: Visit, key: str, check_accessibility: Callable[[Page], None], scheme: Any
) -> None:
    reader = visit(f"audio-key={key} transcript")
    reader.page.emulate_media(color_scheme=scheme)
    reader.page.add_style_tag(content=":root { color-scheme: light dark }")
    play(reader)
    check_accessibility(reader.page)
    reader.page.locator(_TRANSCRIPT).get_by_role("button").nth(1).focus()
    check_accessibility(reader.page)
