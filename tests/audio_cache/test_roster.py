import time
from dataclasses import replace

import pytest
from redis import Redis

from audio_cache import roster as module
from audio_cache.roster import Roster
from audio_cache.voice import Voice


def test_no_worker_is_told_apart_from_no_voice(redis: Redis) -> None:
    roster = Roster(redis)
    assert roster.announced().voices is None
    roster.announce("a", [])
    assert roster.announced().voices == []


def test_the_voices_of_all_workers_are_listed_once(redis: Redis, beep: Voice) -> None:
    roster = Roster(redis)
    other = replace(beep, name="other")
    roster.announce("a", [beep])
    roster.announce("b", [beep, other])
    assert roster.announced().voices == [beep, other]


def test_a_worker_that_withdraws_takes_its_voices_along(redis: Redis, beep: Voice) -> None:
    roster = Roster(redis)
    roster.announce("a", [beep])
    roster.withdraw("a")
    assert roster.announced().voices is None


def test_a_worker_that_fell_silent_is_forgotten(
    redis: Redis, beep: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = Roster(redis)
    roster.announce("silent", [beep])
    now = time.time()
    monkeypatch.setattr(module.time, "time", lambda: now + module.TTL + 1)
    assert roster.announced().voices is None
    monkeypatch.setattr(module.time, "time", lambda: now + 2 * module.TTL + 1)
    roster.announce("loud", [])
    assert redis.hkeys("listen:voices") == [b"loud"]


def test_what_engines_lack_is_told_while_their_worker_lives(redis: Redis) -> None:
    roster = Roster(redis)
    assert roster.announced().absent == {}
    roster.announce("a", [], {"piper": "no voices"})
    roster.announce("b", [])
    assert roster.announced().absent == {"piper": "no voices"}
    roster.withdraw("a")
    assert roster.announced().absent == {}


def test_an_engine_that_another_worker_has_is_not_absent(redis: Redis, beep: Voice) -> None:
    roster = Roster(redis)
    roster.announce("a", [], {beep.engine: "no program"})
    roster.announce("b", [beep])
    assert roster.announced().absent == {}
