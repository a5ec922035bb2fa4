"""The player in the life of a page: upgrades, moves, removal, navigation, other media, storage."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.conftest import TIMEOUT, Reader, Server, Site
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. Many people crossed it in the first hour.\n\n" * 8
_PLAYER = "document.querySelector('listen-article')"
_SENTENCE = "[...(CSS.highlights.get('listen-sentence') ?? [])].join(' ')"
_COUNT_CALLBACKS = """() => new Promise((resolve) => {
    let callbacks = 0;
    setTimeout(() => resolve(callbacks), 1000);
    for (const name of ["requestAnimationFrame", "setTimeout"]) {
        const schedule = window[name].bind(window);
        window[name] = (...args) => { callbacks += 1; return schedule(...args); };
    }
})"""


def paragraphs() -> str:
    return "".join(f"<p>{each}</p>" for each in _TEXT.strip().split("\n\n"))


@pytest.fixture
def key(worker: Any) -> str:
    return str(worker.make(_TEXT))


@pytest.fixture
def playing(visit: Visit, key: str) -> Reader:
    reader: Reader = visit(f"audio-key={key}", paragraphs())
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(0.3)
    return reader


def test_properties_that_were_set_before_the_element_was_defined_have_effect(
    context: BrowserContext, site: Site, server: Server, worker: Any
) -> None:
    worker.announce()
    site.pages["/early"] = (
        "<!doctype html><title>A page</title><listen-article></listen-article><script>"
        "document.querySelector('listen-article').request = { text: 'Set early.' };</script>"
        f"<script type=module src='{server.url}/player.js'></script>"
    )
    page = context.new_page()
    page.goto(f"{site.url}/early")
    with page.expect_request("**/v1/audio") as request:
        page.locator("listen-article .play").click()
    assert request.value.post_data_json == {"text": "Set early."}


def test_members_work_before_the_element_is_in_a_page(visit: Visit) -> None:
    reader = visit()
    values = reader.page.evaluate(
        """() => {
            const player = document.createElement("listen-article");
            player.play();
            player.seek(3);
            player.pause();
            return [player.state, player.currentTime, player.duration];
        }"""
    )
    assert values == ["idle", 0, 0]


@pytest.mark.parametrize(
    "move",
    [
        "document.querySelector('main').append(player)",
        "document.querySelector('main').moveBefore(player, null)",
        "player.setAttribute('audio-key', player.getAttribute('audio-key'))",
        "const body = document.createElement('body'); player.remove(); body.append(player);"
        "document.body.replaceWith(body)",
        "player.remove(); return new Promise((resolve) =>"
        " setTimeout(() => resolve(document.body.append(player)), 20))",
        "const host = document.body.appendChild(document.createElement('div'));"
        "host.attachShadow({ mode: 'open' }).append(player); document.body.append(player)",
    ],
)
def test_a_player_that_is_moved_keeps_playing(playing: Reader, move: str) -> None:
    place = playing.get("currentTime")
    playing.page.evaluate(f"() => {{ const player = {_PLAYER}; {move}; }}")
    playing.wait_for_time(place + 0.5)
    assert playing.get("state") == "playing"


def test_removing_the_player_ends_everything(playing: Reader) -> None:
    page = playing.page
    page.evaluate(
        """() => {
            window.removed = document.querySelector("listen-article");
            removed.remove();
        }"""
    )
    page.wait_for_function("removed.state === 'idle'")
    page.evaluate("removed.play()")
    assert page.evaluate("removed.state") == "idle"
    assert page.evaluate("navigator.mediaSession.playbackState") == "none"
    assert page.evaluate("navigator.mediaSession.metadata") is None
    assert page.evaluate(_SENTENCE) == ""
    assert page.evaluate(_COUNT_CALLBACKS) == 0


def test_a_player_that_was_removed_plays_again_in_another_place(playing: Reader) -> None:
    page = playing.page
    page.evaluate(f"() => {{ window.kept = {_PLAYER}; kept.remove(); }}")
    page.wait_for_function("kept.state === 'idle'")
    page.evaluate("document.body.append(kept)")
    playing.play.click()
    playing.wait_for_state("playing")


def test_client_side_navigation_means_another_article(visit: Visit, worker: Any) -> None:
    reader = visit(before="</script><link rel=canonical href=/first><script>")
    page = reader.page
    with page.expect_request("**/v1/pages?**") as request:
        reader.play.click()
    assert "first" in request.value.url
    reader.wait_for_state("failed")
    page.evaluate(
        """() => {
            history.pushState({}, "", "/second");
            document.querySelector("link[rel=canonical]").href = "/second";
            document.querySelector("article").innerHTML = "<p>Another text.</p>";
        }"""
    )
    with page.expect_request("**/v1/pages?**") as request:
        reader.play.click()
    assert "second" in request.value.url


def test_navigation_while_it_sounds_ends_an_article_whose_text_is_gone(
    visit: Visit, key: str, server: Server, context: BrowserContext
) -> None:
    def answer(route: Route) -> None:
        route.fulfill(response=context.request.get(f"{server.url}/v1/audio/{key}"))

    context.route("**/v1/pages?**", answer)
    reader = visit("", paragraphs())
    page = reader.page
    reader.play.click()
    page.wait_for_function(f"{_SENTENCE} !== ''")
    page.evaluate("history.replaceState({}, '', '?from=newsletter')")
    page.evaluate("() => { const { body } = document; body.append('See also: bridges.'); }")
    reader.wait_for_time(reader.get("currentTime") + 1)
    assert reader.get("state") == "playing"
    page.evaluate("document.querySelector('article').innerHTML = '<p>Another article.</p>'")
    reader.wait_for_state("idle")


def test_the_highlight_follows_the_player_that_sounds(playing: Reader, key: str) -> None:
    page = playing.page
    page.evaluate(f"() => document.body.append({_PLAYER}.cloneNode())")
    playing.play.last.click()
    page.wait_for_function("document.querySelectorAll('listen-article')[1].state === 'playing'")
    page.wait_for_function(f"{_SENTENCE} !== ''")
    playing.play.first.click()
    playing.wait_for_state("playing")
    page.evaluate("document.querySelectorAll('listen-article')[1].remove()")
    playing.wait_for_time(playing.get("currentTime") + 0.3)
    assert page.evaluate(_SENTENCE) != ""


def test_other_tabs_and_other_media_sound_in_turn(playing: Reader, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(playing.page.url)
    other.locator("listen-article .play").click()
    playing.wait_for_state("paused")
    expect(other.locator("listen-article")).to_have_attribute("state", "playing")
    for is_muted, state in [(True, "playing"), (False, "paused")]:
        other.evaluate(
            """(muted) => {
                const video = document.body.appendChild(document.createElement("video"));
                video.muted = muted;
                video.dispatchEvent(new Event("play"));
            }""",
            is_muted,
        )
        expect(other.locator("listen-article")).to_have_attribute("state", state)


@pytest.mark.parametrize(
    "stored",
    ["true", "null", "[]", "5", '"x"', "{", '{"speed": 1}', '{"speed": 99, "positions": {}}',
     '{"speed": "2", "volume": "loud", "positions": []}', '{"positions": {"KEY": "x"}}'],
)  # fmt: skip
def test_what_others_have_stored_does_no_harm(visit: Visit, key: str, stored: str) -> None:
    reader = visit(
        f"audio-key={key}",
        before=f"localStorage['listen-article'] = '{stored.replace('KEY', key)}'",
    )
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(0.2)


@pytest.mark.parametrize(
    "missing",
    ["delete Navigator.prototype.mediaSession", "delete window.MediaMetadata",
     "delete window.BroadcastChannel", "delete AbortSignal.timeout",
     "delete MediaSession.prototype.setPositionState"],
)  # fmt: skip
def test_it_plays_without_an_optional_api_of_the_browser(
    visit: Visit, key: str, missing: str
) -> None:
    reader = visit(f"audio-key={key}", before=missing)
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(0.2)


def test_a_place_that_is_chosen_before_the_first_play_is_kept(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key}")
    wait_until(lambda: reader.get("duration") > 0, TIMEOUT)
    reader.seek(12)
    assert reader.get("currentTime") == 12
    reader.play.click()
    reader.wait_for_state("playing")
    assert 12 <= reader.get("currentTime") < reader.get("duration")


def test_a_remembered_place_is_shown(visit: Visit, key: str) -> None:
    stored = f'{{"speed": 1, "positions": {{"{key}": 11}}}}'
    reader = visit(f"audio-key={key}", before=f"localStorage['listen-article'] = '{stored}'")
    expect(reader.page.locator("listen-article .status")).to_contain_text("Continue, 0:")
    assert reader.get("currentTime") == 11


def test_seeks_leave_one_timer_and_pauses_none(playing: Reader) -> None:
    for second in range(20):
        playing.seek(second % 10)
    playing.wait_for_state("playing")
    assert playing.page.evaluate(_COUNT_CALLBACKS) <= 70
    playing.play.click()
    playing.wait_for_state("paused")
    assert playing.page.evaluate(_COUNT_CALLBACKS) == 0


@pytest.mark.parametrize(
    "click",
    ["dblclick", "control", "on a role", "selection"],
)
def test_a_click_that_means_something_else_does_not_move_the_place(
    playing: Reader, click: str
) -> None:
    page = playing.page
    playing.play.click()
    playing.wait_for_state("paused")
    text = page.locator("article p").nth(5)
    if click == "on a role":
        text.evaluate("(p) => (p.innerHTML = `<span role=button>${p.innerHTML}</span>`)")
        text.locator("span").click(position={"x": 5, "y": 5})
    elif click == "control":
        text.click(modifiers=["Control"])
    elif click == "dblclick":
        text.dblclick(position={"x": 20, "y": 8})
    else:
        text.evaluate("(p) => getSelection().selectAllChildren(p)")
        page.locator("article p").nth(6).click(position={"x": 5, "y": 5})
    page.wait_for_timeout(500)  # longer than the time in which a second click makes a double one
    assert playing.get("state") == "paused"
