"""Sound: live, swapped for the file, sought, paused, cut off, come back."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]
Hear = Callable[[str, int], Any]

PARAGRAPH = (
    "The old bridge over the river opened again on Monday. About three hundred people crossed it "
    "in the first hour, most of them on foot. The repairs took as long as expected."
)
_WITHOUT_MEDIA_SOURCE = "delete window.MediaSource; delete window.ManagedMediaSource;"
_WITHOUT_WORD_OF_PLAYING = """
HTMLMediaElement.prototype.addEventListener = function (name, handle) {
  if (name !== "playing") EventTarget.prototype.addEventListener.call(this, name, handle);
};
"""
_WITHOUT_SOUND = """
const Real = Audio;
window.Audio = function () {
  const audio = new Real();
  const fail = () => audio.dispatchEvent(new Event("error"));
  audio.addEventListener("playing", () => setTimeout(fail));
  return audio;
};
"""
_PLACES = """
const { play } = HTMLMediaElement.prototype;
const { get, set } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "currentTime");
let heard;
window.places = [];
HTMLMediaElement.prototype.play = function () {
  heard = this;
  return play.call(this);
};
Object.defineProperty(HTMLMediaElement.prototype, "currentTime", {
  get,
  set(seconds) {
    if (this === heard) places.push(seconds);
    set.call(this, seconds);
  },
});
"""


def article(name: str, paragraphs: int = 8) -> str:
    return "\n\n".join(f"{name}, part {number}. {PARAGRAPH}" for number in range(paragraphs))


@pytest.fixture
def hear(visit: Visit, studio: Any) -> Hear:
    """A reader who hears an article of which so many segments are made."""

    def hear(name: str, segments: int) -> Any:
        key = studio.ask(article(name))
        reader = visit(f"audio-key={key}")
        reader.play.click()
        studio.begin(key)
        studio.allow(segments)
        reader.wait_for_state("live")
        return reader

    return hear


def hears_the_end(reader: Any) -> None:
    reader.wait_for_state("playing")
    reader.seek(reader.get("duration") - 3)
    reader.wait_for_time(reader.get("duration") - 2.5)


def test_finished_audio_plays_with_a_click_and_tells_the_page(visit: Visit, studio: Any) -> None:
    key = studio.make(article("Finished"))
    reader = visit(f"audio-key={key}")
    reader.page.evaluate(
        "() => { window.told = []; for (const name of ['play', 'progress', 'end', 'error'])"
        " addEventListener(`listen-${name}`, ({ detail }) => told.push([name, detail.percent])) }"
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
    told = reader.page.evaluate("told")
    assert [name for name, _ in told] == ["play", "progress", "progress", "progress", "end"]
    assert [percent for name, percent in told if name == "progress"] == [25, 50, 75]
    reader.play.click()
    reader.wait_for_state("playing")
    assert reader.get("currentTime") < 5


def test_nothing_sounds_and_nothing_is_made_without_a_click(
    visit: Visit, studio: Any, server: Any
) -> None:
    key = studio.ask(article("Untouched"))
    reader = visit(f"audio-key={key}")
    reader.page.wait_for_function("document.querySelector('listen-article').duration > 0")
    assert reader.get("state") == "idle"
    assert requests.get(f"{server.url}/v1/audio/{key}", timeout=30).json()["state"] == "queued"


@pytest.mark.parametrize("before", ["", _WITHOUT_MEDIA_SOURCE], ids=["fed", "streamed"])
def test_a_new_audio_is_heard_while_it_is_made_and_then_from_the_file(
    visit: Visit, studio: Any, before: str
) -> None:
    key = studio.ask(article(f"Live {len(before)}"))
    reader = visit(f"audio-key={key}", before=before)
    reader.play.click()
    reader.wait_for_state("preparing")
    studio.begin(key)
    studio.allow(6)  # an <audio> that loads it by itself wants 32 KiB before it begins
    reader.wait_for_state("live")
    reader.wait_for_time(0.5)
    before_swap = reader.get("currentTime")
    studio.finish()
    reader.wait_for_state("playing")
    assert before_swap <= reader.get("currentTime") < before_swap + 15
    assert reader.page.locator("listen-article .download").is_visible()


def test_the_place_is_the_same_after_the_swap(hear: Hear, studio: Any) -> None:
    """In a pause: the sound goes on from where it stopped, and stands still meanwhile."""
    reader = hear("Swapped", 8)
    reader.wait_for_time(1)
    reader.play.click()
    reader.wait_for_state("paused")
    place = reader.get("currentTime")
    with reader.page.expect_response("**?finished"):
        studio.finish()
    assert abs(reader.get("currentTime") - place) < 0.01
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(place + 0.1)


def test_the_file_takes_over_in_a_silence(visit: Visit, studio: Any, server: Any) -> None:
    key = studio.ask(article("Silence"))
    reader = visit(f"audio-key={key}", before=_PLACES)
    reader.play.click()
    studio.begin(key)
    studio.allow(6)
    reader.wait_for_state("live")
    studio.finish()
    reader.wait_for_state("playing")
    (place,) = reader.page.evaluate("places")
    answer = requests.get(f"{server.url}/v1/audio/{key}/marks", timeout=30)
    marks = [each for each in answer.json()["marks"] if each["type"] == "sentence"]
    assert not any(each["start_time"] <= place < each["end_time"] for each in marks)


def test_seeking_works_while_it_is_made_also_to_what_is_not_there_yet(
    hear: Hear, studio: Any
) -> None:
    reader = hear("Sought", 12)
    reader.seek(20)
    reader.wait_for_time(20.2)
    reader.seek(2)
    reader.wait_for_time(2.2)
    assert reader.get("currentTime") < 15
    later = reader.get("duration") - 10
    reader.seek(later)
    reader.wait_for_state("preparing")
    studio.finish()
    reader.wait_for_state("playing", "live")
    reader.wait_for_time(later + 0.2)


def test_offline_in_the_middle_it_goes_on_where_it_was(
    hear: Hear, studio: Any, context: Any
) -> None:
    reader = hear("Offline", 3)
    context.set_offline(True)
    studio.finish()
    reader.wait_for_time(3)
    context.set_offline(False)
    hears_the_end(reader)


def test_a_server_that_dies_is_found_again_and_the_sound_goes_on(
    hear: Hear, studio: Any, server: Any
) -> None:
    reader = hear("Killed", 4)
    reader.wait_for_time(0.5)
    server.kill()
    server.start()
    studio.finish()
    hears_the_end(reader)


def test_a_server_that_stays_away_is_a_failure_with_another_try(
    visit: Visit, studio: Any, server: Any
) -> None:
    key = studio.make(article("Away"))
    reader = visit(f"audio-key={key}")
    server.kill()
    try:
        reader.play.click()
        reader.wait_for_state("failed")
    finally:
        server.start()
    studio.announce()
    reader.play.click()
    reader.wait_for_state("playing")


def test_sound_is_told_by_its_moving_where_the_browser_does_not_tell(
    visit: Visit, studio: Any
) -> None:
    key = studio.make(article("Untold"))
    reader = visit(f"audio-key={key}", before=_WITHOUT_WORD_OF_PLAYING)
    reader.play.click()
    reader.wait_for_state("playing")


def test_a_browser_that_cannot_play_is_a_failure_and_not_tried_for_ever(
    visit: Visit, studio: Any
) -> None:
    key = studio.make(article("Unheard"))
    reader = visit(f"audio-key={key}", before=_WITHOUT_SOUND)
    reader.play.click()
    reader.wait_for_state("failed")


def test_one_player_is_heard_at_a_time(visit: Visit, studio: Any) -> None:
    key = studio.make(article("Alone"))
    reader = visit(f"audio-key={key}")
    reader.page.evaluate(
        "() => document.body.append(document.querySelector('listen-article').cloneNode())"
    )
    reader.play.first.click()
    reader.wait_for_state("playing")
    reader.play.last.click()
    reader.wait_for_state("paused")


def test_place_and_speed_are_remembered(visit: Visit, studio: Any) -> None:
    key = studio.make(article("Remembered"))
    reader = visit(f"audio-key={key}")
    reader.play.click()
    reader.wait_for_state("playing")
    reader.page.locator("listen-article .speed").select_option("1.5")
    reader.seek(12)
    reader.wait_for_time(13)
    reader.page.reload()
    reader.page.wait_for_selector("listen-article[state]")
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(12)
    assert reader.page.locator("listen-article .speed").input_value() == "1.5"
    assert reader.get("currentTime") < 20


def test_a_request_is_posted_with_the_click(visit: Visit, studio: Any) -> None:
    reader = visit()
    body = {"text": article("Pasted", 2)}
    reader.page.evaluate("body => document.querySelector('listen-article').request = body", body)
    with reader.page.expect_response("**/v1/audio") as response:
        reader.play.click()
    studio.begin(response.value.json()["key"])
    studio.finish()
    reader.wait_for_state("playing", "live")


def test_without_a_key_the_page_itself_is_asked_for(visit: Visit, studio: Any) -> None:
    reader = visit(
        "language=de speed=1.5", before="</script><link rel=canonical href=/a?b><script>"
    )
    with reader.page.expect_request("**/v1/audio") as request:
        reader.play.click()
    address = reader.page.url.rpartition("/")[0] + "/a?b"
    assert request.value.post_data_json == {"url": address, "language": "de", "speed": 1.5}
    reader.wait_for_state("failed")
    with reader.page.expect_request("**/v1/audio") as request:
        reader.page.evaluate(
            "document.querySelector('listen-article').setAttribute('source-url', 'https://a.example/')"
        )
        reader.play.click()
    assert request.value.post_data_json["url"] == "https://a.example/"


def test_what_the_server_refuses_is_told_in_its_words(visit: Visit, studio: Any) -> None:
    reader = visit()
    reader.page.evaluate("document.querySelector('listen-article').request = { text: ' ' }")
    reader.play.click()
    reader.wait_for_state("failed")
    assert "nothing to read" in reader.page.locator("listen-article .status").inner_text()


@pytest.mark.parametrize("is_waiting", [False, True])
def test_what_another_voice_reads_instead_is_played(
    visit: Visit, studio: Any, is_waiting: bool
) -> None:
    instead = studio.make(article("Read by another"))
    key = studio.ask(article(f"Not to be read {is_waiting}"))
    if not is_waiting:
        studio.fail(key, superseded_by=instead)
    reader = visit(f"audio-key={key}")
    reader.play.click()
    if is_waiting:
        reader.wait_for_state("preparing")
        studio.fail(key, superseded_by=instead)
    reader.wait_for_state("playing")
    reader.wait_for_time(0.3)
