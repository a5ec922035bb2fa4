"""A time in the page's address places the player."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import TIMEOUT, Reader
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. Many people crossed it in the first hour.\n\n" * 16


@pytest.fixture
def key(worker: Any) -> str:
    return str(worker.make(_TEXT))


def go(reader: Reader, suffix: str) -> None:
    """Load the page anew with a query or a fragment."""
    url = reader.page.url
    reader.page.goto("about:blank")
    reader.page.goto(url + suffix)
    reader.page.wait_for_selector("listen-article[state]")


@pytest.mark.parametrize(
    ("suffix", "seconds"),
    [("?t=20", 20), ("#t=20", 20), ("?t=0m20s", 20), ("?a=1&t=21.5#b", 21.5), ("?t=15s", 15),
     ("#a=1&t=18s", 18), ("?t=30#t=20", 20), ("?t=0h0m17", 17)],
)  # fmt: skip
def test_it_is_shown_and_played_from(visit: Visit, key: str, suffix: str, seconds: float) -> None:
    reader = visit(f"audio-key={key}")
    go(reader, suffix)
    wait_until(lambda: reader.get("currentTime") == seconds, TIMEOUT)
    assert reader.page.locator("listen-article .status").inner_text().startswith("Continue")
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(seconds, seconds + 20)


@pytest.mark.parametrize(
    "suffix",
    ["?t=abc", "?t=-5", "?t=99999", "?t=1e9", "?t=", "?t=NaN", "?t=1:05", "?t=5m5", "?t=%00",
     "#t=<b>", "?t=99999999999999999999", "#tt=5", "?at=5", "#t"],
)  # fmt: skip
def test_a_time_that_is_not_valid_is_ignored(visit: Visit, key: str, suffix: str) -> None:
    reader = visit(f"audio-key={key}")
    go(reader, suffix)
    wait_until(lambda: reader.get("duration") > 0, TIMEOUT)
    reader.play.click()
    reader.wait_for_state("playing")
    assert reader.get("currentTime") < 15


def test_it_comes_before_the_place_of_an_earlier_visit(visit: Visit, key: str) -> None:
    stored = f'{{"speed": 1, "positions": {{"{key}": 11}}}}'
    reader = visit(f"audio-key={key}", before=f"localStorage['listen-article'] = '{stored}'")
    go(reader, "?t=25")
    wait_until(lambda: reader.get("currentTime") == 25, TIMEOUT)


def test_a_player_without_a_key_begins_there(visit: Visit, worker: Any, key: str) -> None:
    body = f"document.querySelector('listen-article').request = {{ text: {_TEXT!r} }}"
    reader = visit()
    go(reader, "?t=20")
    reader.page.evaluate(body)
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(20, 30)


def test_a_parameter_of_the_pages_own_is_no_time(visit: Visit, key: str) -> None:
    link = "</script><link rel=canonical href='https://forum.example/topic?t=20'><script>"
    reader = visit(f"audio-key={key}", before=link)
    go(reader, "?t=20")
    wait_until(lambda: reader.get("duration") > 0, TIMEOUT)
    reader.play.click()
    reader.wait_for_state("playing")
    assert reader.get("currentTime") < 15


def test_only_the_first_player_of_a_page_is_placed(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key}", f"<listen-article id=two audio-key={key}></listen-article>")
    go(reader, "?t=20")
    wait_until(lambda: reader.get("currentTime") == 20, TIMEOUT)
    two = "document.querySelector('#two')"
    reader.page.wait_for_function(f"{two}.duration > 0")
    assert reader.page.evaluate(f"{two}.currentTime") == 0
