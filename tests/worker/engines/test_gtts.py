from typing import Any

import pytest
from redis import Redis

from worker.breaker import Breaker
from worker.bucket import Bucket
from worker.config import WorkerConfig
from worker.engines.gtts import GttsEngine
from worker.engines.remote import Remote
from worker.errors import EngineAbsent, EngineError, EngineUnavailable

StandIn = Any


def test_a_segment_is_one_request(gtts_engine: GttsEngine, google: StandIn) -> None:
    text = ("Eins, zwei; drei. Vier! " * 4).strip()
    gtts_engine.synthesize(text, "de", 1.0)
    assert google.asked == [("de", text)]


def test_a_long_spoken_form_is_as_few_requests_as_may_be(
    gtts_engine: GttsEngine, google: StandIn
) -> None:
    text = "one, two, three, four, five, six, seven, " * 6 + "eight"
    gtts_engine.synthesize(text, "en", 1.0)
    assert len(google.asked) == 3
    assert " ".join(part for _, part in google.asked) == text


def test_languages_have_their_bcp_47_names(gtts_engine: GttsEngine) -> None:
    spoken = {voice.name: voice.languages for voice in gtts_engine.voices()}
    assert spoken["iw"] == ("he",)
    assert spoken["zh-TW"] == ("zh",)
    assert spoken["no"] == ("no", "nb")


@pytest.mark.parametrize("answer", [b'["wrb.fr","jQ1olc",null]', b'"jQ1olc","[\\"AAA\\"]"', b"no"])
def test_an_answer_without_audio_is_an_error(
    gtts_engine: GttsEngine, google: StandIn, answer: bytes
) -> None:
    google.answer = answer
    with pytest.raises(EngineError):
        gtts_engine.synthesize("Hello.", "en", 1.0)


def test_in_a_storm_of_refusals_nothing_is_asked_until_its_time(
    gtts_engine: GttsEngine, google: StandIn
) -> None:
    google.status, google.headers = 429, {"Retry-After": "300"}
    for _ in range(20):
        with pytest.raises(EngineUnavailable):
            gtts_engine.synthesize("Hello.", "en", 1.0)
    assert len(google.asked) == 1


def test_requests_wait_for_their_turn(google: StandIn, redis: Redis) -> None:
    slept: list[float] = []
    remote = Remote("Google Translate", google.url, Breaker(redis, "gtts"), 6, 10.0)
    engine = GttsEngine(remote, Bucket(redis, "gtts", 0.2, 2), sleep=slept.append)
    for _ in range(5):
        engine.synthesize("Hello.", "en", 1.0)
    assert [round(seconds) for seconds in slept] == [5, 10, 15]
    with pytest.raises(EngineUnavailable, match="as often as it may"):
        for _ in range(2):
            engine.synthesize("Hello.", "en", 1.0)
    remote.close()


@pytest.mark.parametrize(
    ("config", "match"),
    [
        (WorkerConfig(gtts_tld="com.evil.example/"), "co.uk"),
        (WorkerConfig(gtts_requests_per_second=0), "more than 0"),
    ],
)
def test_settings_that_cannot_be_keep_it_away(
    redis: Redis, config: WorkerConfig, match: str
) -> None:
    with pytest.raises(EngineAbsent, match=match):
        GttsEngine.build(config, redis)


def test_another_domain_is_another_voice(redis: Redis) -> None:
    at_home, abroad = (GttsEngine.build(WorkerConfig(gtts_tld=tld), redis) for tld in ("com", "ie"))
    assert at_home.voices()[0].reference != abroad.voices()[0].reference
