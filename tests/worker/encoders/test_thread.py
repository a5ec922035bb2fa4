import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from worker.audio import RATE, Pcm
from worker.encoders import ENCODERS, thread
from worker.encoders.encoder import Encoder
from worker.encoders.thread import BACKLOG, EncodingThread

CHUNK = np.arange(1000, dtype=np.int16)


class Tape(Encoder):
    """An encoder that returns its samples, and fails at a chunk of the test's choice."""

    def __init__(self, fails_at: int | None = None) -> None:
        super().__init__()
        self.chunks = 0
        self._fails_at = fails_at

    def encode(self, pcm: Pcm) -> bytes:
        if self.chunks == self._fails_at:
            raise RuntimeError("the tape tore")
        self.chunks += 1
        self.samples += len(pcm)
        return pcm.tobytes()

    def finish(self) -> bytes:
        return b"end"

    def head(self) -> bytes:
        return b"head"


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) == before


def test_the_bytes_of_the_encoder_are_written_in_order() -> None:
    written: list[bytes] = []
    with EncodingThread(Tape(), written.append) as encoding:
        for _ in range(3 * BACKLOG):
            encoding.write(CHUNK)
        head = encoding.finish()
    assert b"".join(written) == 3 * BACKLOG * CHUNK.tobytes() + b"end"
    assert head == b"head"


@pytest.mark.parametrize("name", ENCODERS)
def test_every_encoder_returns_the_same_bytes_in_the_thread(name: str) -> None:
    alone, beside, written = ENCODERS[name](), ENCODERS[name](), bytearray()
    with EncodingThread(beside, written.extend) as encoding:
        for _ in range(20):
            encoding.write(CHUNK)
        head = encoding.finish()
    assert written == b"".join([alone.encode(CHUNK) for _ in range(20)] + [alone.finish()])
    assert head == alone.head()
    assert len(written) >= len(head)
    assert beside.samples == 20 * len(CHUNK)


def test_encoding_and_writing_happen_in_another_thread() -> None:
    threads: list[str] = []
    with EncodingThread(Tape(), lambda _: threads.append(threading.current_thread().name)) as it:
        it.write(CHUNK)
        it.finish()
    assert threading.current_thread().name not in threads


def test_no_more_chunks_than_the_backlog_are_queued() -> None:
    tape = Tape()
    with EncodingThread(tape, lambda _: None) as encoding:
        for count in range(1, 50):
            encoding.write(CHUNK)
            assert tape.chunks >= count - BACKLOG


def test_an_error_of_the_encoder_is_raised_at_the_end_at_the_latest() -> None:
    written: list[bytes] = []
    encoding = EncodingThread(Tape(fails_at=1), written.append)
    with encoding, pytest.raises(RuntimeError, match="tore"):
        encoding.write(CHUNK)
        encoding.write(CHUNK)
        encoding.finish()
    assert b"".join(written) == CHUNK.tobytes()


def test_an_error_is_raised_by_a_later_write_and_again_at_the_end() -> None:
    def full(_: bytes) -> None:
        raise OSError("no space left")

    with EncodingThread(Tape(), full) as encoding:
        with pytest.raises(OSError, match="no space"):
            for _ in range(2 * BACKLOG):
                encoding.write(CHUNK)
        with pytest.raises(OSError, match="no space"):
            encoding.finish()


def test_nothing_is_written_after_an_error() -> None:
    calls: list[bytes] = []

    def fails_once(data: bytes) -> None:
        calls.append(data)
        if len(calls) == 2:
            raise OSError("once")

    with EncodingThread(Tape(), fails_once) as encoding, pytest.raises(OSError, match="once"):
        for _ in range(2 * BACKLOG):
            encoding.write(CHUNK)
    assert len(calls) == 2


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set when the context was left and the queued chunks are cancelled."""
    left = threading.Event()

    class Executor(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            super().shutdown(wait=False, cancel_futures=cancel_futures)
            left.set()
            super().shutdown(wait=wait)

    monkeypatch.setattr(thread, "ThreadPoolExecutor", Executor)
    return left


def test_an_error_of_the_caller_drops_queued_chunks_and_ends_the_thread(
    go_on: threading.Event,
) -> None:
    begun = threading.Event()
    written: list[bytes] = []

    def slow(data: bytes) -> None:
        begun.set()
        go_on.wait()
        written.append(data)

    def speak() -> None:
        with EncodingThread(Tape(), slow) as encoding:
            for _ in range(BACKLOG):
                encoding.write(CHUNK)
            begun.wait()
            raise ValueError("no such voice")

    with pytest.raises(ValueError, match="no such voice"):
        speak()
    assert written == [CHUNK.tobytes()]


def test_the_thread_does_not_end_a_long_chunk_when_the_context_is_left(
    go_on: threading.Event,
) -> None:
    class SlowTape(Tape):
        def encode(self, pcm: Pcm) -> bytes:
            begun.set()
            go_on.wait()
            return super().encode(pcm)

    begun, tape = threading.Event(), SlowTape()
    written: list[bytes] = []
    with EncodingThread(tape, written.append) as encoding:
        encoding.write(np.zeros(60 * RATE, np.int16))
        begun.wait()
    assert tape.samples <= RATE
    assert not written


def test_the_file_is_finished_while_the_caller_does_something_else() -> None:
    written: list[bytes] = []
    is_complete = threading.Event()

    def write(data: bytes) -> None:
        written.append(data)
        if data == b"end":
            is_complete.set()

    with EncodingThread(Tape(), write) as encoding:
        encoding.write(CHUNK)
        encoding.end()
        assert is_complete.wait(60)
        assert encoding.finish() == b"head"
    assert b"".join(written) == CHUNK.tobytes() + b"end", "it ends once"
