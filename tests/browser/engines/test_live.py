"""Live sound in each engine: the file that takes over, seeks, pauses, servers that go away."""

import time
from typing import Any

import pytest

from tests.browser.conftest import TIMEOUT, Server
from tests.browser.engines.conftest import Reader, Visit
from tests.browser.engines.engine import Engine
from tests.browser.failing_proxy import FailingProxy
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

_PARAGRAPH = (
    "The old bridge over the river opened again on Monday. About three hundred people crossed it "
    "in the first hour, most of them on foot. The repairs took as long as expected."
)


def article(name: str) -> str:
    return "\n\n".join(f"{name}, part {number}. {_PARAGRAPH}" for number in range(8))


@pytest.fixture
def play_live(visit: Visit, worker: Any, engine: Engine) -> Any:
    """Plays an article of which so many segments are synthesized."""

    def play_live(name: str, segments: int) -> Reader:
        key = worker.request(article(f"{name} in {engine.name}"))
        reader = visit(f"audio-key={key}")
        reader.click()
        worker.start(key)
        worker.release(segments)  # without Media Source, 32 KiB are loaded before it begins
        reader.wait("player.state === 'live' && player.currentTime > 0.3")
        return reader

    return play_live


def _resting_place(reader: Reader) -> float:
    """Wait until the position does not move, which may be a moment after the pause."""
    places: list[float] = []

    def has_stopped() -> bool:
        places.append(reader.get("currentTime"))
        time.sleep(0.2)
        return bool(places[-1] == reader.get("currentTime"))

    wait_until(has_stopped, TIMEOUT)
    return places[-1]


def test_a_new_audio_plays_live_then_from_the_file_and_to_its_end(
    play_live: Any, worker: Any
) -> None:
    reader = play_live("Heard", 6)
    place, started = reader.get("currentTime"), time.monotonic()
    worker.finish()
    reader.wait_for_state("playing")
    elapsed = reader.get("currentTime") - place
    assert 0 <= elapsed <= time.monotonic() - started + 1
    reader.seek(reader.get("duration") - 1)
    reader.wait_for_state("finished")


def test_seeking_works_in_live_audio_also_to_sound_that_is_not_synthesized_yet(
    play_live: Any, worker: Any
) -> None:
    reader = play_live("Sought", 12)
    reader.seek(20)
    reader.wait_for_time(20.2)
    reader.seek(2)
    reader.wait_for_time(2.2, below=20)
    later = reader.get("duration") - 10
    reader.seek(later)
    reader.wait_for_state("preparing")
    worker.finish()
    reader.wait_for_time(later + 0.2)
    reader.wait("['live', 'playing'].includes(player.state)")


def test_live_sound_rests_in_a_pause_and_goes_on_from_there(play_live: Any) -> None:
    reader = play_live("Paused", 8)
    reader.click()
    reader.wait_for_state("paused")
    place = _resting_place(reader)
    reader.click()
    reader.wait_for_state("live")
    reader.wait_for_time(place + 0.2)


@pytest.mark.parametrize("is_dry", [False, True], ids=["buffered", "dry"])
def test_live_sound_survives_a_server_that_is_killed_and_comes_back(
    play_live: Any, worker: Any, server: Server, is_dry: bool
) -> None:
    reader = play_live(f"Killed {is_dry}", 6)
    server.kill()
    try:
        if is_dry:
            reader.run("player.seek(player.currentTime + 15)")
            reader.wait("['asked', 'preparing'].includes(player.state)")
    finally:
        server.start()
    worker.announce()
    worker.finish()
    reader.seek(90)
    reader.wait_for_time(90.2)


def test_a_speed_that_is_chosen_live_is_that_of_the_file_too(play_live: Any, worker: Any) -> None:
    reader = play_live("Fast", 12)
    reader.choose_speed(2)
    assert reader.run("return audios[0].playbackRate") == 2
    worker.finish()
    reader.wait_for_state("playing")
    assert reader.run("return audios[0].playbackRate") == 2
    reader.wait_for_time(reader.get("currentTime") + 0.5)


def test_nothing_is_fetched_beside_live_sound_on_a_slow_network(
    visit: Visit, worker: Any, engine: Engine, proxy: FailingProxy
) -> None:
    key = worker.request(article(f"Slow in {engine.name}"))
    proxy.limit(f"/{key}.mp3", 64 * 1024)  # 8 seconds
    reader = visit(f"audio-key={key} server={proxy.url}")
    reader.click()
    worker.start(key)
    worker.release(6)
    reader.wait("player.state === 'live' && player.currentTime > 0.3")
    reader.click()  # the 8 seconds must not end before the file is finished
    reader.wait_for_state("paused")
    worker.finish()
    reader.wait("getComputedStyle($('download')).visibility === 'visible'")
    time.sleep(0.5)  # the player looks every 0.04 s whether the network is free
    assert proxy.count("finished") == proxy.count("/marks") == 0
    proxy.release()
    reader.click()
    reader.wait_for_state("playing")
    assert proxy.count("/marks") == 1


def test_errors_of_a_proxy_in_the_middle_of_live_sound_are_waited_out(
    visit: Visit, worker: Any, engine: Engine, proxy: FailingProxy
) -> None:
    key = worker.request(article(f"Proxied in {engine.name}"))
    reader = visit(f"audio-key={key} server={proxy.url}")
    reader.wait("player.duration")
    proxy.fail(f"/v1/audio/{key}", 503)
    proxy.fail(f"/{key}/events", 502)
    reader.click()
    worker.start(key)
    worker.release(6)
    reader.wait_for_state("live")
    proxy.fail(f"/audio/{key}.mp3", 502, times=2)
    reader.seek(90)
    worker.finish()
    reader.wait_for_time(90.2)


def test_live_sound_needs_no_blob_urls(visit: Visit, worker: Any, engine: Engine) -> None:
    key = worker.request(article(f"Without blob in {engine.name}"))
    policy = "media-src {host}; connect-src {host}; script-src {host} 'nonce-abc' 'unsafe-eval'"
    reader = visit(f"audio-key={key}", policy=policy)
    reader.click()
    worker.start(key)
    worker.release(8)
    reader.wait_for_state("live")
    reader.wait_for_time(0.3)
