import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from audio_cache.key import key_of
from audio_cache.queue import JobQueue, queue_name
from audio_cache.registry import WorkerRegistry
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import AudioState, States
from audio_cache.stores.file import FileStore
from tests.conftest import wait_until
from worker.breaker import Breaker
from worker.bucket import Bucket
from worker.config import WorkerConfig
from worker.engines.gtts import GttsEngine
from worker.engines.remote import Remote
from worker.errors import EngineAbsent, EngineError, EngineUnavailable
from worker.script.script import SpeakerLimits, write_script

StandIn = Any
Spawn = Callable[..., subprocess.Popen[bytes]]
Ask = Callable[[int], str]
State = Callable[[str], AudioState]


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
    bucket = Bucket(redis, "gtts", 0.2, 2, clock=lambda: 1000.0)
    engine = GttsEngine(remote, bucket, sleep=slept.append)
    for _ in range(5):
        engine.synthesize("Hello.", "en", 1.0)
    assert slept == [0, 0, 5, 10, 15]
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


class TestJobs:
    """A real worker, whose Google is on this machine."""

    @pytest.fixture
    def ask(self, redis: Redis) -> Callable[[int], str]:
        """Asks for an article of so many sentences: its key."""

        def ask(sentences: int) -> str:
            text = " ".join(f"This is sentence number {number}." for number in range(sentences))
            (voice,) = (
                v for v in WorkerRegistry(redis).snapshot().voices or [] if v.id == "gtts:en"
            )
            spec = SpeechSpec((Block("paragraph", text),), "en", voice.reference, 100)
            queue = queue_name("click", "gtts")
            if States(redis).request(key_of(spec), spec.to_json(), queue):
                JobQueue(redis).enqueue(key_of(spec), queue)
            return key_of(spec)

        return ask

    @pytest.fixture
    def worker(self, redis: Redis, google: StandIn, spawn_worker: Spawn) -> subprocess.Popen[bytes]:
        patch = f"import worker.engines.gtts as gtts; gtts._URL = {google.url!r}; "
        run = "import sys, worker.__main__ as it; sys.argv = ['worker']; sys.exit(it.main())"
        worker = spawn_worker(code=patch + run, LISTEN_WORKER_ENGINES="gtts")
        wait_until(lambda: WorkerRegistry(redis).snapshot().voices)
        return worker

    @pytest.fixture
    def state(self, redis: Redis) -> Callable[[str], AudioState]:
        def state(key: str) -> AudioState:
            found = States(redis).get(key)
            assert found
            return found

        return state

    @pytest.mark.usefixtures("worker")
    def test_sentences_asked_for_at_once_are_heard_in_their_order(
        self, google: StandIn, ask: Ask, state: State, data_dir: Path
    ) -> None:
        google.pause = 0.05
        key = ask(30)
        wait_until(lambda: state(key).state == "finished")
        manifest = FileStore(data_dir / "audio").find(Rendition(key))
        assert manifest
        lengths = [timing.end_time - timing.start_time for timing in manifest.timings]
        script = write_script(manifest.spec.blocks, "en", SpeakerLimits(100))
        extra = [
            length - len(part.spoken) / 15 for length, part in zip(lengths, script, strict=True)
        ]
        assert extra == pytest.approx([extra[0]] * 30, abs=0.05)
        assert 1 < google.most_at_once <= 6

    @pytest.mark.usefixtures("worker")
    def test_a_storm_of_refusals_fails_the_job_and_leaves_nothing_behind(
        self, google: StandIn, ask: Ask, state: State, data_dir: Path
    ) -> None:
        google.pause = 0.1
        key = ask(100)
        wait_until(lambda: state(key).done > 5)
        google.status, google.headers = 429, {"Retry-After": "3600"}
        wait_until(lambda: state(key).state == "failed")
        assert state(key).error_code == "unavailable"
        assert FileStore(data_dir / "audio").find(Rendition(key)) is None
        google.status = 200
        wait_until(lambda: not google.at_once)
        for _ in range(2):
            asked = len(google.asked)
            ask(100)
            wait_until(lambda: state(key).state == "failed")
        assert len(google.asked) == asked, "the breaker is open"

    @pytest.mark.usefixtures("worker")
    def test_after_a_short_one_the_job_is_finished_later(
        self, google: StandIn, ask: Ask, state: State
    ) -> None:
        google.status = 429
        key = ask(10)
        wait_until(lambda: google.asked)
        google.status = 200
        wait_until(lambda: state(key).state == "finished")

    def test_a_worker_told_to_end_does_not_wait_for_google(
        self,
        google: StandIn,
        ask: Ask,
        state: State,
        worker: subprocess.Popen[bytes],
    ) -> None:
        google.pause = 30.0
        key = ask(10)
        wait_until(lambda: google.asked)
        worker.terminate()
        assert worker.wait(8) == 0
        assert state(key).state == "queued"
