"""Playback: live stream, finished file, seeking, lost connections, fallback voices."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]
PlayLive = Callable[[str, int], Any]

PARAGRAPH = (
    "The old bridge over the river opened again on Monday. About three hundred people crossed it "
    "in the first hour, most of them on foot. The repairs took as long as expected."
)
_WITHOUT_MEDIA_SOURCE = "delete window.MediaSource; delete window.ManagedMediaSource;"
_WITHOUT_PLAYING_EVENT = """
HTMLMediaElement.prototype.addEventListener = function (name, handle) {
  if (name !== "playing") EventTarget.prototype.addEventListener.call(this, name, handle);
};
"""
_BROKEN_AUDIO = """
const Real = Audio;
window.Audio = function () {
  const audio = new Real();
  const fail = () => audio.dispatchEvent(new Event("error"));
  audio.addEventListener("playing", () => setTimeout(fail));
  return audio;
};
"""
_RECORD_JUMPS = """
const { play } = HTMLMediaElement.prototype;
const { get, set } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "currentTime");
let audible;
window.jumps = [];
HTMLMediaElement.prototype.play = function () {
  audible = this;
  return play.call(this);
};
Object.defineProperty(HTMLMediaElement.prototype, "currentTime", {
  get,
  set(seconds) {
    if (this === audible) jumps.push(seconds);
    set.call(this, seconds);
  },
});
"""


def article(name: str, paragraphs: int = 8) -> str:
    return "\n\n".join(f"{name}, part {number}. {PARAGRAPH}" for number in range(paragraphs))


@pytest.fixture
def play_live(visit: Visit, worker: Any) -> PlayLive:
    """Plays an article of which so many segments are synthesized."""

    def play_live(name: str, segments: int) -> Any:
        key = worker.request(article(name))
        reader = visit(f"audio-key={key}")
        reader.play.click()
        worker.start(key)
        worker.release(segments)
        reader.wait_for_state("live")
        return reader

    return play_live


def assert_plays_to_the_end(reader: Any) -> None:
    reader.wait_for_state("playing")
    reader.seek(reader.get("duration") - 3)
    reader.wait_for_time(reader.get("duration") - 2.5)


def test_finished_audio_plays_with_a_click_and_dispatches_events(visit: Visit, worker: Any) -> None:
    key = worker.make(article("Finished"))
    reader = visit(f"audio-key={key}")
    reader.page.evaluate(
        """() => {
            window.dispatched = [];
            for (const name of ["play", "progress", "end", "error"]) {
                addEventListener(`listen-${name}`, ({ detail }) =>
                    dispatched.push([name, detail.percent]));
            }
        }"""
    )
    reader.page.wait_for_function("document.querySelector('listen-article').duration > 0")
    assert reader.get("state") == "idle"
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(0.2)
    for part in (0.26, 0.51, 0.76):
        reader.seek(part * reader.get("duration"))
        reader.wait_for_time(part * reader.get("duration") + 0.1)
    reader.seek(reader.get("duration") - 0.5)
    reader.wait_for_state("finished")
    dispatched = reader.page.evaluate("dispatched")
    assert [name for name, _ in dispatched] == ["play", "progress", "progress", "progress", "end"]
    assert [percent for name, percent in dispatched if name == "progress"] == [25, 50, 75]
    reader.play.click()
    reader.wait_for_state("playing")
    assert reader.get("currentTime") < reader.get("duration") / 2


def test_nothing_plays_and_nothing_is_requested_without_a_click(
    visit: Visit, worker: Any, server: Any
) -> None:
    key = worker.request(article("Untouched"))
    reader = visit(f"audio-key={key}")
    reader.page.wait_for_function("document.querySelector('listen-article').duration > 0")
    assert reader.get("state") == "idle"
    assert requests.get(f"{server.url}/v1/audio/{key}", timeout=30).json()["state"] == "queued"


@pytest.mark.parametrize("before", ["", _WITHOUT_MEDIA_SOURCE], ids=["MSE", "audio"])
def test_a_new_audio_plays_live_and_then_from_the_file(
    visit: Visit, worker: Any, before: str
) -> None:
    key = worker.request(article(f"Live {len(before)}"))
    reader = visit(f"audio-key={key}", before=before)
    reader.play.click()
    reader.wait_for_state("preparing")
    worker.start(key)
    worker.release(6)  # an <audio> loads 32 KiB before it begins
    reader.wait_for_state("live")
    reader.wait_for_time(0.5)
    place, started = reader.get("currentTime"), time.monotonic()
    worker.finish()
    reader.wait_for_state("playing")
    elapsed = reader.get("currentTime") - place
    assert 0 <= elapsed <= time.monotonic() - started + 1
    assert reader.page.locator("listen-article .download").is_visible()


def test_a_switch_to_the_file_in_a_pause_keeps_the_position(
    play_live: PlayLive, worker: Any
) -> None:
    reader = play_live("Switched", 8)
    reader.wait_for_time(1)
    reader.play.click()
    reader.wait_for_state("paused")
    place = reader.get("currentTime")
    with reader.page.expect_response("**?finished"):
        worker.finish()
    assert abs(reader.get("currentTime") - place) < 0.01
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(place + 0.1)


def test_the_file_takes_over_in_a_silence_of_the_speech(
    visit: Visit, worker: Any, server: Any
) -> None:
    key = worker.request(article("Silence"))
    reader = visit(f"audio-key={key}", before=_RECORD_JUMPS)
    reader.play.click()
    worker.start(key)
    worker.release(6)
    reader.wait_for_state("live")
    worker.finish()
    reader.wait_for_state("playing")
    (place,) = reader.page.evaluate("jumps")
    answer = requests.get(f"{server.url}/v1/audio/{key}/marks", timeout=30)
    marks = [each for each in answer.json()["marks"] if each["type"] == "sentence"]
    assert not any(each["start_time"] <= place < each["end_time"] for each in marks)


def test_playback_continues_after_the_browser_was_offline(
    play_live: PlayLive, worker: Any, context: Any
) -> None:
    reader = play_live("Offline", 3)
    context.set_offline(True)
    worker.finish()
    reader.wait_for_time(3)
    context.set_offline(False)
    assert_plays_to_the_end(reader)


def test_playback_continues_after_the_server_was_killed_and_restarted(
    play_live: PlayLive, worker: Any, server: Any
) -> None:
    reader = play_live("Killed", 4)
    reader.wait_for_time(0.5)
    server.kill()
    server.start()
    worker.finish()
    assert_plays_to_the_end(reader)


def test_an_invalid_server_is_a_failure(visit: Visit) -> None:
    reader = visit(f"audio-key={'ab' * 32} server='http://['")
    reader.play.click()
    reader.wait_for_state("failed")


@pytest.mark.parametrize("url", ["/listen", "/listen/", "../listen"])
def test_a_server_may_be_relative_to_the_page(visit: Visit, url: str) -> None:
    reader = visit(f"server='{url}'")
    with reader.page.expect_request("**/listen/v1/pages?**"):
        reader.play.click()
    reader.wait_for_state("failed")


def test_an_unreachable_server_is_a_failure_and_another_click_tries_again(
    visit: Visit, worker: Any, server: Any
) -> None:
    key = worker.make(article("Away"))
    reader = visit(f"audio-key={key}")
    server.kill()
    try:
        reader.play.click()
        reader.wait_for_state("failed")
    finally:
        server.start()
    worker.announce()
    reader.play.click()
    reader.wait_for_state("playing")


def test_a_moving_position_shows_that_it_plays_without_an_event_of_the_browser(
    visit: Visit, worker: Any
) -> None:
    key = worker.make(article("Moving"))
    reader = visit(f"audio-key={key}", before=_WITHOUT_PLAYING_EVENT)
    reader.play.click()
    reader.wait_for_state("playing")


def test_a_browser_that_cannot_play_fails_after_some_attempts(visit: Visit, worker: Any) -> None:
    key = worker.make(article("Broken"))
    reader = visit(f"audio-key={key}", before=_BROKEN_AUDIO)
    reader.play.click()
    reader.wait_for_state("failed")


def test_only_one_player_of_a_page_plays(visit: Visit, worker: Any) -> None:
    key = worker.make(article("Alone"))
    reader = visit(f"audio-key={key}")
    reader.page.evaluate(
        "() => document.body.append(document.querySelector('listen-article').cloneNode())"
    )
    reader.play.first.click()
    reader.wait_for_state("playing")
    reader.play.last.click()
    reader.wait_for_state("paused")


def test_position_and_speed_are_restored_after_a_reload(visit: Visit, worker: Any) -> None:
    key = worker.make(article("Remembered"))
    reader = visit(f"audio-key={key}", before=_RECORD_JUMPS)
    reader.play.click()
    reader.wait_for_state("playing")
    reader.page.locator("listen-article .speed").select_option("1.5")
    reader.seek(12)
    reader.wait_for_time(13)
    reader.play.click()
    reader.wait_for_state("paused")
    stored = reader.page.evaluate(
        "key => JSON.parse(localStorage['listen-article']).positions[key]", key
    )
    assert stored >= 12
    reader.page.reload()
    reader.page.wait_for_selector("listen-article[state]")
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(stored)
    assert reader.page.evaluate("jumps")[0] == stored
    assert reader.page.locator("listen-article .speed").input_value() == "1.5"


def test_the_property_request_is_posted_with_the_click(visit: Visit, worker: Any) -> None:
    reader = visit()
    body = {"text": article("Pasted", 2)}
    reader.page.evaluate("body => document.querySelector('listen-article').request = body", body)
    with reader.page.expect_response("**/v1/audio") as response:
        reader.play.click()
    worker.start(response.value.json()["key"])
    worker.finish()
    reader.wait_for_state("playing", "live")


def test_without_a_key_the_audio_of_the_page_is_asked_for(visit: Visit, worker: Any) -> None:
    reader = visit(
        "language=de speed=1.5", before="</script><link rel=canonical href=/a?b><script>"
    )
    with reader.page.expect_request("**/v1/pages?**") as request:
        reader.play.click()
    address = reader.page.url.rpartition("/")[0] + "/a?b"
    asked = dict(parse_qsl(urlsplit(request.value.url).query))
    assert asked == {"url": address, "language": "de", "speed": "1.5"}
    reader.wait_for_state("failed")
    with reader.page.expect_request("**/v1/pages?**") as request:
        reader.page.evaluate(
            "document.querySelector('listen-article').setAttribute('source-url', 'https://a.example/')"
        )
        reader.play.click()
    assert dict(parse_qsl(urlsplit(request.value.url).query))["url"] == "https://a.example/"


def test_the_servers_error_message_is_shown(visit: Visit, worker: Any) -> None:
    reader = visit()
    reader.page.evaluate("document.querySelector('listen-article').request = { text: ' ' }")
    with reader.page.expect_response("**/v1/audio") as response:
        reader.play.click()
    reader.wait_for_state("failed")
    detail = response.value.json()["detail"]
    assert reader.page.locator("listen-article .status").inner_text() == detail


@pytest.mark.parametrize("is_waiting", [False, True])
def test_an_audio_that_supersedes_the_requested_one_is_played(
    visit: Visit, worker: Any, is_waiting: bool
) -> None:
    successor = worker.make(article("Superseding"))
    key = worker.request(article(f"Superseded {is_waiting}"))
    if not is_waiting:
        worker.fail(key, superseded_by=successor)
    reader = visit(f"audio-key={key}")
    reader.play.click()
    if is_waiting:
        reader.wait_for_state("preparing")
        worker.fail(key, superseded_by=successor)
    reader.wait_for_state("playing")
    reader.wait_for_time(0.3)


def test_byte_offsets_follow_the_frame_layout_in_the_audio_resource(
    visit: Visit, worker: Any, context: Any
) -> None:
    key = worker.request(article("Other frames"))
    live = {"frame_bytes": 1000, "frame_seconds": 0.5, "placeholder_frames": 3, "delay_seconds": 1}

    def change_layout(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), "live": live})

    context.route(f"**/v1/audio/{key}", change_layout)
    reader = visit(f"audio-key={key}")
    reader.play.click()
    worker.start(key)
    worker.release(6)
    reader.wait_for_state("live")
    with reader.page.expect_request(f"**/audio/{key}.mp3?from=*") as request:
        reader.seek(60.2)
    assert request.value.url.endswith(f"?from={(3 + 120) * 1000}")
