"""The live stream of a run tells where its audio lies, and how long the whole is."""

import pytest
from redis import Redis

from audio_cache.key import key_of
from audio_cache.live import StreamEntry, read_entries
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import States
from audio_cache.stores import MemoryStore
from audio_cache.voice import Voice
from tests.conftest import job_context
from worker.job_context import current_context
from worker.jobs import make_audio


@pytest.fixture
def store(redis: Redis) -> MemoryStore:
    store = MemoryStore()
    current_context.set(job_context(redis, store))
    return store


@pytest.fixture
def spec(beep: Voice) -> SpeechSpec:
    blocks = tuple(Block("paragraph", f"Some words of part {number}.") for number in range(3))
    return SpeechSpec(blocks, "en", beep.reference, 100)


def run(redis: Redis, spec: SpeechSpec, queue: str, number: int) -> list[StreamEntry]:
    """Run the job for the first or another time, and return the entries of that run."""
    name = key_of(spec)
    States(redis).request(name, spec.to_json(), queue, if_state=("absent", "finished"))
    make_audio(name)
    return list(read_entries(redis, name, number))


@pytest.mark.parametrize("extension", ["mp3", "ogg", "flac", "wav"])
def test_its_entries_are_the_file(
    redis: Redis, store: MemoryStore, spec: SpeechSpec, extension: str
) -> None:
    name = Rendition(key_of(spec), extension).name
    States(redis).request(name, spec.to_json(), "click:tone")
    make_audio(name)
    entries = list(read_entries(redis, name, 1))
    offset = 0
    for entry in entries:
        if entry.audio is not None:
            assert entry.offset == offset
            offset += len(entry.audio)
    manifest = store.find(Rendition.from_name(name))
    assert manifest
    assert entries[-1].event == {"event": "finished", "size": manifest.size}
    assert offset == manifest.size


def test_a_run_that_relays_nothing_tells_the_size(
    redis: Redis, store: MemoryStore, spec: SpeechSpec
) -> None:
    entries = run(redis, spec, "backfill:tone", 1)
    manifest = store.find(Rendition(key_of(spec)))
    assert manifest
    assert entries[-1].event == {"event": "finished", "size": manifest.size}
    again = run(redis, spec, "click:tone", 2)  # it finds the audio in the store
    assert [entry.event for entry in again] == [{"event": "finished", "size": manifest.size}]
