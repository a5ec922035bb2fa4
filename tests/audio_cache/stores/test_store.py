"""The conformance suite of stores, and tests of the file store."""

import gzip
import hashlib
import json
import os
import re
import resource
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from audio_cache.documents import (
    CAPTIONS,
    CHAPTERS,
    EVENTS,
    MARKS,
    REPORT,
    TIMINGS,
    compress,
    decompress,
)
from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import open_store, verifier
from audio_cache.stores.file import FileStore
from audio_cache.stores.memory import MemoryStore
from audio_cache.stores.s3 import S3Store
from audio_cache.stores.s3_objects import S3Objects
from audio_cache.stores.store import SIGNED, WITHDRAWN, StorageFull, Store, StoreError
from audio_cache.timing import Timing
from tests import entries
from tests.entries import manifest_of
from tests.object_store.servers import store_url
from worker.documents.make import restore_documents

SPEC = SpeechSpec((Block("paragraph", "Some text."),), "en", "tone:beep@1", 100)
KEY = key_of(SPEC)
RENDITION = Rendition(KEY)
TIMING = Timing(0, 0, 0, 10, 0.0, 0.1)


def publish(store: Store, audio: bytes) -> Manifest:
    return entries.publish(store, SPEC, audio)


@pytest.fixture(params=["file", "memory", "moto", "s3rver"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param in ("moto", "s3rver"):
        return open_store(store_url(request.getfixturevalue(request.param)))
    return FileStore(tmp_path) if request.param == "file" else MemoryStore()


def overwrite(store: Store, audio: bytes) -> None:
    """Damage the audio, as a broken disk would."""
    if isinstance(store, MemoryStore):
        store.audio[RENDITION] = audio
    elif isinstance(store, FileStore):
        next(store.folder.rglob(f"{KEY}.mp3")).write_bytes(audio)
    else:
        assert isinstance(store, S3Store)
        store._objects.write(audio_object(store), audio)


def audio_object(store: S3Store) -> str:
    """The name of the object that holds the audio."""
    (name,) = [each for each in object_names(store) if re.search(r"mp3\.[0-9a-f]{32}$", each)]
    return name


def object_names(store: S3Store) -> list[str]:
    return [each.name for each in store._objects.list("audio")]


def test_a_published_entry_is_found_and_opened(store: Store) -> None:
    manifest = publish(store, b"sound")
    assert store.find(RENDITION) == store.manifest(RENDITION) == manifest
    with store.open(RENDITION) as file:
        assert file.read() == b"sound"


def test_the_documents_and_the_spec_of_an_entry_are_found(store: Store) -> None:
    manifest = publish(store, b"sound")
    assert store.spec(KEY) == SPEC
    assert {*manifest.documents} == {MARKS, TIMINGS, CAPTIONS, CHAPTERS, EVENTS, REPORT}
    for name in manifest.documents:
        document = store.document(RENDITION, name)
        assert document
        assert decompress(document)
    assert store.document(RENDITION, "other.json") is None
    assert store.document(Rendition(KEY, "ogg"), MARKS) is None


def test_documents_are_replaced_with_their_checksums(store: Store) -> None:
    publish(store, b"sound")
    store.replace_documents(RENDITION, {TIMINGS: compress("[]"), MARKS: compress("new")})
    assert store.find(RENDITION)
    document = store.document(RENDITION, MARKS)
    assert document
    assert decompress(document) == b"new"
    assert store.document(RENDITION, CAPTIONS) is None


def test_an_entry_that_is_set_aside_leaves_its_spec(store: Store) -> None:
    publish(store, b"sound")
    store.set_aside(RENDITION)
    assert store.find(RENDITION) is None
    assert store.document(RENDITION, MARKS) is None
    assert store.spec(KEY) == SPEC
    store.set_aside(RENDITION)  # it may be gone already


def test_a_restriction_holds_before_and_after_the_audio_is_published(store: Store) -> None:
    assert store.restriction(KEY) is None
    store.restrict(KEY, SIGNED)
    publish(store, b"sound")
    assert store.restriction(KEY) == SIGNED
    assert store.find(RENDITION)
    store.restrict(KEY, None)
    store.restrict(KEY, None)
    assert store.restriction(KEY) is None


def test_an_attachment_is_kept_beside_the_audio(store: Store) -> None:
    assert store.attachment(KEY, "episode") is None
    store.attach(KEY, "episode", b"tag")
    store.attach(KEY, "other", b"")
    publish(store, b"sound")
    assert store.find(RENDITION)
    assert (store.attachment(KEY, "episode"), store.attachment(KEY, "other")) == (b"tag", b"")
    store.attach(KEY, "episode", b"new")
    assert store.attachment(KEY, "episode") == b"new"


def test_nothing_of_a_withdrawn_audio_remains(store: Store) -> None:
    publish(store, b"sound")
    store.attach(KEY, "episode", b"tag")
    store.restrict(KEY, WITHDRAWN)
    assert store.restriction(KEY) == WITHDRAWN
    assert (store.find(RENDITION), store.manifest(RENDITION), store.spec(KEY)) == (None,) * 3
    assert store.document(RENDITION, MARKS) is None
    assert store.attachment(KEY, "episode") is None
    if isinstance(store, FileStore):
        files = [path.name for path in store.folder.rglob("*") if path.is_file()]
        assert files == [f"{KEY}.restriction"]
    if isinstance(store, S3Store):
        assert object_names(store) == [f"audio/{KEY}/restriction"]


def test_an_entry_is_not_found_before_it_is_published(store: Store) -> None:
    assert store.find(RENDITION) is None
    assert store.manifest(RENDITION) is None
    with pytest.raises(FileNotFoundError):
        store.open(RENDITION)


def test_a_draft_can_be_rewritten_at_its_beginning(store: Store) -> None:
    with store.draft() as draft:
        draft.write(b"....sound")
        draft.seek(0)
        draft.write(b"HEAD")
        store.publish(RENDITION, draft, manifest_of(SPEC, b"HEADsound"), SPEC, {})
    assert store.find(RENDITION)


def test_an_abandoned_draft_leaves_no_files(store: Store) -> None:
    with pytest.raises(RuntimeError), store.draft() as draft:
        draft.write(b"half")
        raise RuntimeError
    assert store.find(RENDITION) is None
    if isinstance(store, FileStore):
        assert [path for path in store.folder.rglob("*") if path.is_file()] == []
    if isinstance(store, S3Store):
        assert object_names(store) == []


@pytest.mark.parametrize("damage", [b"", b"soun", b"sounD", b"sound and more"])
def test_a_damaged_entry_is_not_found_but_its_manifest_is(store: Store, damage: bytes) -> None:
    manifest = publish(store, b"sound")
    assert store.find(RENDITION)
    overwrite(store, damage)
    assert store.find(RENDITION) is None
    assert store.manifest(RENDITION) == manifest


def test_publishing_again_repairs_a_damaged_entry(store: Store) -> None:
    publish(store, b"sound")
    overwrite(store, b"noise")
    publish(store, b"sound")
    assert store.find(RENDITION)


def test_a_reader_keeps_the_bytes_that_it_opened(store: Store) -> None:
    publish(store, b"first")
    with store.open(RENDITION) as file:
        publish(store, b"other")
        assert file.read() == b"first"


def test_readers_never_see_half_of_an_entry(store: Store) -> None:
    audios = [bytes([value]) * 50_000 for value in range(20)]
    done = threading.Event()
    torn: list[bytes] = []

    # The service that ignores conditions replaces an object in several steps: between them, it is
    # missing, or the answer never ends.
    is_atomic, readers = True, store
    if isinstance(store, S3Store):
        store._objects.create("object", b"")
        is_atomic = not store._objects.create("object", b"")
        readers = S3Store(S3Objects(store._objects._location))

    def read() -> None:
        while not done.is_set():
            with nullcontext() if is_atomic else suppress(FileNotFoundError, StoreError):
                if readers.find(RENDITION):
                    with readers.open(RENDITION) as file:
                        audio = file.read()
                    if audio not in audios:
                        torn.append(audio)

    reader = threading.Thread(target=read)
    reader.start()
    for audio in audios:
        publish(store, audio)
    done.set()
    reader.join()
    assert torn == []


def test_a_reader_reads_any_part_of_an_audio(store: Store) -> None:
    audio = bytes(range(256)) * 3000
    manifest = publish(store, audio)
    with store.open(RENDITION, manifest) as file:
        assert file.seek(0, os.SEEK_END) == len(audio)
        for start, size in ((0, 10), (600_000, 5000), (262_140, 10), (5, 300_000), (767_999, 10)):
            file.seek(start)
            found = b""
            while len(found) < size and (block := file.read(size - len(found))):
                found += block
            assert found == audio[start : start + size]
            assert file.tell() == start + len(found)
        assert file.read(10) == b""


def test_processes_that_share_a_store_know_the_same_id(store: Store) -> None:
    store.check_space()
    assert store.id() == store.id() != ""
    if isinstance(store, S3Store):
        assert S3Store(store._objects).id() == store.id()


def test_an_audio_is_listed_with_its_size_and_its_last_use(store: Store) -> None:
    assert list(store.list()) == []
    before = time.time() - 2  # file systems and services round times
    publish(store, b"sound" * 1000)
    other = replace(SPEC, language="de")
    entries.publish(store, other, b"other", format="ogg")
    store.restrict("ab" * 32, SIGNED)
    listed = {each.key: each for each in store.list()}
    assert {key: each.formats for key, each in listed.items()} == {
        KEY: ("mp3",),
        key_of(other): ("ogg",),
        "ab" * 32: (),
    }
    found = listed[KEY]
    assert 5000 < found.evictable <= found.size < 10_000
    assert before < found.used < time.time() + 2
    assert listed["ab" * 32].evictable == 0


def test_a_use_is_remembered(store: Store) -> None:
    publish(store, b"sound")
    if isinstance(store, FileStore):
        for path in store.folder.rglob(f"{KEY}*"):
            os.utime(path, (1000, 1000))
    (made,) = store.list()
    if isinstance(store, S3Store):
        time.sleep(1.1)  # times of objects have seconds
    store.record_use(KEY)
    store.record_use("cd" * 32)
    used = next(each.used for each in store.list() if each.key == KEY)
    assert used > made.used


def test_an_evicted_audio_leaves_its_description(store: Store) -> None:
    manifest = publish(store, b"sound")
    store.attach(KEY, "episode", b"tag")
    entries.publish(store, SPEC, b"ogg sound", format="ogg")
    store.evict(KEY)
    for rendition in (RENDITION, Rendition(KEY, "ogg")):
        assert store.find(rendition) is None
        assert store.manifest(rendition)
        if not isinstance(store, S3Store):
            with pytest.raises(FileNotFoundError):
                store.open(rendition)
    assert store.manifest(RENDITION) == manifest
    assert store.spec(KEY) == SPEC
    assert store.attachment(KEY, "episode") == b"tag"
    (found,) = store.list()
    assert (found.formats, found.evictable) == ((), 0)
    store.evict(KEY)  # it may be gone already
    assert publish(store, b"sound") == store.find(RENDITION)


def test_a_reader_in_the_middle_reads_an_evicted_audio_to_its_end(store: Store) -> None:
    audio = os.urandom(600_000)
    publish(store, audio)
    with store.open(RENDITION) as file:
        found = file.read(1000)
        store.evict(KEY)
        store.sweep()
        while block := file.read(100_000):
            found += block
    assert found == audio


def test_a_sweep_leaves_what_is_needed(store: Store) -> None:
    manifest = publish(store, b"sound")
    store.restrict(KEY, SIGNED)
    assert store.sweep() == 0
    assert store.find(RENDITION) == manifest
    assert store.document(RENDITION, MARKS)
    assert store.restriction(KEY) == SIGNED


class TestFileStore:
    @pytest.fixture
    def store(self, tmp_path: Path) -> FileStore:
        return FileStore(tmp_path)

    @pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"spec": 1}', "null", "\x00"])
    def test_an_invalid_manifest_is_treated_as_missing(self, store: FileStore, text: str) -> None:
        publish(store, b"sound")
        next(store.folder.rglob(f"{KEY}.json")).write_text(text)
        assert store.manifest(RENDITION) is None
        assert store.find(RENDITION) is None

    def test_audio_without_its_manifest_is_not_found(self, store: FileStore) -> None:
        publish(store, b"sound")
        next(store.folder.rglob(f"{KEY}.json")).unlink()
        assert store.find(RENDITION) is None

    def test_drafts_of_killed_writers_are_deleted_after_a_day(self, store: FileStore) -> None:
        with store.draft() as draft:
            abandoned = Path(draft.name)
            os.link(abandoned, abandoned.with_suffix(".old"))
        os.utime(abandoned.with_suffix(".old"), (0, 0))
        with store.draft():
            assert len(list(abandoned.parent.iterdir())) == 1

    @pytest.mark.parametrize("damage", [b"", b"sig", b"\xff\0"])
    def test_a_damaged_restriction_opens_nothing(self, store: FileStore, damage: bytes) -> None:
        store.restrict(KEY, SIGNED)
        next(store.folder.rglob("*.restriction")).write_bytes(damage)
        assert store.restriction(KEY) == WITHDRAWN

    def test_a_full_disk_raises_storage_full(self, store: FileStore) -> None:
        full = open("/dev/full", "wb", buffering=0)  # noqa: SIM115
        with full, pytest.raises(StorageFull), store.draft():
            full.write(b"sound")
        assert store.find(RENDITION) is None

    def test_an_id_is_written_whole_or_not_at_all(self, store: FileStore) -> None:
        limit = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, limit[1]))
        try:
            with pytest.raises(StorageFull):
                store.id()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        assert store.id() == FileStore(store.folder).id() != ""

    def test_an_empty_id_of_a_killed_process_is_replaced(self, store: FileStore) -> None:
        store.folder.mkdir(parents=True, exist_ok=True)
        path = store.folder / "store-id"
        path.touch()
        with pytest.raises(StoreError, match="is being written"):
            store.id()
        assert path.exists()
        os.utime(path, (0, 0))
        with pytest.raises(StoreError, match="is being written"):
            store.id()
        assert store.id()

    def test_a_folder_of_any_name_is_opened_by_its_url(self, tmp_path: Path) -> None:
        folder = tmp_path / os.fsdecode("Ü %41#?".encode() + b"\xff ")
        store = open_store(folder.as_uri())
        assert isinstance(store, FileStore)
        assert store.folder == folder

    def test_other_errors_in_the_block_are_not_converted(self, store: FileStore) -> None:
        with pytest.raises(ConnectionError), store.draft():
            raise ConnectionError

    def test_a_file_is_hashed_once_until_it_changes(
        self, store: FileStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(store, b"sound")
        store.find(RENDITION)
        monkeypatch.setattr(verifier, "sha256_of", None)
        assert store.find(RENDITION)


def test_a_manifest_survives_a_round_trip_through_json() -> None:
    options = replace(SPEC.options, parts=(("quote", "tone:beep@1"),))
    for manifest in (manifest_of(SPEC), manifest_of(SPEC, facts=None, options=options)):
        assert Manifest.from_json(manifest.to_json()) == manifest
    assert manifest_of(SPEC, samples=0).duration == 0


class TestDamagedManifests:
    """The spec is stored apart, so that the audio can be made again."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> FileStore:
        return FileStore(tmp_path)

    @pytest.mark.parametrize(
        "damage",
        [
            lambda text: "",
            lambda text: text[:-10],
            lambda text: text.replace('"samples": 2400', '"samples": 24000'),
            lambda text: text.replace("Some title", "Some tittle"),
            lambda text: text.replace('"sample_rate": 24000', '"sample_rate": 0'),
            lambda text: text.replace(', "checksum"', ', "cheksum"').replace("Some", "Same"),
            lambda text: text.partition(', "checksum"')[0] + "}",
            lambda text: "[" * 100_000,
            lambda text: "null",
            lambda text: '{"spec": 1}',
            lambda text: "\ud800",
        ],
    )
    def test_a_damaged_manifest_is_set_aside_and_its_spec_remains(
        self, store: FileStore, damage: Callable[[str], str]
    ) -> None:
        publish(store, b"sound")
        path = next(store.folder.rglob(f"{KEY}.json"))
        path.write_bytes(damage(path.read_text()).encode("utf-8", "surrogatepass"))
        assert store.find(RENDITION) is None
        assert store.manifest(RENDITION) is None
        assert path.with_suffix(".json.damaged").exists()
        assert store.spec(KEY) == SPEC
        assert publish(store, b"sound") == store.find(RENDITION)

    def test_a_manifest_of_another_audio_is_not_used(self, store: FileStore) -> None:
        publish(store, b"sound")
        path = next(store.folder.rglob(f"{KEY}.json"))
        other = Rendition("cd" * 32)
        copy = store.folder / other.path
        copy.parent.mkdir(parents=True)
        copy.write_bytes(b"sound")
        copy.with_suffix(".json").write_bytes(path.read_bytes())
        assert store.find(other) is None

    def test_a_damaged_spec_is_not_used(self, store: FileStore) -> None:
        publish(store, b"sound")
        path = next(store.folder.rglob("*.spec.json.gz"))
        other = replace(SPEC, language="de").to_json().encode()
        for content in (b"", b"no gzip", gzip.compress(other), gzip.compress(b"[" * 100_000)):
            path.write_bytes(content)
            assert store.spec(KEY) is None

    @pytest.mark.parametrize("damage", [b"", b"no gzip", compress("other")])
    def test_a_damaged_document_is_not_used(self, store: FileStore, damage: bytes) -> None:
        publish(store, b"sound")
        path = next(store.folder.rglob(f"{KEY}.marks.json.gz"))
        path.write_bytes(damage)
        assert store.document(RENDITION, MARKS) is None
        assert store.document(RENDITION, CAPTIONS)
        path.unlink()
        assert store.document(RENDITION, MARKS) is None

    def test_a_change_with_the_old_time_is_found(self, store: FileStore) -> None:
        publish(store, b"sound")
        assert store.find(RENDITION)
        path = next(store.folder.rglob(f"{KEY}.mp3"))
        status = path.stat()
        path.write_bytes(b"SOUND")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert store.find(RENDITION) is None

    def test_other_users_cannot_read_articles(self, store: FileStore) -> None:
        publish(store, b"sound")
        for path in store.folder.rglob("*"):
            assert path.is_dir() or not path.stat().st_mode & 0o007, path


class TestUpgrade:
    """Entries from before version 0.3, whose manifests hold the spec and the timings."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> FileStore:
        return FileStore(tmp_path)

    def publish_old(self, store: FileStore, *, has_checksum: bool = True, **fields: Any) -> Path:
        """Write an entry as version 0.2 did; without a checksum and facts as 0.1 did."""
        manifest = asdict(manifest_of(SPEC, b"sound"))
        for name in ("key", "options", "segments", "documents"):
            del manifest[name]
        spec = json.loads(SPEC.to_json())
        manifest |= {"spec": spec, "timings": [asdict(TIMING)], "duration": 0.1, **fields}
        text = json.dumps(manifest, ensure_ascii=False)
        if has_checksum:
            checksum = hashlib.sha256(text.encode()).hexdigest()
            text = f'{text[:-1]}, "checksum": "{checksum}"}}'
        path = store.folder / RENDITION.path
        path.parent.mkdir(parents=True)
        path.write_bytes(b"sound")
        path.with_suffix(".json").write_text(text)
        return path.with_suffix(".json")

    @pytest.mark.parametrize("has_checksum", [True, False])
    def test_an_old_entry_is_found_and_written_anew(
        self, store: FileStore, has_checksum: bool
    ) -> None:
        path = self.publish_old(store, has_checksum=has_checksum)
        manifest = store.find(RENDITION)
        assert manifest
        assert (manifest.key, manifest.segments, manifest.facts) == (KEY, 1, entries.FACTS)
        assert manifest.options == SPEC.options
        assert entries.stored_timings(store, KEY) == (TIMING,)
        assert store.spec(KEY) == SPEC
        assert Manifest.from_json(path.read_text()) == manifest == store.find(RENDITION)

    def test_the_documents_of_an_old_entry_can_be_made(self, store: FileStore) -> None:
        self.publish_old(store)
        assert restore_documents(store, RENDITION)
        document = store.document(RENDITION, MARKS)
        assert document
        assert json.loads(decompress(document))["text"] == "Some text."

    @pytest.mark.parametrize(
        "fields", [{"spec": 1}, {"timings": [1]}, {"timings": None}, {"format": "ogg"}]
    )
    def test_a_damaged_old_manifest_is_set_aside(
        self, store: FileStore, fields: dict[str, Any]
    ) -> None:
        path = self.publish_old(store, **fields)
        assert store.find(RENDITION) is None
        assert path.with_suffix(".json.damaged").exists()

    def test_an_old_entry_without_facts_has_none(self, store: FileStore) -> None:
        self.publish_old(store, has_checksum=False, facts=None)
        manifest = store.find(RENDITION)
        assert manifest
        assert manifest.facts is None
