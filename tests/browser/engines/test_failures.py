"""Failures in each engine: told once, with another attempt at the next click."""

from typing import Any

import pytest

from tests.browser.conftest import Server
from tests.browser.engines.conftest import TEXT, Visit
from tests.browser.engines.engine import Engine
from tests.browser.failing_proxy import FailingProxy

pytestmark = pytest.mark.e2e


def test_a_failure_of_the_voice_is_told_once_and_the_next_click_tries_again(
    visit: Visit, worker: Any, engine: Engine
) -> None:
    key = worker.request(f"Broken in {engine.name}. {TEXT}")
    reader = visit(f"audio-key={key}")
    reader.keep_events("error", "play", "statechange")
    reader.click()
    reader.wait_for_state("preparing")
    worker.fail(key)
    reader.wait_for_state("failed")
    worker.announce()
    reader.click()
    reader.wait_for_state("preparing")
    worker.start(key)
    worker.finish()
    reader.wait("['live', 'playing'].includes(player.state)")
    reader.wait_for_time(0.3)
    errors = [detail["code"] for name, detail in reader.events if name == "error"]
    assert errors == ["engine_failed"]


@pytest.mark.parametrize("status", [403, 404])
def test_a_refusal_is_told_once(visit: Visit, key: str, proxy: FailingProxy, status: int) -> None:
    reader = visit(f"audio-key={key} server={proxy.url}")
    reader.wait("player.duration")
    reader.keep_events("error")
    proxy.fail(f"/v1/audio/{key}", status)
    reader.click()
    reader.wait_for_state("failed")
    assert len(reader.events) == 1
    reader.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(0.2)
    assert len(reader.events) == 1


def test_a_server_that_is_away_is_a_failure_and_the_next_click_tries_again(
    visit: Visit, key: str, server: Server, worker: Any
) -> None:
    reader = visit(f"audio-key={key}")
    reader.wait("player.duration")
    reader.keep_events("error")
    server.kill()
    try:
        reader.click()
        reader.wait_for_state("failed")
    finally:
        server.start()
    assert [detail["code"] for _, detail in reader.events] == ["unreachable"]
    worker.announce()
    reader.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(0.2)
