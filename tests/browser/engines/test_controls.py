"""Controls in each engine: buttons, slider, keyboard, lock screen, and what is remembered."""

import pytest

from tests.browser.conftest import TIMEOUT
from tests.browser.engines.conftest import PARAGRAPHS, Reader, Visit
from tests.browser.engines.engine import Engine
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

_RECORD_ACTIONS = """
window.actions = {};
MediaSession.prototype.setActionHandler = (name, handle) => (actions[name] = handle);
"""
_KEEP_TIMERS = """
window.timers = new Set();  // that are due within 10 s; WebKit's driver has one of 30 s
for (const [start, stop] of [
  ["setTimeout", "clearTimeout"],
  ["requestAnimationFrame", "cancelAnimationFrame"],
]) {
  const [schedule, cancel] = [window[start].bind(window), window[stop].bind(window)];
  window[start] = (callback, delay, ...options) => {
    const run = (...args) => {
      timers.delete(start + handle);
      callback(...args);
    };
    const handle = schedule(run, delay, ...options);
    if (!(delay > 10_000)) timers.add(start + handle);
    return handle;
  };
  window[stop] = (handle) => {
    timers.delete(start + handle);
    cancel(handle);
  };
}
"""


def test_buttons_skip_fifteen_seconds(playing: Reader) -> None:
    playing.click("forward")
    playing.wait_for_time(15, below=30)
    playing.click("forward")
    playing.wait_for_time(30)
    place = playing.get("currentTime")
    playing.click("back")
    playing.wait_for_time(place - 15, below=place)


def test_a_place_on_the_slider_is_chosen_before_the_first_play(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key}")
    reader.wait("player.duration")
    left, width, y = reader.run(
        "const { left, width, top, height } = $('position').getBoundingClientRect();"
        "return [left, width, top + height / 2]"
    )
    reader.engine.drag((left + 0.1 * width, y), (left + 0.6 * width, y))
    place = reader.get("currentTime")
    assert place == pytest.approx(0.6 * reader.get("duration"), rel=0.1)
    reader.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(place + 0.2)
    assert reader.get("currentTime") < reader.get("duration")


def test_place_and_speed_are_remembered(playing: Reader) -> None:
    playing.choose_speed(1.5)
    playing.seek(12)
    playing.wait_for_time(13)
    playing.click()
    playing.wait_for_state("paused")
    place = playing.get("currentTime")
    playing.load()
    playing.wait("player.currentTime > 0")  # before a click
    assert place - 2 < playing.get("currentTime") <= place  # it is stored every second
    place = playing.get("currentTime")
    playing.click()
    playing.wait_for_state("playing")
    playing.wait_for_time(place + 0.3)
    assert playing.run("return [audios[0].playbackRate, $('speed').value]") == [1.5, "1.5"]


def test_every_control_works_by_keyboard(visit: Visit, key: str) -> None:
    focused = "player.shadowRoot.activeElement?.className"
    reader = visit(f"audio-key={key}")
    reader.wait("player.duration")
    reader.engine.press("Tab")
    assert reader.run(f"return {focused}") == "play"
    reader.engine.press(" ")
    reader.wait_for_state("playing")
    reader.wait("getComputedStyle($('download')).visibility === 'visible'")
    reader.engine.press("Tab", "ArrowRight", "ArrowRight")
    assert reader.run(f"return {focused}") == "position"
    reader.wait_for_time(10)
    reader.engine.press("Home")
    reader.wait_for_time(-1, below=8)
    names = []
    for _ in range(5):
        reader.engine.press("Tab")
        names.append(reader.run(f"return {focused}"))
        if names[-1] == "forward":
            reader.engine.press("Enter")
            reader.wait_for_time(15)
    assert names == ["back", "forward", "speed", "volume", "download"]
    reader.run("$('play').focus()")
    reader.engine.press("Enter")
    reader.wait_for_state("paused")


def test_the_lock_screen_operates_the_player(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key}", before=_RECORD_ACTIONS)
    reader.play()
    assert reader.run("return navigator.mediaSession.metadata.title") == reader.run(
        "return $('title').textContent"
    )
    assert reader.run("return navigator.mediaSession.playbackState") == "playing"
    reader.run("actions.seekto({ seekTime: 20 })")
    reader.wait_for_time(20)
    reader.run("actions.seekforward({})")
    reader.wait_for_time(35)
    reader.run("actions.seekbackward({})")
    reader.wait_for_time(20, below=35)
    reader.run("actions.pause()")
    reader.wait_for_state("paused")
    assert reader.run("return navigator.mediaSession.playbackState") == "paused"
    reader.run("actions.play()")
    reader.wait_for_state("playing")


def test_seeks_leave_one_timer_and_pauses_none(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key}", PARAGRAPHS, before=_KEEP_TIMERS)
    reader.play()
    for second in range(20):
        reader.seek(second % 10)
    reader.wait_for_state("playing")
    reader.wait_for_time(reader.get("currentTime") + 0.5)
    assert reader.run("return timers.size") <= 2  # reading along, and drawing
    reader.click()
    reader.wait_for_state("paused")
    reader.wait("timers.size === 0")


def test_one_of_two_players_sounds(playing: Reader) -> None:
    playing.run("document.body.append(player.cloneNode())")
    second = "document.querySelectorAll('listen-article')[1]"
    playing.wait(f"{second}.duration")
    playing.engine.click(f"{second}.shadowRoot.querySelector('.play')")
    playing.wait(f"{second}.state === 'playing'")
    playing.wait_for_state("paused")
    playing.click()
    playing.wait(f"{second}.state === 'paused'")
    playing.wait_for_state("playing")


def test_a_player_that_is_moved_keeps_playing_and_one_that_is_removed_ends(
    playing: Reader, engine: Engine
) -> None:
    place = playing.get("currentTime")
    playing.run("document.body.append(player)")
    playing.wait_for_time(place + 0.5)
    assert playing.get("state") == "playing"
    playing.run("window.removed = player; player.remove()")
    ended = "removed.state === 'idle' && audios.every(({ paused }) => paused)"
    wait_until(lambda: engine.run(f"return {ended}"), TIMEOUT)
    assert engine.run("return navigator.mediaSession.playbackState") == "none"
