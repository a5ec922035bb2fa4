"""Documents that are lost or damaged are made again from the spec and the timings."""

import json
from pathlib import Path

import pytest

from audio_cache.documents import CAPTIONS, EVENTS, MARKS, REPORT, TIMINGS, decompress
from audio_cache.key import key_of
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import FileStore
from audio_cache.timing import Timing
from tests.entries import publish
from worker.documents.make import restore_documents

SPEC = SpeechSpec((Block("paragraph", "Some text."),), "en", "tone:beep@1", 100)
RENDITION = Rendition(key_of(SPEC))
TIMINGS_OF_SPEC = (Timing(0, 0, 0, 10, 0.0, 0.1),)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    store = FileStore(tmp_path)
    publish(store, SPEC, b"sound", TIMINGS_OF_SPEC)
    return store


def path_of(store: FileStore, name: str) -> Path:
    return next(store.folder.rglob(f"{RENDITION.key}.{name}.gz"))


def test_each_document_has_the_spec_and_the_timings(store: FileStore) -> None:
    texts = {}
    for name in (MARKS, CAPTIONS, EVENTS, REPORT):
        document = store.document(RENDITION, name)
        assert document
        texts[name] = decompress(document).decode()
    assert [mark["value"] for mark in json.loads(texts[MARKS])["marks"]] == [
        *("Some text.", "Some", "text")
    ]
    assert texts[CAPTIONS].endswith("00:00:00.000 --> 00:00:00.100\nSome text.\n")
    assert texts[EVENTS].endswith("event: finished\ndata: {}\n\n")
    assert json.loads(texts[REPORT])["segments"]["total"] == 1


@pytest.mark.parametrize("name", [MARKS, CAPTIONS, EVENTS, REPORT])
def test_a_damaged_document_is_made_again_and_is_equal(store: FileStore, name: str) -> None:
    before = path_of(store, name).read_bytes()
    path_of(store, name).write_bytes(before[:-1])
    assert store.document(RENDITION, name) is None
    assert restore_documents(store, RENDITION)
    assert store.document(RENDITION, name) == before
    assert store.find(RENDITION)


@pytest.mark.parametrize("lost", [TIMINGS, "spec.json"])
def test_an_entry_that_cannot_be_restored_is_set_aside(store: FileStore, lost: str) -> None:
    path_of(store, lost).write_bytes(b"damaged")
    assert not restore_documents(store, RENDITION)
    assert store.find(RENDITION) is None


def test_an_audio_without_an_entry_has_no_documents(tmp_path: Path) -> None:
    assert not restore_documents(FileStore(tmp_path), RENDITION)
