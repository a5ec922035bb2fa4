"""Runs an encoder in a thread of its own, in parallel with synthesis.

Encoders release the interpreter's lock, so that an article is encoded while it is synthesized.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from worker.audio import RATE, Pcm
from worker.encoders.encoder import Encoder
from worker.stages import ENCODE, Stages

BACKLOG = 8
"""Segments that may be queued for the encoder before `write` blocks (backpressure)."""

_PIECE = RATE
"""Samples, 1 s, that are encoded before the thread looks whether the context was left: a reader may
wait for the worker, and a sentence takes up to 20 ms."""


class EncodingThread:
    """Passes segments to `encoder` and its bytes to `write`, in order, in the thread.

    An error in the thread is raised by one of the next calls, and nothing is written after it.
    Leaving the context drops what is not encoded yet, and joins the thread. So only `finish`
    completes a file, and `write` must not block forever.
    """

    def __init__(
        self, encoder: Encoder, write: Callable[[bytes], object], stages: Stages | None = None
    ) -> None:
        """`stages` measures the time of the encoder."""
        self._encoder = encoder
        self._stages = stages or Stages()
        self._write = write
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoding")
        self._queued: deque[Future[None]] = deque()
        self._latest: Future[None] | None = None
        self._has_ended = False
        self._is_left = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._is_left = True
        self._thread.shutdown(cancel_futures=True)

    def write(self, pcm: Pcm, pause: int = 0) -> None:
        """Queue a chunk of a segment, and the samples of silence after its last one."""
        self._queue(lambda: self._encode(pcm) + self._pause(pause))

    def splice(self, encoded: bytes, samples: int, pause: int) -> None:
        """Queue a segment that is encoded already, as `Encoder.splice` takes it, and its pause."""
        self._queue(lambda: self._encoder.splice(encoded, samples) + self._pause(pause))

    def drain(self) -> None:
        """Wait until every queued chunk is written."""
        while self._queued:
            self._queued.popleft().result()

    def end(self) -> None:
        """Let the encoder finish the file once it has encoded what is queued. No chunk follows."""
        if not self._has_ended:
            self._has_ended = True
            self._submit(self._encoder.finish)

    def finish(self) -> bytes:
        """Wait for the last byte. Returns the encoder's `head`."""
        self.end()
        self.drain()
        return self._encoder.head()

    def _queue(self, step: Callable[[], bytes]) -> None:
        """Queue a step. Blocks while more than BACKLOG segments are queued."""
        self._submit(step)
        while self._queued and (len(self._queued) > BACKLOG or self._queued[0].done()):
            self._queued.popleft().result()

    def _encode(self, pcm: Pcm) -> bytes:
        pieces = []
        for start in range(0, len(pcm), _PIECE):
            if self._is_left:
                return b""
            pieces.append(self._encoder.encode(pcm[start : start + _PIECE]))
        return b"".join(pieces)

    def _pause(self, samples: int) -> bytes:
        return self._encoder.pause(samples) if samples else b""

    def _submit(self, step: Callable[[], bytes]) -> None:
        self._latest = self._thread.submit(self._run, step, self._latest)
        self._queued.append(self._latest)

    def _run(self, step: Callable[[], bytes], previous: Future[None] | None) -> None:
        if previous is not None:
            previous.result()  # raises its error, so that no later chunk is written
        with self._stages.turn(ENCODE):
            data = step()
        if data:
            self._write(data)
