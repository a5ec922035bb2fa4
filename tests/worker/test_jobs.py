"""Jobs in real worker processes with a real Redis, and with real kills.

Tests that interfere with a running job use gates: sentences that the worker synthesizes only after
the test has opened them. So the job is where the test expects it on any machine.
"""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from audio_cache.key import key_of
from audio_cache.live_format import LIVE_MP3
from audio_cache.manifest import Manifest
from audio_cache.priorities import queue_name
from audio_cache.queue import JobQueue
from audio_cache.registry import WorkerRegistry
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, LexiconEntry, SpeechSpec
from audio_cache.state import AudioState, States
from audio_cache.stores.file import FileStore
from audio_cache.voice import Voice
from listen.library.library import Library
from listen.voices.catalog import Catalog
from listen.voices.preferences import VoicePreferences
from tests.conftest import wait_until
from worker.worker import LEASE

Spawn = Callable[..., subprocess.Popen[bytes]]
Begin = Callable[..., tuple[subprocess.Popen[bytes], str]]

CLICK = queue_name("click", "tone")
HEAD = LIVE_MP3.frame_bytes
"""Bytes at the beginning that differ between the live stream and the finished file."""

RUN = "import sys, runpy; sys.argv = ['worker']; runpy.run_module('worker', run_name='__main__')"
SENTENCE = "A sentence of some length that keeps a worker busy for a moment, number {}. "
GATE = "This sentence waits until the test has opened the gate {}, and not any sooner. "

ONE, TWO, THREE = {5: "one"}, {20: "two"}, {30: "three"}
"""Gates by the index of their sentence. Before the first are some 23 seconds of audio."""

GATED = """
import os, re, time
from redis import Redis
from worker.engines.tone import ToneEngine
redis, synthesize = Redis.from_url(os.environ["LISTEN_REDIS_URL"]), ToneEngine.synthesize
def wait_and_synthesize(self, text, voice, speed):
    for gate in re.findall(r"the gate (\\w+)", text):
        while not redis.exists(f"test:gate:{gate}"):
            time.sleep(0.01)
    return synthesize(self, text, voice, speed)
ToneEngine.synthesize = wait_and_synthesize
"""


class Client:
    """Requests audio as the web process does."""

    def __init__(self, redis: Redis, store: FileStore, voice: Voice) -> None:
        self.redis: Any = redis
        self.store, self.voice = store, voice
        self.states, self.jobs = States(redis), JobQueue(redis)

    def spec(
        self,
        sentences: int,
        first: int = 0,
        voice: str | None = None,
        gates: Mapping[int, str] | None = None,
    ) -> SpeechSpec:
        """Return a spec with the sentences `first` and up, some of them gates."""
        names = gates or {}
        text = "".join(
            GATE.format(names[index]) if index in names else SENTENCE.format(first + index)
            for index in range(sentences)
        )
        reference = voice or self.voice.reference
        return SpeechSpec((Block("paragraph", text.strip()),), "en", reference, 100)

    def open_gates(self, *names: str) -> None:
        for name in names:
            self.redis.set(f"test:gate:{name}", 1)

    def find(self, key: str) -> Manifest | None:
        return self.store.find(Rendition(key))

    def request(self, spec: SpeechSpec, queue: str = CLICK) -> str:
        """Queue the job of a spec unless there is one. Returns its key."""
        key = key_of(spec)
        created, _ = self.states.request(key, spec.to_json(), queue)
        if created:
            self.jobs.enqueue(key, queue)
        return key

    def state(self, key: str) -> AudioState:
        state = self.states.get(key)
        assert state
        return state

    def finished(self, key: str) -> Callable[[], bool]:
        return lambda: self.state(key).state == "finished"

    def in_progress(self, key: str) -> Callable[[], bool]:
        return lambda: self.state(key).done > 2

    def relayed(self, key: str, run: int) -> bytes:
        """Return the audio in the live stream of a run."""
        entries = self.redis.xrange(f"listen:live:{key}:{run}")
        return b"".join(fields.get(b"audio", b"") for _, fields in entries)


@pytest.fixture
def client(redis: Redis, data_dir: Path, beep: Voice) -> Client:
    return Client(redis, FileStore(data_dir / "audio"), beep)


@pytest.fixture
def spawn_gated(spawn_worker: Spawn) -> Callable[[], subprocess.Popen[bytes]]:
    """Start a worker that respects gates."""
    return lambda: spawn_worker(code=GATED + RUN, LISTEN_WORKER_STALL_SECONDS="600")


@pytest.fixture
def begin(client: Client, spawn_gated: Spawn) -> Begin:
    """Start a worker with an article of 40 sentences, which stops at gate one, then at gate two.

    Returns the worker, after it has made the first sentences, and the key.
    """

    def begin(queue: str = CLICK) -> tuple[subprocess.Popen[bytes], str]:
        worker = spawn_gated()
        key = client.request(client.spec(40, gates=ONE | TWO), queue)
        wait_until(client.in_progress(key))
        return worker, key

    return begin


def leftovers(redis: Any) -> set[str]:
    """Return RQ's keys in Redis that belong to a job."""
    names = {key.decode() for key in redis.keys("rq:*")}
    permanent = ("rq:worker", "rq:queues", "rq:clean_groups")
    return {name for name in names if not name.startswith(permanent)}


def test_a_finished_job_leaves_nothing_in_the_queue(client: Client, spawn_worker: Spawn) -> None:
    key = client.request(client.spec(3))
    spawn_worker()
    wait_until(client.finished(key))
    assert client.find(key)
    wait_until(lambda: not leftovers(client.redis))


def test_a_worker_announces_its_voices_and_withdraws_them(
    client: Client, spawn_worker: Spawn
) -> None:
    worker = spawn_worker()
    wait_until(lambda: WorkerRegistry(client.redis).snapshot().voices == [client.voice])
    worker.terminate()
    assert worker.wait(180) == 0
    assert WorkerRegistry(client.redis).snapshot().voices is None


def test_fifty_different_requests_all_finish(client: Client, spawn_worker: Spawn) -> None:
    spawn_worker()
    keys = [client.request(client.spec(1, first=number)) for number in range(50)]
    for key in keys:
        wait_until(client.finished(key))
        assert client.find(key)


def test_a_job_whose_worker_is_killed_is_run_by_another(
    client: Client, begin: Begin, spawn_worker: Spawn
) -> None:
    killed, key = begin()
    killed.kill()
    other = spawn_worker()
    wait_until(lambda: client.state(key).attempt == 2)
    wait_until(client.finished(key))
    assert client.find(key)
    assert other.poll() is None
    # The worker that takes over counts it.
    wait_until(lambda: client.redis.hget("listen:counters", "listen_job_takeovers") == b"1")


def test_a_job_killed_between_pop_and_start_is_not_lost(
    client: Client, spawn_worker: Spawn
) -> None:
    key = client.request(client.spec(3))
    # A worker that dies there leaves the job in no queue and no registry, and its state "queued".
    assert client.redis.lpop(f"rq:queue:{CLICK}") == key.encode()
    spawn_worker()
    wait_until(client.finished(key))


def test_a_terminated_worker_returns_its_job_to_the_queue(client: Client, begin: Begin) -> None:
    worker, key = begin()
    worker.send_signal(signal.SIGTERM)
    client.open_gates("one")
    assert worker.wait(180) == 0
    state = client.state(key)
    assert (state.state, state.attempt) == ("queued", 0)
    assert client.redis.lrange(f"rq:queue:{CLICK}", 0, -1) == [key.encode()]


def test_a_running_job_whose_lease_is_renewed_is_not_taken_from_its_worker(
    client: Client, begin: Begin, spawn_gated: Spawn
) -> None:
    def lease() -> float:
        ((_, expires),) = client.redis.zrange(f"rq:wip:{CLICK}", 0, -1, withscores=True)
        return float(expires)

    _, key = begin()
    first = lease()
    assert first - time.time() <= LEASE
    spawn_gated()
    wait_until(lambda: len(WorkerRegistry(client.redis).workers()) == 2)
    wait_until(lambda: lease() > first + 2)
    client.open_gates("one", "two")
    wait_until(client.finished(key))
    assert client.state(key).attempt == 1


def test_a_job_that_kills_its_workers_is_given_up(client: Client, spawn_worker: Spawn) -> None:
    key = client.request(client.spec(3))
    for _ in range(3):
        client.states.started(key)
    spawn_worker()
    wait_until(lambda: client.state(key).state == "failed")
    assert client.state(key).error_code == "engine_failed"
    wait_until(lambda: not leftovers(client.redis))


class TestFallback:
    """A worker with three voices; only the last one can speak."""

    CODE = (
        "from dataclasses import replace; from worker.engines.tone import ToneEngine as T; "
        "from worker.errors import EngineError; beep, speak = T.voices, T.synthesize; "
        "T.voices = lambda self: [replace(beep(self)[0], name=n) for n in ('one', 'two', 'beep')]\n"
        "def synthesize(self, text, voice, speed):\n"
        "    if voice != 'beep': raise EngineError('hoarse')\n"
        "    return speak(self, text, voice, speed)\n"
        "T.synthesize = synthesize\n"
    )

    def request(self, client: Client, *voices: str) -> list[str]:
        """Request an article with fallback voices. Returns its key with each voice."""
        first, *others = [client.spec(3, voice=f"tone:{voice}@1") for voice in voices]
        fallbacks = [spec.to_json() for spec in others]
        client.states.request(key_of(first), first.to_json(), CLICK, fallbacks)
        client.jobs.enqueue(key_of(first), CLICK)
        return [key_of(first), *map(key_of, others)]

    def test_the_next_fallback_that_can_speak_makes_the_whole_article(
        self, client: Client, spawn_worker: Spawn
    ) -> None:
        spawn_worker(code=self.CODE + RUN)
        one, two, beep = self.request(client, "one", "two", "beep")
        wait_until(lambda: client.find(beep) is not None)
        assert client.state(one).superseded_by == two
        assert client.state(two).superseded_by == beep
        assert client.state(one).error_code == "engine_failed"
        assert not client.find(one)
        manifest = client.find(beep)
        assert manifest
        assert manifest.options.voice == "tone:beep@1", "one voice for the whole article"

    def test_the_last_fallback_fails_for_good(self, client: Client, spawn_worker: Spawn) -> None:
        spawn_worker(code=self.CODE + RUN)
        one, two = self.request(client, "one", "two")
        wait_until(lambda: client.state(one).superseded_by == two)
        wait_until(lambda: client.state(two).state == "failed")
        assert client.state(two).superseded_by is None
        assert not client.redis.zrange("listen:pending", 0, -1)


def test_a_failed_job_does_not_block_its_key(client: Client, spawn_worker: Spawn) -> None:
    spawn_worker()
    key = client.request(client.spec(3, voice="tone:beep@0"))
    wait_until(lambda: client.state(key).state == "failed")
    assert client.state(key).error_code == "voice_changed"
    client.request(client.spec(3, voice="tone:beep@0"))
    assert client.state(key).state == "queued"
    wait_until(lambda: client.state(key).state == "failed")


@pytest.mark.parametrize("rehearsal", ["", "import worker.rehearsal as r; r.produce = print; "])
def test_a_hung_worker_exits(client: Client, spawn_worker: Spawn, rehearsal: str) -> None:
    """It hangs in a call that never returns and never releases the interpreter's lock: in its
    rehearsal, or in its first job if the rehearsal does nothing."""
    hang = "lambda *_: re.match('(a+)+$', 'a' * 60 + 'b')"
    code = f"import re; from worker.engines.tone import ToneEngine as T; T.synthesize = {hang}; "
    worker = spawn_worker(code=rehearsal + code + RUN, LISTEN_WORKER_STALL_SECONDS="1")
    key = client.request(client.spec(3))
    wait_until(lambda: worker.poll() == 1)
    spawn_worker()
    wait_until(client.finished(key))


def test_a_full_disk_fails_the_job_and_leaves_no_partial_file(
    client: Client, spawn_worker: Spawn
) -> None:
    limit = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (20_000, 20_000)); "
    spawn_worker(code=limit + RUN)
    key = client.request(client.spec(20))
    wait_until(lambda: client.state(key).state == "failed")
    assert client.state(key).error_code == "storage_full"
    assert [p.name for p in client.store.folder.rglob("*") if p.is_file()] == ["store-id"]


def test_a_running_job_is_the_current_job_of_its_worker(client: Client, begin: Begin) -> None:
    _, key = begin()
    (worker,) = SimpleWorker.all(client.redis, serializer=JSONSerializer)
    assert worker.get_current_job_id() == key


class TestPreemptionOfBulk:
    """One worker, and an article in bulk priority that stops at gate one, then at gate two."""

    BACKFILL = queue_name("backfill", "tone")

    @pytest.fixture
    def bulk(self, begin: Begin) -> str:
        _, key = begin(self.BACKFILL)
        return key

    def test_a_click_preempts_a_backfill(self, client: Client, bulk: str) -> None:
        click = client.request(client.spec(2, first=9000))
        client.open_gates("one")
        wait_until(client.finished(click))
        assert client.state(bulk).state != "finished"
        client.open_gates("two")
        wait_until(client.finished(bulk))
        assert client.state(bulk).attempt == 1
        assert client.state(bulk).cached > 0, "sentences of the first run come from the cache"

    def test_a_backfill_that_is_clicked_runs_again_as_a_click(
        self, client: Client, bulk: str, tmp_path: Path
    ) -> None:
        assert client.relayed(bulk, 1) == b""
        catalog = Catalog(
            WorkerRegistry(client.redis), tmp_path / "catalog.json", VoicePreferences("")
        )
        library = Library(client.store, client.states, client.jobs, catalog)
        library.request(client.spec(40, gates=ONE | TWO), "click")
        client.open_gates("one")
        wait_until(lambda: client.state(bulk).run == 2)
        assert client.state(bulk).queue == CLICK
        wait_until(lambda: client.relayed(bulk, 2))
        client.open_gates("two")
        wait_until(client.finished(bulk))

    def test_a_backfill_does_not_preempt_a_backfill(self, client: Client, bulk: str) -> None:
        other = client.request(client.spec(1, first=9000), self.BACKFILL)
        client.open_gates("one", "two")
        wait_until(client.finished(bulk))
        assert client.state(bulk).run == 1
        wait_until(client.finished(other))


class TestPreemptionOfClicks:
    """One worker, and an article with a reader that stops at gate one, then at gate two."""

    @pytest.fixture
    def first(self, begin: Begin) -> str:
        _, key = begin()
        return key

    def test_a_second_reader_does_not_wait_for_the_whole_article(
        self, client: Client, first: str
    ) -> None:
        second = client.request(client.spec(2, first=9000))
        client.open_gates("one")
        wait_until(client.finished(second))
        state = client.state(first)
        assert state.state != "finished"
        assert state.relayed >= 10, "its own reader has audio to listen to"
        client.open_gates("two")
        wait_until(client.finished(first))
        assert client.state(first).attempt == 1

    def test_the_article_with_the_least_audio_comes_first(self, client: Client, first: str) -> None:
        others = [
            client.request(client.spec(40, first=9000 + 50 * n, gates=TWO | THREE))
            for n in range(2)
        ]
        client.open_gates("one")
        wait_until(lambda: all(client.state(key).run for key in others))
        latest = client.request(client.spec(2, first=20_000))
        client.open_gates("two")
        wait_until(client.finished(latest))
        assert not [key for key in others if client.state(key).state == "finished"]
        client.open_gates("three")
        for key in (first, *others):
            wait_until(client.finished(key))
            runs = client.state(key).run
            assert runs < 10, "the threshold doubles, so preemption is rare"
            self.assert_equal_bytes(client, key, runs)

    def assert_equal_bytes(self, client: Client, key: str, runs: int) -> None:
        """The stream of each run is the beginning of the file, except for its head."""
        with client.store.open(Rendition(key)) as file:
            audio = file.read()[HEAD:]
        for run in range(1, runs + 1):
            relayed = client.relayed(key, run)[HEAD:]
            assert relayed
            assert audio.startswith(relayed)


def test_a_retry_continues_with_equal_bytes(
    client: Client, begin: Begin, spawn_worker: Spawn
) -> None:
    killed, key = begin()
    killed.kill()
    spawn_worker()
    wait_until(client.finished(key))
    first, second = (client.relayed(key, run) for run in (1, 2))
    assert first
    assert second.startswith(first)
    with client.store.open(Rendition(key)) as file:
        assert file.read()[HEAD:] == second[HEAD:]


def test_an_edited_article_synthesizes_only_the_changed_sentence(
    client: Client, spawn_worker: Spawn
) -> None:
    spawn_worker()
    spec = client.spec(20)
    wait_until(client.finished(client.request(spec)))
    (block,) = spec.blocks
    edited = replace(
        spec, blocks=(replace(block, text=block.text.replace("number 7", "number 77")),)
    )
    key = client.request(edited)
    wait_until(client.finished(key))
    manifest = client.find(key)
    assert manifest
    assert manifest.segments - manifest.cached == 1


def test_a_changed_lexicon_synthesizes_only_the_sentences_with_its_word(
    client: Client, spawn_worker: Spawn
) -> None:
    spawn_worker()
    text = "Kyiv is old. Its river is wide. The bridges of Kyiv are many. So are its gardens."
    spec = replace(client.spec(1), blocks=(Block("paragraph", text),))
    cached = []
    for lexicon in [(), (LexiconEntry("Kyiv", "Keev"),), (LexiconEntry("Kyiv", "Kiev"),)]:
        key = client.request(replace(spec, lexicon=lexicon))
        wait_until(client.finished(key))
        manifest = client.find(key)
        assert manifest
        assert manifest.segments == 4
        cached.append(manifest.cached)
    assert cached == [0, 2, 2]
