"""Clicks in the text: which of them play from there."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_SENTENCE = "Sentence {} tells of the bridge and of the people who cross it on Monday."
_SENTENCES = [_SENTENCE.format(word) for word in ("one", "two", "three", "four", "five", "six")]
_TARGET = "of the people"
"""Words of the fourth sentence, around which the tests put what is clicked."""

_CONTROLS = [
    "<a href='#x'>{}</a>",
    "<a role=button>{}</a>",
    "<button type=button>{}</button>",
    "<span role=button>{}</span>",
    "<span role=link>{}</span>",
    "<span role=switch aria-checked=false>{}</span>",
    "<span role=menuitemradio>{}</span>",
    "<span role=tab><b>{}</b></span>",
    "<span tabindex=0>{}</span>",
    "<span tabindex=-1>{}</span>",
    "<span onclick='1'><i>{}</i></span>",
    "<label>{}</label>",
    "<details open><summary>{}</summary></details>",
    "<span contenteditable>{}</span>",
    "<span draggable=true>{}</span>",
    "<abbr aria-haspopup=dialog>{}</abbr>",
    "<span aria-expanded=false>{}</span>",
    "<span style='cursor: pointer'>{}</span>",
    "<span style='cursor: pointer'><em>{}</em></span>",
    "<mark data-listener>{}</mark>",
    "<mark data-late-listener>{}</mark>",
]
_TEXTS = [
    "<b>{}</b>",
    "<em><strong>{}</strong></em>",
    "<span role=presentation>{}</span>",
    "<span role=note>{}</span>",
    "<span class=button>{}</span>",
    "<span contenteditable=false>{}</span>",
    "<abbr title=Explanation>{}</abbr>",
    "<span lang=de>{}</span>",
]
_WRAPPERS = [
    "<div role=region aria-label=Text>{}</div>",
    "<div tabindex=-1>{}</div>",
    "<section role=group>{}</section>",
    "<div role=list><div role=listitem>{}</div></div>",
    "<div style='cursor: text'>{}</div>",
]


@pytest.fixture
def open_page(visit: Visit, worker: Any) -> Callable[[str, str], Reader]:
    """Opens a page with six paragraphs, paused at its beginning, and reads along in it."""
    key = worker.make("\n\n".join(_SENTENCES))

    def open_page(around: str = "<b>{}</b>", wrapper: str = "{}") -> Reader:
        paragraphs = [f"<p>{each}</p>" for each in _SENTENCES]
        words = around.format(f"<span id=words>{_TARGET}</span>")
        paragraphs[3] = paragraphs[3].replace(_TARGET, words)
        reader: Reader = visit(f"audio-key={key}", wrapper.format("".join(paragraphs)))
        reader.page.evaluate(
            """() => {
                const prevent = (event) => event.preventDefault();
                document.querySelector("[data-listener]")?.addEventListener("click", prevent);
                const late = document.querySelector("[data-late-listener]");
                document.addEventListener("click", (e) => late?.contains(e.target) && prevent(e));
            }"""
        )
        reader.play.click()
        reader.page.wait_for_function("CSS.highlights.get('listen-sentence')?.size")
        reader.page.evaluate("document.querySelector('listen-article').pause()")
        reader.wait_for_state("paused")
        reader.seek(0)
        return reader

    return open_page


def drag(page: Page, words: Any, distance: int, user_select: str) -> None:
    page.add_style_tag(content=f"p {{ user-select: {user_select} }}")
    box = words.bounding_box()
    x, y = box["x"] + 5, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + distance, y, steps=4)
    page.mouse.up()


def dismiss(page: Page, words: Any) -> None:
    page.evaluate("getSelection().selectAllChildren(document.querySelector('p'))")
    words.click()


_ACTS: dict[str, Callable[[Page, Any], None]] = {
    "double click": lambda page, words: words.dblclick(),
    "triple click": lambda page, words: words.click(click_count=3),
    "Control": lambda page, words: words.click(modifiers=["Control"]),
    "Shift": lambda page, words: words.click(modifiers=["Shift"]),
    "Alt": lambda page, words: words.click(modifiers=["Alt"]),
    "Meta": lambda page, words: words.click(modifiers=["Meta"]),
    "middle button": lambda page, words: words.click(button="middle"),
    "right button": lambda page, words: words.click(button="right"),
    "drag": lambda page, words: drag(page, words, 60, "auto"),
    "drag of what cannot be selected": lambda page, words: drag(page, words, 60, "none"),
    "selection": dismiss,
}


def plays(reader: Reader) -> bool:
    """Return whether it has begun from the fourth sentence, after the wait for a second click."""
    reader.page.wait_for_timeout(700)
    return (
        reader.get("state") in ("asked", "preparing", "playing") and reader.get("currentTime") > 5
    )


@pytest.mark.parametrize("around", _TEXTS)
def test_a_click_in_text_plays_from_its_sentence(open_page: Any, around: str) -> None:
    reader = open_page(around)
    reader.page.locator("#words").click()
    reader.wait_for_state("playing")
    reader.wait_for_time(5)


@pytest.mark.parametrize("wrapper", _WRAPPERS)
def test_containers_are_no_controls(open_page: Any, wrapper: str) -> None:
    reader = open_page(wrapper=wrapper)
    reader.page.locator("#words").click()
    reader.wait_for_state("playing")
    reader.wait_for_time(5)


@pytest.mark.parametrize("around", _CONTROLS)
def test_a_click_on_a_control_does_not(open_page: Any, around: str) -> None:
    reader = open_page(around)
    reader.page.locator("#words").click()
    assert not plays(reader)


@pytest.mark.parametrize("act", _ACTS)
def test_a_click_that_means_something_else_does_not(open_page: Any, act: str) -> None:
    reader = open_page()
    _ACTS[act](reader.page, reader.page.locator("#words"))
    assert not plays(reader)


def test_a_click_between_paragraphs_does_not(open_page: Any) -> None:
    reader = open_page(wrapper="<div class=wrapper>{}</div>")
    reader.page.add_style_tag(content="p { margin: 60px 0 }")
    box = reader.page.locator("#words").bounding_box()
    reader.page.mouse.click(box["x"], box["y"] - 40)
    assert not plays(reader)
    assert reader.get("state") == "paused"


def test_a_click_beside_a_line_plays_the_sentence_of_the_line(open_page: Any) -> None:
    reader = open_page()
    reader.page.set_viewport_size({"width": 1400, "height": 800})
    box = reader.page.locator("#words").bounding_box()
    reader.page.mouse.click(1300, box["y"] + 4)
    reader.wait_for_state("playing")
    reader.wait_for_time(5)
