"""Real worker processes, a real server, real kills."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from redis import Redis
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.queue import JobQueue, queue_name
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

Spawn = Callable[..., subprocess.Popen[bytes]]
Begun = Callable[..., tuple[subprocess.Popen[bytes], str]]

CLICK = queue_name("click", "tone")
RUN = "import sys, runpy; sys.argv = ['worker']; runpy.run_module('worker', run_name='__main__')"
SENTENCE = "A sentence of some length that keeps a worker busy for a moment, number {}. "


class Client:
    """Asks for audio as the web does."""

    def __init__(self, redis: Redis, store: FileStore, voice: Voice) -> None:
        self.redis, self.store, self.voice = redis, store, voice
        self.states, self.jobs = States(redis), JobQueue(redis)

    def spec(self, sentences: int, first: int = 0, voice: str | None = None) -> SpeechSpec:
        numbers = range(first, first + sentences)
        text = "".join(SENTENCE.format(number) for number in numbers).strip()
        return SpeechSpec((Block("paragraph", text),), "en", voice or self.voice.reference, 100)

    def find(self, key: str) -> Manifest | None:
        return self.store.find(Rendition(key))

    def ask(self, spec: SpeechSpec, queue: str = CLICK) -> str:
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

    def started(self, key: str) -> Callable[[], bool]:
        return lambda: self.state(key).done > 2

    def relayed(self, key: str, run: int) -> bytes:
        entries = self.redis.xrange(f"listen:live:{key}:{run}")
        return b"".join(fields.get(b"audio", b"") for _, fields in entries)


@pytest.fixture
def client(redis: Redis, data_dir: Path, beep: Voice) -> Client:
    return Client(redis, FileStore(data_dir / "audio"), beep)


@pytest.fixture
def begun(client: Client, spawn_worker: Spawn) -> Begun:
    """Has a worker begin with so many sentences: the worker and their key."""

    def begun(sentences: int, queue: str = CLICK) -> tuple[subprocess.Popen[bytes], str]:
        worker = spawn_worker()
        key = client.ask(client.spec(sentences), queue)
        wait_until(client.started(key))
        return worker, key

    return begun


def leftovers(redis: Redis) -> set[str]:
    """Keys of RQ's that belong to no worker or queue as such."""
    names = {key.decode() for key in redis.keys("rq:*")}
    permanent = ("rq:worker", "rq:queues", "rq:clean_groups")
    return {name for name in names if not name.startswith(permanent)}


def test_a_job_is_done_and_leaves_nothing_in_the_queue(client: Client, spawn_worker: Spawn) -> None:
    key = client.ask(client.spec(3))
    spawn_worker()
    wait_until(client.finished(key))
    assert client.find(key)
    wait_until(lambda: not leftovers(client.redis), seconds=10)


def test_a_worker_announces_its_voices_and_takes_them_back(
    client: Client, spawn_worker: Spawn
) -> None:
    worker = spawn_worker()
    wait_until(lambda: WorkerRegistry(client.redis).snapshot().voices == [client.voice])
    worker.terminate()
    assert worker.wait(30) == 0
    assert WorkerRegistry(client.redis).snapshot().voices is None


def test_fifty_different_requests_all_finish(client: Client, spawn_worker: Spawn) -> None:
    spawn_worker()
    keys = [client.ask(client.spec(1, first=number)) for number in range(50)]
    for key in keys:
        wait_until(client.finished(key))
        assert client.find(key)


def test_a_job_whose_worker_is_killed_is_run_by_another(
    client: Client, begun: Begun, spawn_worker: Spawn
) -> None:
    victim, key = begun(100)
    victim.kill()
    heir = spawn_worker()
    wait_until(lambda: client.state(key).attempt == 2)
    wait_until(client.finished(key), seconds=60)
    assert client.find(key)
    assert heir.poll() is None


def test_a_job_killed_between_pop_and_start_is_not_lost(
    client: Client, spawn_worker: Spawn
) -> None:
    key = client.ask(client.spec(3))
    # What is left when a worker dies there: out of its queue, in no registry, its hash "queued".
    assert client.redis.lpop(f"rq:queue:{CLICK}") == key.encode()
    spawn_worker()
    wait_until(client.finished(key))


def test_a_worker_told_to_end_gives_its_job_back_at_once(client: Client, begun: Begun) -> None:
    worker, key = begun(100)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    state = client.state(key)
    assert (state.state, state.attempt) == ("queued", 0)
    assert client.redis.lrange(f"rq:queue:{CLICK}", 0, -1) == [key.encode()]


def test_a_healthy_long_job_is_not_taken_from_its_worker(
    client: Client, begun: Begun, spawn_worker: Spawn
) -> None:
    _, key = begun(160)
    spawn_worker()
    wait_until(client.finished(key), seconds=60)
    assert client.state(key).attempt == 1


def test_a_job_that_kills_its_workers_is_given_up(client: Client, spawn_worker: Spawn) -> None:
    key = client.ask(client.spec(3))
    for _ in range(3):
        client.states.started(key)
    spawn_worker()
    wait_until(lambda: client.state(key).state == "failed")
    assert client.state(key).error_code == "engine_failed"
    wait_until(lambda: not leftovers(client.redis), seconds=10)


class TestFallingBack:
    """A worker with three voices of which only the last can speak."""

    CODE = (
        "from dataclasses import replace; from worker.engines.tone import ToneEngine as T; "
        "from worker.errors import EngineError; beep, speak = T.voices, T.synthesize; "
        "T.voices = lambda self: [replace(beep(self)[0], name=n) for n in ('one', 'two', 'beep')]\n"
        "def synthesize(self, text, voice, speed):\n"
        "    if voice != 'beep': raise EngineError('hoarse')\n"
        "    return speak(self, text, voice, speed)\n"
        "T.synthesize = synthesize\n"
    )

    def ask(self, client: Client, *voices: str) -> list[str]:
        """Keys: the article by the first voice, and by those in line."""
        first, *others = [client.spec(3, voice=f"tone:{voice}@1") for voice in voices]
        in_line = [spec.to_json() for spec in others]
        client.states.request(key_of(first), first.to_json(), CLICK, in_line)
        client.jobs.enqueue(key_of(first), CLICK)
        return [key_of(first), *map(key_of, others)]

    def test_the_next_voice_in_line_reads_all_of_it(
        self, client: Client, spawn_worker: Spawn
    ) -> None:
        spawn_worker(code=self.CODE + RUN)
        one, two, beep = self.ask(client, "one", "two", "beep")
        wait_until(lambda: client.find(beep) is not None)
        assert client.state(one).superseded_by == two
        assert client.state(two).superseded_by == beep
        assert client.state(one).error_code == "engine_failed"
        assert not client.find(one)
        manifest = client.find(beep)
        assert manifest
        assert manifest.spec.voice == "tone:beep@1", "one voice from the first word to the last"

    def test_the_last_in_line_fails_for_good(self, client: Client, spawn_worker: Spawn) -> None:
        spawn_worker(code=self.CODE + RUN)
        one, two = self.ask(client, "one", "two")
        wait_until(lambda: client.state(one).superseded_by == two)
        wait_until(lambda: client.state(two).state == "failed")
        assert client.state(two).superseded_by is None
        assert not client.redis.zrange("listen:pending", 0, -1)


def test_a_failed_job_does_not_block_its_key(client: Client, spawn_worker: Spawn) -> None:
    spawn_worker()
    key = client.ask(client.spec(3, voice="tone:beep@0"))
    wait_until(lambda: client.state(key).state == "failed")
    assert client.state(key).error_code == "voice_changed"
    client.ask(client.spec(3, voice="tone:beep@0"))
    assert client.state(key).state == "queued"
    wait_until(lambda: client.state(key).state == "failed")


def test_a_hung_worker_ends_itself(client: Client, spawn_worker: Spawn) -> None:
    """The worst way to hang: a call that never returns and keeps the interpreter to itself."""
    hang = "lambda *_: re.match('(a+)+$', 'a' * 60 + 'b')"
    code = f"import re; from worker.engines.tone import ToneEngine as T; T.synthesize = {hang}; "
    worker = spawn_worker(code=code + RUN, LISTEN_WORKER_STALL_SECONDS="1")
    key = client.ask(client.spec(3))
    wait_until(lambda: worker.poll() == 1)
    spawn_worker()
    wait_until(client.finished(key))


def test_a_full_disk_fails_the_job_and_leaves_nothing_half_written(
    client: Client, spawn_worker: Spawn
) -> None:
    limit = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (20_000, 20_000)); "
    spawn_worker(code=limit + RUN)
    key = client.ask(client.spec(20))
    wait_until(lambda: client.state(key).state == "failed")
    assert client.state(key).error_code == "storage_full"
    assert [path for path in client.store.folder.rglob("*") if path.is_file()] == []


def test_the_lease_of_a_running_job_is_short(client: Client, begun: Begun) -> None:
    _, key = begun(100)
    ((_, expires),) = client.redis.zrange(f"rq:wip:{CLICK}", 0, -1, withscores=True)
    assert expires - time.time() <= 6
    (worker,) = SimpleWorker.all(client.redis, serializer=JSONSerializer)
    assert worker.get_current_job_id() == key


class TestGivingWay:
    """One worker, busy with something long that nobody waits for."""

    BACKFILL = queue_name("backfill", "tone")

    @pytest.fixture
    def long(self, begun: Begun) -> str:
        _, key = begun(100, self.BACKFILL)
        return key

    def test_a_click_is_done_before_the_rest_of_a_backfill(self, client: Client, long: str) -> None:
        click = client.ask(client.spec(2, first=9000))
        wait_until(client.finished(click))
        assert client.state(long).state != "finished"
        wait_until(client.finished(long))
        assert client.state(long).attempt == 1
        assert client.state(long).cached > 0, "what was spoken before is not spoken again"

    def test_a_click_on_what_runs_in_bulk_brings_it_back_as_a_click(
        self, client: Client, long: str, tmp_path: Path
    ) -> None:
        assert client.relayed(long, 1) == b""
        catalog = Catalog(
            WorkerRegistry(client.redis), tmp_path / "catalog.json", VoicePreferences("")
        )
        library = Library(client.store, client.states, client.jobs, catalog)
        library.request(client.spec(100), "click")
        wait_until(lambda: client.state(long).run == 2)
        assert client.state(long).queue == CLICK
        wait_until(lambda: client.relayed(long, 2))
        wait_until(client.finished(long))

    def test_a_backfill_does_not_give_way_to_a_backfill(self, client: Client, long: str) -> None:
        other = client.ask(client.spec(1, first=9000), self.BACKFILL)
        wait_until(client.finished(long))
        assert client.state(long).run == 1
        wait_until(client.finished(other))


class TestReadersAtOnce:
    """One worker, and a long article that is heard: some minutes of sound."""

    @pytest.fixture
    def heard(self, begun: Begun) -> str:
        _, key = begun(100)
        return key

    def test_a_second_reader_does_not_wait_for_the_end(self, client: Client, heard: str) -> None:
        key = client.ask(client.spec(2, first=9000))
        wait_until(client.finished(key))
        state = client.state(heard)
        assert state.state != "finished"
        assert state.relayed >= 10, "its own reader has something to listen to"
        wait_until(client.finished(heard), seconds=60)
        assert client.state(heard).attempt == 1

    def test_the_one_that_has_least_comes_first(self, client: Client, heard: str) -> None:
        others = [client.ask(client.spec(50, first=9000 + 50 * n)) for n in range(2)]
        wait_until(lambda: all(client.state(key).run for key in others))
        latest = client.ask(client.spec(2, first=20_000))
        wait_until(client.finished(latest))
        assert not [key for key in others if client.state(key).state == "finished"]
        for key in (heard, *others):
            wait_until(client.finished(key), seconds=60)
            runs = client.state(key).run
            assert runs < 10, "twice as much each time, so it happens seldom"
            self.every_run_says_the_same(client, key, runs)

    def every_run_says_the_same(self, client: Client, key: str, runs: int) -> None:
        with client.store.open(Rendition(key)) as file:
            audio = file.read()[192:]
        for run in range(1, runs + 1):
            relayed = client.relayed(key, run)[192:]
            assert relayed
            assert audio.startswith(relayed)


def test_a_retry_continues_with_equal_bytes(
    client: Client, begun: Begun, spawn_worker: Spawn
) -> None:
    victim, key = begun(80)
    victim.kill()
    spawn_worker()
    wait_until(client.finished(key))
    first, second = (client.relayed(key, run) for run in (1, 2))
    assert first
    assert second.startswith(first)
    with client.store.open(Rendition(key)) as file:
        assert file.read()[192:] == second[192:]


def test_an_edited_article_makes_only_what_changed(client: Client, spawn_worker: Spawn) -> None:
    spawn_worker()
    spec = client.spec(20)
    wait_until(client.finished(client.ask(spec)))
    (block,) = spec.blocks
    edited = replace(
        spec, blocks=(replace(block, text=block.text.replace("number 7", "number 77")),)
    )
    key = client.ask(edited)
    wait_until(client.finished(key))
    manifest = client.find(key)
    assert manifest
    assert len(manifest.timings) - manifest.cached == 1


def test_a_changed_lexicon_makes_only_the_sentences_with_its_word(
    client: Client, spawn_worker: Spawn
) -> None:
    spawn_worker()
    text = "Kyiv is old. Its river is wide. The bridges of Kyiv are many. So are its gardens."
    spec = replace(client.spec(1), blocks=(Block("paragraph", text),))
    cached = []
    for lexicon in [(), (LexiconEntry("Kyiv", "Keev"),), (LexiconEntry("Kyiv", "Kiev"),)]:
        key = client.ask(replace(spec, lexicon=lexicon))
        wait_until(client.finished(key))
        manifest = client.find(key)
        assert manifest
        assert manifest.spec.lexicon == lexicon
        assert len(manifest.timings) == 4
        cached.append(manifest.cached)
    assert cached == [0, 2, 2]
