import time
from dataclasses import replace

import pytest

from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import MemoryStore
from listen.cache.evict import evict, evict_old
from tests import entries

SPEC = SpeechSpec((Block("paragraph", "Some text."),), "en", "tone:beep@1", 100)
AUDIO = b"s" * 10_000


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def keys(store: MemoryStore) -> list[str]:
    """Ten audios; the first was played least recently, all of them long ago."""
    keys = []
    for number in range(10):
        spec = replace(SPEC, speed=100 + number)
        keys.append(entries.publish(store, spec, AUDIO).key)
        store.uses[keys[-1]] = 1000.0 + number
    return keys


def left(store: MemoryStore, keys: list[str]) -> list[int]:
    return [number for number, key in enumerate(keys) if store.find(Rendition(key))]


def size_of(store: MemoryStore) -> int:
    return sum(audio.size for audio in store.list())


def test_the_audio_that_was_played_least_recently_is_deleted(
    store: MemoryStore, keys: list[str]
) -> None:
    whole = size_of(store)
    store.record_use(keys[0])
    done = evict(store, int(whole * 0.65))
    assert left(store, keys) == [0, 6, 7, 8, 9]  # 0.9 of the limit is 5.85 of them
    assert done.keys == tuple(keys[1:6])
    assert (done.size, done.rest) == (whole, size_of(store))
    assert store.spec(keys[1])


def test_a_store_below_its_limit_is_left_alone(store: MemoryStore, keys: list[str]) -> None:
    assert evict(store, size_of(store)).keys == ()
    assert len(left(store, keys)) == 10


def test_what_is_kept_or_new_is_never_deleted(store: MemoryStore, keys: list[str]) -> None:
    store.record_use(keys[1])
    done = evict(store, 0, kept={keys[0], keys[9]})
    assert left(store, keys) == [0, 1, 9]
    assert done.rest == size_of(store) > 0
    assert evict(store, 0, kept={keys[0]}).keys == (keys[9],)


def test_a_trial_deletes_nothing(store: MemoryStore, keys: list[str]) -> None:
    done = evict(store, size_of(store) // 2, is_trial=True)
    assert done.keys == tuple(keys[:6])
    assert evict_old(store, 0, is_trial=True).keys == tuple(sorted(keys))
    assert len(left(store, keys)) == 10


def test_audio_that_was_not_played_for_long_is_deleted(
    store: MemoryStore, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 1000.0 + 24 * 3600 + 4.5)
    evict_old(store, 24 * 3600, kept={keys[2]})
    assert left(store, keys) == [2, 5, 6, 7, 8, 9]
