"""The second level of the sentence cache, in a real object store that fails."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio_cache.stores.blobs import Blobs, S3Blobs, open_blobs
from audio_cache.stores.store import StoreError
from tests.object_store.faulty_proxy import FaultyProxy
from tests.object_store.servers import store_url
from worker import shared_sentence_cache as module
from worker.loudness import measure
from worker.sentence_cache import FileSentenceCache, NoSentenceCache
from worker.sentence_file import FORMAT, Sentence
from worker.shared_sentence_cache import SharedSentenceCache

PCM = np.random.default_rng(1).integers(-9000, 9000, 5000).astype(np.int16)
SENTENCE = Sentence(PCM.tobytes(), measure(PCM))
KEY = "ab" * 32


@pytest.fixture
def proxy(moto: str) -> Iterator[FaultyProxy]:
    proxy = FaultyProxy(moto)
    yield proxy
    proxy.close()


@pytest.fixture
def blobs(proxy: FaultyProxy) -> Blobs:
    blobs = open_blobs(store_url(proxy.url))
    assert blobs
    return blobs


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not look like a slow store."""
    monkeypatch.setattr(module, "READ_TIMEOUT", 60.0)


def test_a_sentence_of_another_machine_is_found_and_kept_here(
    blobs: Blobs, proxy: FaultyProxy, tmp_path: Path
) -> None:
    first = SharedSentenceCache(FileSentenceCache(tmp_path / "1", 10**8), blobs)
    second = SharedSentenceCache(FileSentenceCache(tmp_path / "2", 10**8), blobs)
    assert second.get(KEY) is None
    first.put(KEY, SENTENCE)
    first.wait()
    found = second.get(KEY)
    assert found == SENTENCE
    proxy.refuse()
    assert second.get(KEY)
    assert FileSentenceCache(tmp_path / "2", 10**8).get(KEY)


def test_a_damaged_sentence_is_not_used(blobs: Blobs) -> None:
    cache = SharedSentenceCache(NoSentenceCache(), blobs)
    cache.put(KEY, SENTENCE)
    cache.wait()
    assert cache.get(KEY)
    blobs.write(f"sentences-{FORMAT}/{KEY}", b"damaged")
    assert cache.get(KEY) is None


def test_a_store_that_fails_is_left_alone_for_a_while(
    blobs: Blobs, proxy: FaultyProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = SharedSentenceCache(NoSentenceCache(), blobs)
    proxy.refuse()
    assert cache.get(KEY) is None
    asked = proxy.requests
    assert cache.get(KEY) is None
    cache.put(KEY, SENTENCE)
    cache.wait()
    assert proxy.requests == asked


def test_a_slow_store_is_not_waited_for(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READ_TIMEOUT", 0.05)
    answer = threading.Event()
    monkeypatch.setattr(S3Blobs, "read", lambda *_: answer.wait(60) and None)
    cache = SharedSentenceCache(NoSentenceCache(), blobs)
    assert cache.get(KEY) is None
    answer.set()


def test_sentences_that_cannot_be_written_in_time_are_given_up(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    written: list[str] = []

    def write(_: object, name: str, content: bytes) -> None:
        go_on.wait(60)
        written.append(name)

    monkeypatch.setattr(S3Blobs, "write", write)
    cache = SharedSentenceCache(NoSentenceCache(), blobs)
    for number in range(200):
        cache.put(f"{number:064x}", SENTENCE)  # never blocks
    go_on.set()
    cache.wait()
    assert module.MAX_WAITING <= len(written) <= module.MAX_WAITING + 1


def test_an_error_of_the_store_fails_no_sentence(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreError("full")

    monkeypatch.setattr(S3Blobs, "write", fail)
    cache = SharedSentenceCache(NoSentenceCache(), blobs)
    cache.put(KEY, SENTENCE)
    cache.wait()
    assert cache.get(KEY) is None


def test_the_oldest_are_deleted_beyond_the_limit(blobs: Blobs) -> None:
    for number in range(5):
        blobs.write(f"sentences-1/{number}", b"x" * 100)
    assert blobs.trim(500) == 0
    assert blobs.trim(250) == 3
    assert [number for number in range(5) if blobs.read(f"sentences-1/{number}")] == [3, 4]


def test_a_folder_is_not_shared() -> None:
    assert open_blobs("file:///folder") is None
