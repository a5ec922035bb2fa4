import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from redis import Redis

from audio_cache.key import key_of
from audio_cache.priorities import queue_name
from audio_cache.queue import JobQueue
from audio_cache.registry import WorkerRegistry
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import AudioState, States
from audio_cache.stores.file import FileStore
from tests.conftest import wait_until
from tests.entries import stored_timings
from worker.breaker import Breaker
from worker.bucket import Bucket
from worker.config import WorkerConfig
from worker.engines.gtts import GttsEngine
from worker.engines.gtts_settings import GttsSettings
from worker.engines.remote import Remote
from worker.errors import EngineError, EngineSetupError, EngineUnavailable
from worker.script.script import SpeakerLimits, write_script

FakeService = Any
Spawn = Callable[..., subprocess.Popen[bytes]]
Post = Callable[[int], str]
State = Callable[[str], AudioState]


def test_a_segment_is_one_request(gtts_engine: GttsEngine, google: FakeService) -> None:
    text = ("Eins, zwei; drei. Vier! " * 4).strip()
    gtts_engine.synthesize(text, "de", 1.0)
    assert google.requests == [("de", text)]


def test_a_long_text_is_split_into_as_few_requests_as_possible(
    gtts_engine: GttsEngine, google: FakeService
) -> None:
    text = "one, two, three, four, five, six, seven, " * 6 + "eight"
    gtts_engine.synthesize(text, "en", 1.0)
    assert len(google.requests) == 3
    assert " ".join(part for _, part in google.requests) == text


def test_languages_have_their_bcp_47_tags(gtts_engine: GttsEngine) -> None:
    spoken = {voice.name: voice.languages for voice in gtts_engine.voices()}
    assert spoken["iw"] == ("he",)
    assert spoken["zh-TW"] == ("zh",)
    assert spoken["no"] == ("no", "nb")


@pytest.mark.parametrize(
    "response", [b'["wrb.fr","jQ1olc",null]', b'"jQ1olc","[\\"AAA\\"]"', b"no"]
)
def test_a_response_without_audio_is_an_error(
    gtts_engine: GttsEngine, google: FakeService, response: bytes
) -> None:
    google.response = response
    with pytest.raises(EngineError):
        gtts_engine.synthesize("Hello.", "en", 1.0)


def test_after_a_rate_limit_no_request_is_sent(
    gtts_engine: GttsEngine, google: FakeService
) -> None:
    google.status, google.headers = 429, {"Retry-After": "300"}
    for _ in range(20):
        with pytest.raises(EngineUnavailable):
            gtts_engine.synthesize("Hello.", "en", 1.0)
    assert len(google.requests) == 1


def test_requests_are_delayed_by_the_token_bucket(google: FakeService, redis: Redis) -> None:
    slept: list[float] = []
    remote = Remote("Google Translate", google.url, Breaker(redis, "gtts"), 6, 120.0)
    bucket = Bucket(redis, "gtts", 0.2, 2, clock=lambda: 1000.0)
    engine = GttsEngine(remote, bucket, sleep=slept.append)
    for _ in range(5):
        engine.synthesize("Hello.", "en", 1.0)
    assert slept == [0, 0, 5, 10, 15]
    engine.close()


@pytest.mark.parametrize(
    ("settings", "match"),
    [
        (GttsSettings(tld="com.evil.example/"), "GTTS_TLD must be one of .*co.uk.*'com.evil"),
        (GttsSettings(requests_per_second=0), "PER_SECOND must be greater than 0, got 0"),
    ],
)
def test_invalid_settings_are_a_setup_error(
    redis: Redis, settings: GttsSettings, match: str
) -> None:
    with pytest.raises(EngineSetupError, match=match):
        GttsEngine.build(WorkerConfig(gtts=settings), redis)


def test_another_domain_changes_the_revision(redis: Redis) -> None:
    at_home, abroad = (
        GttsEngine.build(WorkerConfig(gtts=GttsSettings(tld=tld)), redis) for tld in ("com", "ie")
    )
    assert at_home.voices()[0].reference != abroad.voices()[0].reference


class TestJobs:
    """A real worker process that uses a fake Google on this machine."""

    @pytest.fixture
    def post(self, redis: Redis) -> Post:
        """Request an article with this number of sentences; returns its key."""

        def post(sentences: int) -> str:
            text = " ".join(f"This is sentence number {number}." for number in range(sentences))
            (voice,) = (
                v for v in WorkerRegistry(redis).snapshot().voices or [] if v.id == "gtts:en"
            )
            spec = SpeechSpec((Block("paragraph", text),), "en", voice.reference, 100)
            queue = queue_name("click", "gtts")
            if States(redis).request(key_of(spec), spec.to_json(), queue):
                JobQueue(redis).enqueue(key_of(spec), queue)
            return key_of(spec)

        return post

    @pytest.fixture
    def worker(
        self, redis: Redis, google: FakeService, spawn_worker: Spawn
    ) -> subprocess.Popen[bytes]:
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
    def test_concurrent_requests_keep_the_order_of_the_sentences(
        self, google: FakeService, post: Post, state: State, data_dir: Path
    ) -> None:
        # After the first request, which is sent alone, hold one until another is sent.
        google.before_response = lambda: wait_until(
            lambda: len(google.requests) == 1 or google.max_open_requests > 1
        )
        key = post(30)
        wait_until(lambda: state(key).state == "finished")
        store = FileStore(data_dir / "audio")
        spec, timings = store.spec(key), stored_timings(store, key)
        assert spec
        lengths = [timing.end_time - timing.start_time for timing in timings]
        script = write_script(spec.blocks, "en", SpeakerLimits(100))
        extra = [
            length - len(part.spoken) / 15 for length, part in zip(lengths, script, strict=True)
        ]
        assert extra == pytest.approx([extra[0]] * 30, abs=0.05)
        assert 1 < google.max_open_requests <= 6

    @pytest.mark.usefixtures("worker")
    def test_a_rate_limit_fails_the_job_and_opens_the_breaker(
        self, google: FakeService, post: Post, state: State, data_dir: Path
    ) -> None:
        limited = Event()
        google.before_response = lambda: len(google.requests) <= 10 or limited.wait(180)
        key = post(100)
        wait_until(lambda: state(key).done > 5)
        google.status, google.headers = 429, {"Retry-After": "3600"}
        limited.set()
        wait_until(lambda: state(key).state == "failed")
        assert state(key).error_code == "unavailable"
        assert FileStore(data_dir / "audio").find(Rendition(key)) is None
        google.status = 200
        wait_until(lambda: not google.open_requests)
        for _ in range(2):
            sent = len(google.requests)
            post(100)
            wait_until(lambda: state(key).state == "failed")
        assert len(google.requests) == sent, "the breaker is open"

    @pytest.mark.usefixtures("worker")
    def test_after_a_short_rate_limit_the_job_finishes(
        self, google: FakeService, post: Post, state: State
    ) -> None:
        def limit_the_first() -> None:
            google.status = 429 if len(google.requests) == 1 else 200

        google.before_response = limit_the_first
        key = post(10)
        wait_until(lambda: state(key).state == "finished")

    def test_a_worker_that_is_terminated_does_not_wait_for_google(
        self,
        google: FakeService,
        post: Post,
        state: State,
        worker: subprocess.Popen[bytes],
    ) -> None:
        exited = Event()
        google.before_response = lambda: exited.wait(600)
        key = post(10)
        wait_until(lambda: google.requests)
        worker.terminate()
        assert worker.wait(180) == 0
        exited.set()
        assert state(key).state == "queued"
