import logging
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.conftest import wait_until
from worker import sentence_file
from worker.audio import RATE, Pcm
from worker.encoders.segment_codec import LOSSLESS
from worker.level import LEVEL
from worker.loudness import measure
from worker.sentence_cache import (
    TOUCH_INTERVAL,
    FileSentenceCache,
    SentenceCache,
    open_cache,
    sentence_key,
)
from worker.sentence_file import Sentence

PLENTY = 10**8
EXTREMES = st.sampled_from([-32768, -32767, -1, 0, 1, 32767])
PCM = arrays(np.int16, st.integers(0, 3000), elements=EXTREMES | st.integers(-32768, 32767))

PROCESS = """
import sys
from pathlib import Path
import numpy as np
from worker.encoders.segment_codec import LOSSLESS
from worker.loudness import measure
from worker.sentence_cache import open_cache, sentence_key
from worker.sentence_file import Sentence

folder, max_bytes, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
cache = open_cache(folder, max_bytes)
print("ready", flush=True)
sys.stdin.readline()
for turn in range(rounds):
    seed = turn % 40
    pcm = np.random.default_rng(seed).integers(-9000, 9000, 5000, np.int16)
    key = sentence_key("tone:beep@1", 100, str(seed), "flac")
    sentence = Sentence(LOSSLESS.encode(pcm), measure(pcm))
    kept = cache.get(key)
    assert kept is None or kept == sentence
    if kept is None:
        cache.put(key, sentence)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sentences"


@pytest.fixture
def cache(folder: Path) -> SentenceCache:
    return open_cache(folder, PLENTY)


@pytest.fixture
def spawn(folder: Path) -> Iterator[Callable[..., Popen[bytes]]]:
    """Start processes that get and put the same forty sentences repeatedly."""
    started = []

    def start(max_bytes: int, rounds: int) -> Popen[bytes]:
        command = [sys.executable, "-c", PROCESS, str(folder), str(max_bytes), str(rounds)]
        started.append(Popen(command, stdin=PIPE, stdout=PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def key(number: int) -> str:
    return sentence_key("tone:beep@1", 100, str(number), "flac")


def sentence(seed: int = 0, samples: int = RATE) -> Sentence:
    pcm = np.random.default_rng(seed).integers(-9000, 9000, samples, np.int16)
    return Sentence(LOSSLESS.encode(pcm), measure(pcm))


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.sentence"))


def bytes_in(folder: Path) -> int:
    total = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                total += entry.stat().st_size if entry.name != "size" else 0
    return total


def set_last_use(path: Path, seconds_ago: float) -> None:
    os.utime(path, (time.time() - seconds_ago,) * 2)


@contextmanager
def disk_full() -> Iterator[None]:
    """Limit the size of files to 1,000 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_stored_sentence_is_returned_unchanged(cache: SentenceCache) -> None:
    cache.put(key(1), sentence(1))
    cache.put(key(2), sentence(2))
    assert cache.get(key(1)) == sentence(1)
    assert cache.get(key(2)) == sentence(2)


def test_an_unknown_sentence_is_missing(cache: SentenceCache) -> None:
    assert cache.get(key(1)) is None


def test_another_process_finds_the_sentence(cache: SentenceCache, folder: Path) -> None:
    cache.put(key(1), sentence())
    assert open_cache(folder, PLENTY).get(key(1)) == sentence()


def test_a_later_sentence_replaces_an_earlier_one(cache: SentenceCache, folder: Path) -> None:
    cache.put(key(1), sentence(1))
    cache.put(key(1), sentence(2))
    assert cache.get(key(1)) == sentence(2)
    assert len(files(folder)) == 1


@settings(deadline=None, max_examples=50)
@given(pcm=PCM, encoded=st.binary())
def test_any_sentence_is_returned_unchanged(pcm: Pcm, encoded: bytes) -> None:
    with TemporaryDirectory() as folder:
        cache = open_cache(Path(folder), PLENTY)
        cache.put(key(1), Sentence(encoded, measure(pcm)))
        assert cache.get(key(1)) == Sentence(encoded, measure(pcm))


def test_a_cache_of_size_zero_stores_nothing_and_creates_no_folder(folder: Path) -> None:
    cache = open_cache(folder, 0)
    cache.put(key(1), sentence())
    assert cache.get(key(1)) is None
    assert not folder.exists()


def test_the_key_depends_on_every_input_of_the_audio() -> None:
    keys = {
        sentence_key("a:b@1", 100, "text", "flac"),
        sentence_key("a:b@2", 100, "text", "flac"),
        sentence_key("a:b@1", 110, "text", "flac"),
        sentence_key("a:b@1", 100, "text.", "flac"),
        sentence_key("a:b@1", 100, "\ud800 “", "flac"),
        sentence_key("a:b@1", 100, "text", "mp3"),
    }
    assert len(keys) == 6
    assert all(len(key) == 64 for key in keys)


def test_the_key_depends_on_the_version_of_the_level(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(1)
    monkeypatch.setattr("worker.sentence_cache.LEVEL", LEVEL + 1)
    assert key(1) != before


class TestDamage:
    @pytest.mark.parametrize("length", [0, 10, 32, 50, 900, -1])
    def test_a_truncated_file_is_missing_and_removed(
        self, cache: SentenceCache, folder: Path, length: int
    ) -> None:
        cache.put(key(1), sentence())
        (file,) = files(folder)
        file.write_bytes(file.read_bytes()[:length])
        assert cache.get(key(1)) is None
        assert files(folder) == []
        cache.put(key(1), sentence())
        assert cache.get(key(1)) == sentence()

    @settings(deadline=None, max_examples=30)
    @given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
    def test_one_wrong_byte_makes_a_file_invalid(self, place: float, change: int) -> None:
        with TemporaryDirectory() as folder:
            cache = open_cache(Path(folder), PLENTY)
            cache.put(key(1), sentence(samples=500))
            (file,) = files(Path(folder))
            data = bytearray(file.read_bytes())
            data[int(place * len(data))] ^= change
            file.write_bytes(data)
            assert cache.get(key(1)) is None

    def test_a_file_under_another_key_is_invalid(self, cache: SentenceCache, folder: Path) -> None:
        cache.put(key(1), sentence())
        files(folder)[0].rename(folder / f"{key(2)}.sentence")
        assert cache.get(key(2)) is None

    def test_files_of_another_version_are_missing(
        self, cache: SentenceCache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache.put(key(1), sentence())
        monkeypatch.setattr(sentence_file, "FORMAT", sentence_file.FORMAT + 1)
        assert cache.get(key(1)) is None

    @pytest.mark.parametrize("count", [b"", b"\0" * 8, b"\xff" * 8, b"not a count!"])
    def test_the_limit_holds_after_a_wrong_count(self, folder: Path, count: bytes) -> None:
        room = 10 * size_of_one(folder)
        cache = open_cache(folder, room)
        for number in range(8):
            cache.put(key(number), sentence(number))
        (folder / "size").write_bytes(count)
        cache = open_cache(folder, room)
        for number in range(8, 20):
            cache.put(key(number), sentence(number))
        assert bytes_in(folder) <= room
        assert cache.get(key(19)) == sentence(19)


class TestEviction:
    def test_the_size_never_exceeds_the_limit(self, folder: Path) -> None:
        room = 10 * size_of_one(folder) + 100
        cache = open_cache(folder, room)
        for number in range(50):
            cache.put(key(number), sentence(number))
            assert bytes_in(folder) <= room
            assert cache.get(key(number)) == sentence(number)
        assert len(files(folder)) >= 8

    def test_the_least_recently_used_are_evicted_first(self, folder: Path) -> None:
        cache = open_cache(folder, 10 * size_of_one(folder) + 100)
        for number in range(10):
            cache.put(key(number), sentence(number))
            set_last_use(folder / f"{key(number)}.sentence", (20 - number) * TOUCH_INTERVAL)
        assert cache.get(key(0))
        cache.put(key(10), sentence(10))
        kept = {number for number in range(11) if cache.get(key(number))}
        assert kept == {0, *range(3, 11)}

    def test_a_use_is_recorded_once_per_interval(self, cache: SentenceCache, folder: Path) -> None:
        cache.put(key(1), sentence())
        (file,) = files(folder)
        set_last_use(file, TOUCH_INTERVAL - 60)
        before = file.stat().st_mtime
        cache.get(key(1))
        assert file.stat().st_mtime == before
        set_last_use(file, TOUCH_INTERVAL + 60)
        cache.get(key(1))
        assert file.stat().st_mtime > time.time() - 60

    def test_a_sentence_larger_than_the_limit_is_not_stored(self, folder: Path) -> None:
        cache = open_cache(folder, size_of_one(folder) + 100)
        cache.put(key(1), sentence(1))
        cache.put(key(2), sentence(2, samples=2 * RATE))
        assert cache.get(key(1)) == sentence(1)
        assert cache.get(key(2)) is None

    def test_a_lower_limit_is_applied_when_the_cache_is_opened(
        self, cache: SentenceCache, folder: Path
    ) -> None:
        for number in range(10):
            cache.put(key(number), sentence(number))
        room = bytes_in(folder) // 2
        open_cache(folder, room)
        assert 0 < bytes_in(folder) <= room

    def test_the_unfinished_file_of_a_killed_writer_is_removed(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "unfinished").write_bytes(b"half of a sent")
        open_cache(folder, PLENTY)
        assert [file.name for file in folder.iterdir()] == ["size"]

    def test_other_files_are_not_touched(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "README").write_text("mine" * 10_000)
        cache = open_cache(folder, size_of_one(folder) + 100)
        for number in range(3):
            cache.put(key(number), sentence(number))
        assert cache.get(key(2)) == sentence(2)
        assert (folder / "README").exists()


class TestDiskErrors:
    def test_a_full_disk_is_logged_once_and_leaves_no_partial_file(
        self, cache: SentenceCache, folder: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        cache.put(key(1), sentence(1))
        with disk_full():
            for number in range(2, 5):
                cache.put(key(number), sentence(number))
        assert [cache.get(key(number)) for number in range(2, 5)] == [None] * 3
        assert cache.get(key(1)) == sentence(1)
        assert len(caplog.records) == 1
        assert caplog.records[0].levelno == logging.WARNING
        assert sorted(file.suffix for file in folder.iterdir()) == ["", ".sentence"]

    def test_it_stores_again_when_the_disk_has_space_again(self, cache: SentenceCache) -> None:
        with disk_full():
            cache.put(key(1), sentence())
        cache.put(key(1), sentence())
        assert cache.get(key(1)) == sentence()

    def test_an_invalid_folder_is_logged_once(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "file").touch()
        cache = open_cache(tmp_path / "file" / "sentences", PLENTY)
        cache.put(key(1), sentence())
        assert cache.get(key(1)) is None
        assert len(caplog.records) == 1

    def test_a_folder_that_was_deleted_is_created_again(
        self, cache: SentenceCache, folder: Path
    ) -> None:
        cache.put(key(1), sentence())
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        assert cache.get(key(1)) is None
        cache.put(key(1), sentence())
        assert cache.get(key(1)) == sentence()


def test_processes_share_a_folder_and_one_may_be_killed_at_any_time(
    folder: Path, spawn: Callable[..., Popen[bytes]]
) -> None:
    room = 150_000  # for about half of their sentences
    steady = [spawn(room, 400), spawn(room, 400)]
    killed = spawn(room, 1_000_000)
    for process in [*steady, killed]:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
    for process in [*steady, killed]:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.flush()
    wait_until(lambda: len(files(folder)) > 5)
    killed.kill()
    while None in [process.poll() for process in steady]:
        assert bytes_in(folder) <= room + 20_000  # scandir may see one file under both its names
        time.sleep(0.01)
    assert [process.returncode for process in steady] == [0, 0]
    assert bytes_in(folder) <= int.from_bytes((folder / "size").read_bytes()) <= room
    cache = open_cache(folder, room)
    whole = [number for number in range(40) if cache.get(key(number))]
    assert len(whole) == len(files(folder)) > 10


def size_of_one(folder: Path) -> int:
    """Return the file size of `sentence()`: noise compresses equally well with any seed."""
    elsewhere = folder.with_name("elsewhere")
    FileSentenceCache(elsewhere, PLENTY).put(key(0), sentence())
    return files(elsewhere)[0].stat().st_size + 100
