import threading
from collections.abc import Iterator

import numpy as np
import pytest

from worker.audio import Pcm
from worker.encoders import ENCODERS
from worker.encoders.thread import BACKLOG, EncodingThread

PIECE = np.arange(1000, dtype=np.int16)


class Tape:
    """An encoder that keeps what it hears, and tears at the piece it is told to."""

    def __init__(self, tears_at: int | None = None) -> None:
        self.samples = 0
        self.pieces = 0
        self._tears_at = tears_at

    def encode(self, pcm: Pcm) -> bytes:
        if self.pieces == self._tears_at:
            raise RuntimeError("the tape tore")
        self.pieces += 1
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


def test_the_bytes_are_those_of_the_encoder_in_order() -> None:
    written: list[bytes] = []
    with EncodingThread(Tape(), written.append) as encoding:
        for _ in range(3 * BACKLOG):
            encoding.write(PIECE)
        head = encoding.finish()
    assert b"".join(written) == 3 * BACKLOG * PIECE.tobytes() + b"end"
    assert head == b"head"


@pytest.mark.parametrize("name", ENCODERS)
def test_every_encoder_gives_the_same_bytes_in_the_thread(name: str) -> None:
    alone, beside, written = ENCODERS[name](), ENCODERS[name](), bytearray()
    with EncodingThread(beside, written.extend) as encoding:
        for _ in range(20):
            encoding.write(PIECE)
        head = encoding.finish()
    assert written == b"".join([alone.encode(PIECE) for _ in range(20)] + [alone.finish()])
    assert head == alone.head()
    assert len(written) >= len(head)
    assert beside.samples == 20 * len(PIECE)


def test_encoding_and_writing_happen_in_another_thread() -> None:
    threads: list[str] = []
    with EncodingThread(Tape(), lambda _: threads.append(threading.current_thread().name)) as it:
        it.write(PIECE)
        it.finish()
    assert threading.current_thread().name not in threads


def test_no_more_than_the_backlog_waits() -> None:
    tape = Tape()
    with EncodingThread(tape, lambda _: None) as encoding:
        for count in range(1, 50):
            encoding.write(PIECE)
            assert tape.pieces >= count - BACKLOG


def test_an_error_of_the_encoder_is_raised_at_the_end_at_the_latest() -> None:
    written: list[bytes] = []
    encoding = EncodingThread(Tape(tears_at=1), written.append)
    with encoding, pytest.raises(RuntimeError, match="tore"):
        encoding.write(PIECE)
        encoding.write(PIECE)
        encoding.finish()
    assert b"".join(written) == PIECE.tobytes()


def test_an_error_is_raised_by_a_later_write_and_again_at_the_end() -> None:
    def full(_: bytes) -> None:
        raise OSError("no space left")

    with EncodingThread(Tape(), full) as encoding:
        with pytest.raises(OSError, match="no space"):
            for _ in range(2 * BACKLOG):
                encoding.write(PIECE)
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
            encoding.write(PIECE)
    assert len(calls) == 2


def test_an_error_of_the_pipeline_drops_what_waits_and_ends_the_thread() -> None:
    begun, go_on = threading.Event(), threading.Event()
    written: list[bytes] = []

    def slow(data: bytes) -> None:
        begun.set()
        go_on.wait()
        written.append(data)

    def speak() -> None:
        with EncodingThread(Tape(), slow) as encoding:
            for _ in range(BACKLOG):
                encoding.write(PIECE)
            begun.wait()
            threading.Timer(0.05, go_on.set).start()
            raise ValueError("no such voice")

    with pytest.raises(ValueError, match="no such voice"):
        speak()
    assert written == [PIECE.tobytes()]
