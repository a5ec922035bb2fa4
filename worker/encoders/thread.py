"""Encoding beside synthesis: one encoder in a thread of its own.

Encoders let go of the interpreter's lock, so that an article is encoded while it is spoken.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from worker.audio import Pcm
from worker.encoders import Encoder

BACKLOG = 8
"""Pieces of sound that may wait for the encoder before `write` does."""


class EncodingThread:
    """Feeds `encoder`, and hands its bytes to `write` in order, in the thread.

    What goes wrong there is raised here, by one of the next calls, and nothing is written after it.
    Leaving the context drops what waits and joins the thread, which ends with the piece in hand;
    so only `finish` makes a whole file, and the `write` given must return sooner or later.
    """

    def __init__(self, encoder: Encoder, write: Callable[[bytes], object]) -> None:
        self._encoder = encoder
        self._write = write
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoding")
        self._pieces: deque[Future[None]] = deque()
        self._latest: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    def write(self, pcm: Pcm) -> None:
        """Returns at once, unless BACKLOG pieces are waiting."""
        self._submit(lambda: self._encoder.encode(pcm))
        while self._pieces and (len(self._pieces) > BACKLOG or self._pieces[0].done()):
            self._pieces.popleft().result()

    def drain(self) -> None:
        """Waits until everything so far is written."""
        while self._pieces:
            self._pieces.popleft().result()

    def finish(self) -> bytes:
        """Wait for the last byte; what belongs over the first bytes of the file."""
        self._submit(self._encoder.finish)
        self.drain()
        return self._encoder.head()

    def _submit(self, step: Callable[[], bytes]) -> None:
        self._latest = self._thread.submit(self._run, step, self._latest)
        self._pieces.append(self._latest)

    def _run(self, step: Callable[[], bytes], before: Future[None] | None) -> None:
        if before is not None:
            before.result()  # raises what failed there, so that no later piece is written
        if data := step():
            self._write(data)
