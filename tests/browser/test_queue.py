"""The attributes `queue` and `autoplay-next`: articles after this one."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.conftest import TIMEOUT, Reader
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. Many people crossed it in the first hour.\n\n" * 4
_PLAYER = "document.querySelector('listen-article')"
_NEXT = "listen-article .next"


@pytest.fixture
def keys(worker: Any) -> list[str]:
    return [str(worker.make(f"# Article {name}\n\n{_TEXT}")) for name in ("one", "two", "three")]


@pytest.fixture
def open_page(visit: Visit, keys: list[str]) -> Callable[..., Reader]:
    def open_page(attributes: str = "", **options: Any) -> Reader:
        items = [{"key": key, "title": f"Number {n}"} for n, key in enumerate(keys[1:], 2)]
        queue = json.dumps(items)
        reader: Reader = visit(f"audio-key={keys[0]} queue='{queue}' {attributes}", **options)
        reader.page.locator(_NEXT).wait_for()
        return reader

    return open_page


def to_the_end(reader: Reader) -> None:
    reader.page.wait_for_function(f"{_PLAYER}.duration > 0")
    reader.seek(reader.get("duration") - 0.3)


def key_of(reader: Reader) -> Any:
    return reader.page.evaluate(f"{_PLAYER}.getAttribute('audio-key')")


def test_next_plays_one_article_after_the_other(open_page: Any, keys: list[str]) -> None:
    reader = open_page()
    title = reader.page.locator("listen-article .title")
    expect(reader.page.locator(_NEXT)).to_have_attribute("aria-label", "Next: Number 2")
    reader.page.locator(_NEXT).click()
    reader.wait_for_state("playing")
    expect(title).to_have_text("Article two")
    assert key_of(reader) == keys[1]
    reader.page.locator(_NEXT).click()
    expect(title).to_have_text("Article three")
    expect(reader.page.locator(_NEXT)).to_be_disabled()


@pytest.mark.parametrize("is_automatic", [True, False])
def test_the_end_of_an_article_begins_the_next_one_only_if_wanted(
    open_page: Any, keys: list[str], is_automatic: bool
) -> None:
    reader = open_page("autoplay-next" if is_automatic else "")
    reader.page.evaluate(
        "() => { window.told = []; addEventListener('listen-next', (e) => told.push(e.detail)) }"
    )
    reader.play.click()
    reader.wait_for_state("playing")
    to_the_end(reader)
    if not is_automatic:
        reader.wait_for_state("finished")
        assert reader.page.evaluate("told") == []
        return
    expect(reader.page.locator("listen-article .title")).to_have_text("Article two")
    reader.wait_for_state("playing")
    reader.wait_for_time(0.2)
    to_the_end(reader)
    expect(reader.page.locator("listen-article .title")).to_have_text("Article three")
    reader.wait_for_state("playing")
    to_the_end(reader)
    reader.wait_for_state("finished")
    told = reader.page.evaluate("told")
    assert [(each["item"]["key"], each["isAutomatic"]) for each in told] == [
        (keys[1], True),
        (keys[2], True),
    ]
    assert [each["key"] for each in told] == keys[:2]


def test_a_page_can_go_to_the_article_instead(open_page: Any, keys: list[str]) -> None:
    reader = open_page()
    reader.page.evaluate("() => addEventListener('listen-next', (event) => event.preventDefault())")
    reader.page.locator(_NEXT).click()
    assert key_of(reader) == keys[0]
    assert reader.get("state") == "idle"


def test_an_article_is_named_by_its_address(visit: Visit, keys: list[str], worker: Any) -> None:
    reader = visit(f"audio-key={keys[0]}")
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.page.evaluate(f"{_PLAYER}.queue = ['https://news.example/b?x=1']")
    reader.page.locator(_NEXT).click()
    reader.wait_for_state("failed")
    assert key_of(reader) is None
    assert reader.page.evaluate(f"{_PLAYER}.getAttribute('source-url')").endswith("/b?x=1")
    assert any("/v1/pages?url=https%3A%2F%2Fnews.example%2Fb%3Fx%3D1" in url for url in asked)
    assert reader.page.evaluate(f"{_PLAYER}.queue") == ["https://news.example/b?x=1"]


@pytest.mark.parametrize("is_before", [True, False])
def test_the_property_is_the_attribute(visit: Visit, keys: list[str], is_before: bool) -> None:
    queue = json.dumps([{"key": keys[1], "title": "Two"}])
    set_queue = f"{_PLAYER}.queue = {queue}"
    reader = visit(f"audio-key={keys[0]}")
    if is_before:
        reader.page.evaluate(
            """(queue) => {
                const player = document.querySelector("listen-article").cloneNode();
                const plain = document.createElement("other-name");
                document.querySelector("listen-article").remove();
                Object.defineProperty(player, "queue",
                    { value: queue, writable: true, configurable: true, enumerable: true });
                document.body.append(player);
            }""",
            json.loads(queue),
        )
    else:
        reader.page.evaluate(set_queue)
    reader.page.locator(_NEXT).wait_for()
    assert json.loads(reader.page.locator("listen-article").get_attribute("queue")) == json.loads(
        queue
    )


@pytest.mark.parametrize(
    "queue",
    ["nonsense", "{}", "5", "null", "true", '["javascript:alert(1)"]', "[1, null, {}, []]",
     '[{"key": "short"}]', '[{"url": "http://"}]', '[{"title": "Only a title"}]', ""],
)  # fmt: skip
def test_a_queue_that_is_not_valid_is_told_to_the_engineer_and_left_out(
    visit: Visit, keys: list[str], queue: str
) -> None:
    warnings: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "warning" and "'queue'" in message.text:
            warnings.append(message.text)

    reader = visit(f"audio-key={keys[0]}")
    reader.page.on("console", note)
    reader.page.locator("listen-article").evaluate(
        "(each, queue) => each.setAttribute('queue', queue)", queue
    )
    reader.play.click()
    reader.wait_for_state("playing")
    assert reader.page.locator(_NEXT).count() == 0
    assert queue in ("", "null") or warnings


def _plays(reader: Reader, key: str) -> bool:
    return bool(key_of(reader) == key)


def test_an_entry_that_is_there_twice_is_played_once(visit: Visit, keys: list[str]) -> None:
    queue = json.dumps([keys[1], keys[1], {"key": keys[2]}])
    reader = visit(f"audio-key={keys[0]} queue='{queue}'")
    for key in keys[1:]:
        reader.page.locator(_NEXT).click()
        wait_until(partial(_plays, reader, key), TIMEOUT)


def test_the_queue_is_in_the_menu(open_page: Any, keys: list[str]) -> None:
    reader = open_page()
    reader.page.locator("listen-article .more").click()
    menu = reader.page.locator("listen-article .menu")
    expect(menu.locator(".queued")).to_have_text(["Number 2", "Number 3"])
    menu.get_by_role("button", name="Number 3").click()
    reader.wait_for_state("playing")
    assert key_of(reader) == keys[2]
    reader.page.locator("listen-article .more").click()
    expect(menu.locator("[aria-current=true].queued")).to_have_text("Number 3")


def test_the_lock_screen_has_a_button_for_the_next_article(open_page: Any, keys: list[str]) -> None:
    record = """
        window.handlers = {};
        const set = MediaSession.prototype.setActionHandler;
        MediaSession.prototype.setActionHandler = function (name, handle) {
            handlers[name] = handle;
            return set.call(this, name, handle);
        };"""
    reader = open_page(before=record)
    reader.play.click()
    reader.wait_for_state("playing")
    reader.page.wait_for_function("Boolean(handlers.nexttrack)")
    reader.page.evaluate("handlers.nexttrack()")
    wait_until(lambda: key_of(reader) == keys[1], TIMEOUT)
    reader.wait_for_state("playing")
    reader.page.evaluate(f"{_PLAYER}.removeAttribute('queue')")
    reader.page.wait_for_function("handlers.nexttrack === null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    open_page: Any, check_accessibility: Callable[[Page], None], scheme: Any
) -> None:
    reader = open_page(width=320)
    reader.page.emulate_media(color_scheme=scheme)
    reader.page.add_style_tag(content=":root { color-scheme: light dark }")
    check_accessibility(reader.page)
    reader.page.locator("listen-article .more").click()
    reader.page.locator("listen-article .menu").wait_for()
    check_accessibility(reader.page)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320
