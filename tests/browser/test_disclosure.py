"""The player's line that says that a synthetic voice reads."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. It had been closed for two years.\n\n" * 3
_LINE = "listen-article .disclosure"
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def answer_with(page: Page, key: str, disclosure: Any) -> None:
    """Change the field `disclosure` of the server's answers."""

    def change(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response, body=json.dumps(response.json() | {"disclosure": disclosure})
        )

    page.route(f"**/v1/audio/{key}", change)


def test_the_line_is_shown_and_describes_the_player(
    visit: Visit, worker: Any, check_accessibility: Callable[[Page], None]
) -> None:
    key = worker.make(_TEXT)
    reader = visit(f"audio-key={key}")
    line = reader.page.locator(_LINE)
    expect(line).to_have_text("Read by a synthetic voice")
    expect(line).to_be_visible()
    expect(line).to_have_attribute("lang", "en")
    group = reader.page.get_by_role("group", name="Listen to Article")
    expect(group).to_have_accessible_description("Read by a synthetic voice")
    check_accessibility(reader.page)
    reader.play.click()
    reader.wait_for_state("playing")
    expect(line).to_be_visible()


def test_the_line_is_shown_at_the_click_on_a_page_without_a_key(visit: Visit, worker: Any) -> None:
    worker.announce()
    reader = visit()
    line = reader.page.locator(_LINE)
    expect(line).to_be_hidden()
    element = "document.querySelector('listen-article')"
    reader.page.evaluate(f"{element}.request = {json.dumps({'text': _TEXT})}")
    reader.play.click()
    expect(line).to_be_visible()


def test_another_article_has_no_line_of_the_one_before(visit: Visit, worker: Any) -> None:
    key = worker.make(_TEXT)
    reader = visit(f"audio-key={key}")
    line = reader.page.locator(_LINE)
    expect(line).to_be_visible()
    reader.page.evaluate(
        "document.querySelector('listen-article').setAttribute('audio-key', '0'.repeat(64))"
    )
    expect(line).to_be_hidden()


def test_a_publisher_may_have_no_line(visit: Visit, worker: Any) -> None:
    key = worker.make(_TEXT)
    reader = visit()
    answer_with(reader.page, key, None)
    reader.page.evaluate(
        "(key) => document.querySelector('listen-article').setAttribute('audio-key', key)", key
    )
    reader.page.wait_for_function("document.querySelector('listen-article').duration > 0")
    expect(reader.page.locator(_LINE)).to_be_hidden()
    group = reader.page.get_by_role("group", name="Listen to Article")
    expect(group).to_have_accessible_description("")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("Vorgelesen von einer synthetischen Stimme des Herstellers <b>Beispiel</b>", "de", "ltr"),
        ("x" * 300, "en", "ltr"),
        ("هذا المقال مقروء بصوت اصطناعي", "ar", "rtl"),
    ],
)
def test_the_own_wording_wraps_and_is_text(
    visit: Visit, worker: Any, width: int, text: str, language: str, direction: str
) -> None:
    key = worker.make(_TEXT)
    reader = visit()
    reader.page.set_viewport_size({"width": width, "height": 800})
    answer_with(reader.page, key, {"text": text, "language": language})
    reader.page.evaluate(
        "(key) => document.querySelector('listen-article').setAttribute('audio-key', key)", key
    )
    line = reader.page.locator(_LINE)
    expect(line).to_have_text(text)
    expect(line).to_have_attribute("lang", language)
    assert line.evaluate("(element) => getComputedStyle(element).direction") == direction
    for scale in (1, 2):
        reader.page.evaluate(f"document.documentElement.style.fontSize = '{100 * scale}%'")
        assert reader.page.evaluate(_OVERFLOW) <= 0
        box, bar = line.bounding_box(), reader.page.locator("listen-article .bar").bounding_box()
        assert bar["x"] <= box["x"]
        assert box["x"] + box["width"] <= bar["x"] + bar["width"]


@pytest.mark.parametrize("width", [320, 640])
def test_the_frame_that_oembed_returns_is_high_enough(
    visit: Visit, worker: Any, server: Any, width: int
) -> None:
    key = worker.make(_TEXT)
    reader = visit()
    embed = f"{server.url}/embed/{key}"
    answer = reader.page.request.get(
        f"{server.url}/oembed", params={"url": embed, "maxheight": "200"}
    ).json()
    reader.page.set_viewport_size({"width": width, "height": answer["height"]})
    reader.page.goto(f"{embed}?transcript=0")
    expect(reader.page.locator(_LINE)).to_be_visible()
    height = "document.documentElement.scrollHeight - document.documentElement.clientHeight"
    assert reader.page.evaluate(height) <= 0
