"""The conformance suite of stores, and tests of the file store."""

import gzip
import hashlib
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audio_cache.key import key_of
from audio_cache.manifest import Manifest, Timing
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores.file import FileStore
from audio_cache.stores.memory import MemoryStore
from audio_cache.stores.store import StorageFull, Store

SPEC = SpeechSpec((Block("paragraph", "Some text."),), "en", "tone:beep@1", 100)
KEY = key_of(SPEC)
RENDITION = Rendition(KEY)


def manifest_of(audio: bytes) -> Manifest:
    return Manifest(
        spec=SPEC,
        format="mp3",
        sample_rate=24_000,
        samples=2400,
        size=len(audio),
        sha256=hashlib.sha256(audio).hexdigest(),
        created=1_700_000_000,
        loudness=-19.0,
        true_peak=-1.5,
        cached=0,
        retried=0,
        timings=(Timing(0, 0, 0, 10, 0.0, 0.1),),
    )


def publish(store: Store, audio: bytes, rendition: Rendition = RENDITION) -> Manifest:
    manifest = manifest_of(audio)
    with store.draft() as draft:
        draft.write(audio)
        store.publish(rendition, draft, manifest)
    return manifest


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return FileStore(tmp_path) if request.param == "file" else MemoryStore()


def overwrite(store: Store, audio: bytes) -> None:
    """Damage the audio, as a broken disk would."""
    if isinstance(store, MemoryStore):
        store.audio[RENDITION] = audio
    else:
        assert isinstance(store, FileStore)
        next(store.folder.rglob(f"{KEY}.mp3")).write_bytes(audio)


def test_a_published_entry_is_found_and_opened(store: Store) -> None:
    manifest = publish(store, b"sound")
    assert store.find(RENDITION) == store.manifest(RENDITION) == manifest
    with store.open(RENDITION) as file:
        assert file.read() == b"sound"


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
        store.publish(RENDITION, draft, manifest_of(b"HEADsound"))
    assert store.find(RENDITION)


def test_an_abandoned_draft_leaves_no_files(store: Store) -> None:
    with pytest.raises(RuntimeError), store.draft() as draft:
        draft.write(b"half")
        raise RuntimeError
    assert store.find(RENDITION) is None
    if isinstance(store, FileStore):
        assert [path for path in store.folder.rglob("*") if path.is_file()] == []


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

    def read() -> None:
        while not done.is_set():
            if store.find(RENDITION):
                with store.open(RENDITION) as file:
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


class TestFileStore:
    @pytest.fixture
    def store(self, tmp_path: Path) -> FileStore:
        return FileStore(tmp_path)

    @pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"spec": 1}', "null", "\x00"])
    def test_an_invalid_manifest_is_treated_as_missing(self, store: FileStore, text: str) -> None:
        publish(store, b"sound")
        next(store.folder.rglob("*.json")).write_text(text)
        assert store.manifest(RENDITION) is None
        assert store.find(RENDITION) is None

    def test_audio_without_its_manifest_is_not_found(self, store: FileStore) -> None:
        publish(store, b"sound")
        next(store.folder.rglob("*.json")).unlink()
        assert store.find(RENDITION) is None

    def test_drafts_of_killed_writers_are_deleted_after_a_day(self, store: FileStore) -> None:
        with store.draft() as draft:
            abandoned = Path(draft.name)
            os.link(abandoned, abandoned.with_suffix(".old"))
        os.utime(abandoned.with_suffix(".old"), (0, 0))
        with store.draft():
            assert len(list(abandoned.parent.iterdir())) == 1

    def test_a_full_disk_raises_storage_full(self, store: FileStore) -> None:
        full = open("/dev/full", "wb", buffering=0)  # noqa: SIM115
        with full, pytest.raises(StorageFull), store.draft():
            full.write(b"sound")
        assert store.find(RENDITION) is None

    def test_other_errors_in_the_block_are_not_converted(self, store: FileStore) -> None:
        with pytest.raises(ConnectionError), store.draft():
            raise ConnectionError

    def test_a_file_is_hashed_once_until_it_changes(
        self, store: FileStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(store, b"sound")
        store.find(RENDITION)
        monkeypatch.setattr(hashlib, "file_digest", None)
        assert store.find(RENDITION)


def test_a_manifest_survives_a_round_trip_through_json() -> None:
    manifest = manifest_of(b"sound")
    assert Manifest.from_json(manifest.to_json()) == manifest
    assert replace(manifest, samples=0).duration == 0


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
            lambda text: text.replace("Some text.", "Some test."),
            lambda text: text.replace('"sample_rate": 24000', '"sample_rate": 0'),
            lambda text: text.replace(', "checksum"', ', "cheksum"').replace("Some", "Same"),
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

    def test_a_manifest_from_before_checksums_is_read(self, store: FileStore) -> None:
        manifest = publish(store, b"sound")
        path = next(store.folder.rglob(f"{KEY}.json"))
        path.write_text(path.read_text().partition(', "checksum"')[0] + "}")
        assert store.find(RENDITION) == manifest

    def test_a_damaged_spec_is_not_used(self, store: FileStore) -> None:
        publish(store, b"sound")
        path = next(store.folder.rglob("*.spec.json.gz"))
        other = replace(SPEC, language="de").to_json().encode()
        for content in (b"", b"no gzip", gzip.compress(other), gzip.compress(b"[" * 100_000)):
            path.write_bytes(content)
            assert store.spec(KEY) is None

    def test_a_manifest_is_parsed_again_only_after_a_change(
        self, store: FileStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(store, b"sound")
        first = store.manifest(RENDITION)
        assert store.manifest(RENDITION) is first
        publish(store, b"other")
        assert store.manifest(RENDITION) != first

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
