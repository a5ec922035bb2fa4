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

from worker import sentence_cache
from worker.audio import RATE, Pcm
from worker.level import LEVEL
from worker.loudness import measure
from worker.sentence_cache import (
    TOUCH_AFTER,
    FileSentenceCache,
    Sentence,
    SentenceCache,
    open_cache,
    sentence_key,
)

PLENTY = 10**8
EXTREMES = st.sampled_from([-32768, -32767, -1, 0, 1, 32767])
PCM = arrays(np.int16, st.integers(0, 3000), elements=EXTREMES | st.integers(-32768, 32767))

SPEAKER = """
import sys
from pathlib import Path
import numpy as np
from worker.loudness import measure
from worker.sentence_cache import Sentence, open_cache, sentence_key

folder, max_bytes, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
cache = open_cache(folder, max_bytes)
print("ready", flush=True)
sys.stdin.readline()
for turn in range(rounds):
    seed = turn % 40
    pcm = np.random.default_rng(seed).integers(-9000, 9000, 5000, np.int16)
    kept = cache.get(sentence_key("tone:beep@1", 100, str(seed)))
    assert kept is None or (np.array_equal(kept.pcm, pcm) and kept.loudness == measure(pcm))
    if kept is None:
        cache.put(sentence_key("tone:beep@1", 100, str(seed)), Sentence(pcm, measure(pcm)))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sentences"


@pytest.fixture
def cache(folder: Path) -> SentenceCache:
    return open_cache(folder, PLENTY)


@pytest.fixture
def speaker(folder: Path) -> Iterator[Callable[..., Popen[bytes]]]:
    """Starts processes that get and put the same forty sentences over and over."""
    speakers = []

    def start(max_bytes: int, rounds: int) -> Popen[bytes]:
        command = [sys.executable, "-c", SPEAKER, str(folder), str(max_bytes), str(rounds)]
        speakers.append(Popen(command, stdin=PIPE, stdout=PIPE))
        return speakers[-1]

    yield start
    for process in speakers:
        process.kill()
        process.communicate()


def key(number: int) -> str:
    return sentence_key("tone:beep@1", 100, str(number))


def sentence(seed: int = 0, samples: int = RATE) -> Sentence:
    pcm = np.random.default_rng(seed).integers(-9000, 9000, samples, np.int16)
    return Sentence(pcm, measure(pcm))


def same(one: Sentence | None, other: Sentence) -> bool:
    return (
        one is not None
        and one.pcm.dtype == other.pcm.dtype
        and np.array_equal(one.pcm, other.pcm)
        and one.loudness == other.loudness
    )


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.sentence"))


def bytes_in(folder: Path) -> int:
    total = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                total += entry.stat().st_size if entry.name != "size" else 0
    return total


def used(path: Path, seconds_ago: float) -> None:
    os.utime(path, (time.time() - seconds_ago,) * 2)


@contextmanager
def disk_full() -> Iterator[None]:
    """No file can be made longer than 1,000 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_put_is_found_as_it_was(cache: SentenceCache) -> None:
    cache.put(key(1), sentence(1))
    cache.put(key(2), sentence(2))
    assert same(cache.get(key(1)), sentence(1))
    assert same(cache.get(key(2)), sentence(2))


def test_what_was_never_put_is_not_found(cache: SentenceCache) -> None:
    assert cache.get(key(1)) is None


def test_another_process_finds_it_too(cache: SentenceCache, folder: Path) -> None:
    cache.put(key(1), sentence())
    assert same(open_cache(folder, PLENTY).get(key(1)), sentence())


def test_the_latest_of_two_is_kept(cache: SentenceCache, folder: Path) -> None:
    cache.put(key(1), sentence(1))
    cache.put(key(1), sentence(2))
    assert same(cache.get(key(1)), sentence(2))
    assert len(files(folder)) == 1


@settings(deadline=None, max_examples=50)
@given(pcm=PCM)
def test_any_sound_comes_back_to_the_bit(pcm: Pcm) -> None:
    with TemporaryDirectory() as folder:
        cache = open_cache(Path(folder), PLENTY)
        cache.put(key(1), Sentence(pcm, measure(pcm)))
        assert same(cache.get(key(1)), Sentence(pcm, measure(pcm)))


def test_a_cache_of_no_bytes_keeps_nothing_and_makes_no_folder(folder: Path) -> None:
    cache = open_cache(folder, 0)
    cache.put(key(1), sentence())
    assert cache.get(key(1)) is None
    assert not folder.exists()


def test_the_key_is_of_all_that_decides_the_sound() -> None:
    keys = {
        sentence_key("a:b@1", 100, "text"),
        sentence_key("a:b@2", 100, "text"),
        sentence_key("a:b@1", 110, "text"),
        sentence_key("a:b@1", 100, "text."),
        sentence_key("a:b@1", 100, "\ud800 “"),
    }
    assert len(keys) == 5
    assert all(len(key) == 64 for key in keys)


def test_the_key_changes_with_the_level(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(1)
    monkeypatch.setattr("worker.sentence_cache.LEVEL", LEVEL + 1)
    assert key(1) != before


class TestDamage:
    @pytest.mark.parametrize("length", [0, 10, 32, 50, 900, -1])
    def test_a_file_that_was_cut_is_missing_and_removed(
        self, cache: SentenceCache, folder: Path, length: int
    ) -> None:
        cache.put(key(1), sentence())
        (file,) = files(folder)
        file.write_bytes(file.read_bytes()[:length])
        assert cache.get(key(1)) is None
        assert files(folder) == []
        cache.put(key(1), sentence())
        assert same(cache.get(key(1)), sentence())

    @settings(deadline=None, max_examples=30)
    @given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
    def test_one_wrong_byte_is_enough(self, place: float, change: int) -> None:
        with TemporaryDirectory() as folder:
            cache = open_cache(Path(folder), PLENTY)
            cache.put(key(1), sentence(samples=500))
            (file,) = files(Path(folder))
            data = bytearray(file.read_bytes())
            data[int(place * len(data))] ^= change
            file.write_bytes(data)
            assert cache.get(key(1)) is None

    def test_a_sentence_under_another_ones_name_is_not_served(
        self, cache: SentenceCache, folder: Path
    ) -> None:
        cache.put(key(1), sentence())
        files(folder)[0].rename(folder / f"{key(2)}.sentence")
        assert cache.get(key(2)) is None

    def test_files_of_another_format_are_missing(
        self, cache: SentenceCache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache.put(key(1), sentence())
        monkeypatch.setattr(sentence_cache, "FORMAT", sentence_cache.FORMAT + 1)
        assert cache.get(key(1)) is None

    @pytest.mark.parametrize("count", [b"", b"\0" * 8, b"\xff" * 8, b"what is this?"])
    def test_the_bound_survives_a_wrong_count(self, folder: Path, count: bytes) -> None:
        room = 10 * size_of_one(folder)
        cache = open_cache(folder, room)
        for number in range(8):
            cache.put(key(number), sentence(number))
        (folder / "size").write_bytes(count)
        cache = open_cache(folder, room)
        for number in range(8, 20):
            cache.put(key(number), sentence(number))
        assert bytes_in(folder) <= room
        assert same(cache.get(key(19)), sentence(19))


class TestRoom:
    def test_it_never_takes_more_than_it_may(self, folder: Path) -> None:
        room = 10 * size_of_one(folder) + 100
        cache = open_cache(folder, room)
        for number in range(50):
            cache.put(key(number), sentence(number))
            assert bytes_in(folder) <= room
            assert same(cache.get(key(number)), sentence(number))
        assert len(files(folder)) >= 8

    def test_the_least_recently_used_go_first(self, folder: Path) -> None:
        cache = open_cache(folder, 10 * size_of_one(folder) + 100)
        for number in range(10):
            cache.put(key(number), sentence(number))
            used(folder / f"{key(number)}.sentence", (20 - number) * TOUCH_AFTER)
        assert cache.get(key(0))
        cache.put(key(10), sentence(10))
        kept = {number for number in range(11) if cache.get(key(number))}
        assert kept == {0, *range(3, 11)}

    def test_a_use_is_noted_once_in_a_while(self, cache: SentenceCache, folder: Path) -> None:
        cache.put(key(1), sentence())
        (file,) = files(folder)
        used(file, TOUCH_AFTER - 60)
        before = file.stat().st_mtime
        cache.get(key(1))
        assert file.stat().st_mtime == before
        used(file, TOUCH_AFTER + 60)
        cache.get(key(1))
        assert file.stat().st_mtime > time.time() - 60

    def test_a_sentence_that_is_larger_than_all_room_is_not_kept(self, folder: Path) -> None:
        cache = open_cache(folder, size_of_one(folder) + 100)
        cache.put(key(1), sentence(1))
        cache.put(key(2), sentence(2, samples=2 * RATE))
        assert same(cache.get(key(1)), sentence(1))
        assert cache.get(key(2)) is None

    def test_less_room_than_before_is_kept_to_from_the_start(
        self, cache: SentenceCache, folder: Path
    ) -> None:
        for number in range(10):
            cache.put(key(number), sentence(number))
        room = bytes_in(folder) // 2
        open_cache(folder, room)
        assert 0 < bytes_in(folder) <= room

    def test_what_a_killed_writer_left_does_not_stay(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "unfinished").write_bytes(b"half of a sent")
        open_cache(folder, PLENTY)
        assert [file.name for file in folder.iterdir()] == ["size"]

    def test_what_is_not_a_sentence_is_left_alone(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "README").write_text("mine" * 10_000)
        cache = open_cache(folder, size_of_one(folder) + 100)
        for number in range(3):
            cache.put(key(number), sentence(number))
        assert same(cache.get(key(2)), sentence(2))
        assert (folder / "README").exists()


class TestTrouble:
    def test_a_full_disk_is_told_once_and_leaves_nothing_half_written(
        self, cache: SentenceCache, folder: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        cache.put(key(1), sentence(1))
        with disk_full():
            for number in range(2, 5):
                cache.put(key(number), sentence(number))
        assert [cache.get(key(number)) for number in range(2, 5)] == [None] * 3
        assert same(cache.get(key(1)), sentence(1))
        assert len(caplog.records) == 1
        assert caplog.records[0].levelno == logging.WARNING
        assert sorted(file.suffix for file in folder.iterdir()) == ["", ".sentence"]

    def test_it_keeps_again_when_the_disk_has_room_again(self, cache: SentenceCache) -> None:
        with disk_full():
            cache.put(key(1), sentence())
        cache.put(key(1), sentence())
        assert same(cache.get(key(1)), sentence())

    def test_a_folder_that_cannot_be_is_told_once(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "file").touch()
        cache = open_cache(tmp_path / "file" / "sentences", PLENTY)
        cache.put(key(1), sentence())
        assert cache.get(key(1)) is None
        assert len(caplog.records) == 1

    def test_a_folder_that_was_emptied_fills_again(
        self, cache: SentenceCache, folder: Path
    ) -> None:
        cache.put(key(1), sentence())
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        assert cache.get(key(1)) is None
        cache.put(key(1), sentence())
        assert same(cache.get(key(1)), sentence())


def test_processes_share_a_folder_and_one_may_be_killed_at_any_time(
    folder: Path, speaker: Callable[..., Popen[bytes]]
) -> None:
    room = 150_000  # for about half of their sentences
    steady = [speaker(room, 400), speaker(room, 400)]
    killed = speaker(room, 1_000_000)
    for process in [*steady, killed]:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
    for process in [*steady, killed]:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.flush()
    time.sleep(0.1)
    killed.kill()
    while None in [process.poll() for process in steady]:
        assert bytes_in(folder) <= room + 20_000  # one is counted under both its names
        time.sleep(0.01)
    assert [process.returncode for process in steady] == [0, 0]
    assert bytes_in(folder) <= int.from_bytes((folder / "size").read_bytes()) <= room
    cache = open_cache(folder, room)
    whole = [number for number in range(40) if cache.get(key(number))]
    assert len(whole) == len(files(folder)) > 10


def size_of_one(folder: Path) -> int:
    """Bytes of the file of `sentence()`; noise compresses to nearly the same, whatever its seed."""
    elsewhere = folder.with_name("elsewhere")
    FileSentenceCache(elsewhere, PLENTY).put(key(0), sentence())
    return files(elsewhere)[0].stat().st_size + 100
