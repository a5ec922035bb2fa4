"""Sends a finished file as a Flask response, with sendfile if the server supports it."""

import os
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from flask import Request, Response
from werkzeug.wsgi import wrap_file

from audio_cache.seekable import SeekableFile
from listen.web.http.accel import is_for_nginx, redirect_headers
from listen.web.http.conditional import Representation, evaluate

BLOCK_SIZE = 64 * 1024
"""Bytes to read at a time from a file without a descriptor."""


OnSent = Callable[[range], object]


class FileSizeError(Exception):
    """The size of the file differs from that of its representation."""


def send_representation(
    request: Request,
    representation: Representation,
    open_file: Callable[[], BinaryIO],
    start: int = 0,
    on_sent: OnSent | None = None,
    location: str | None = None,
) -> Response:
    """Return the response to a GET or HEAD: 200, 206 or 304. Other methods get the whole file.

    The file, on disk or in memory, is opened only if bytes of it are sent, and the server closes
    it. `start` is the first byte of a whole file. `on_sent` is called with the bytes that were
    sent, when the server closes the file: all, or fewer if the client went away. `location` is the
    path by which nginx has the file, for a proxy that offers to send it.

    Raises PreconditionFailed (412), RequestedRangeNotSatisfiable (416), FileSizeError, and whatever
    `open_file` raises. If the file shrinks later, the server gets FileSizeError and drops the
    connection.
    """
    answer = evaluate(request.method, request.headers, representation, start)
    if location and is_for_nginx(request.method, request.headers, answer):
        return Response(headers=redirect_headers(answer, location))
    response = FileResponse(status=answer.status, headers=answer.headers)
    if answer.window:
        body = FileWindow(open_file(), answer.window, representation.size, on_sent)
        response.response = wrap_file(request.environ, cast(BinaryIO, body), BLOCK_SIZE)
        response.direct_passthrough = True  # gunicorn uses sendfile for its own wrapper only
        response.window = body
    return response


class FileResponse(Response):
    """A response whose body the server closes itself: it does not close the response."""

    window: "FileWindow | None" = None
    """The body; None if it is empty."""

    def call_on_close(self, func: Callable[[], Any]) -> Callable[[], Any]:
        if self.window is None:
            return super().call_on_close(func)
        self.window.call_on_close(func)
        return func


class FileWindow:
    """An open file that appears to end at the end of the window.

    Positions and the descriptor are those of the file: gunicorn sends Content-Length bytes from
    the descriptor's position, other servers read until the end. Neither notices a file that is
    truncated meanwhile, and on a persistent connection the next response would fill the gap.
    Therefore `read` and `close` raise FileSizeError, which makes the server drop the connection.
    """

    def __init__(
        self, file: BinaryIO, window: range, size: int, on_sent: OnSent | None = None
    ) -> None:
        self._file = file
        self._on_sent = on_sent
        self._on_close: list[Callable[[], object]] = []
        self._start = self._sent = window.start
        self._end = window.stop
        try:
            actual_size = file.seek(0, os.SEEK_END)
            if actual_size != size:
                raise FileSizeError(f"the file must have {size} bytes, got {actual_size}")
            file.seek(window.start)
            if not _has_descriptor(file):
                # What fails at the first byte must fail before the response has begun.
                file.read(1)
                file.seek(window.start)
        except BaseException:
            file.close()
            raise

    def fileno(self) -> int:
        return self._file.fileno()

    def seek(self, position: int) -> int:
        # After sendfile, the position tells how many bytes were sent.
        self._sent = position
        return self._file.seek(position)

    def read(self, size: int = -1) -> bytes:
        self._sent = self._file.tell()  # whoever reads on has sent the block before
        remaining = max(0, self._end - self._sent)
        requested = remaining if size < 0 else min(size, remaining)
        block = self._file.read(requested)
        if requested and not block:
            raise FileSizeError(f"the file ends {remaining} bytes early")
        return block

    def call_on_close(self, function: Callable[[], object]) -> None:
        """Call a function when the server closes the file."""
        self._on_close.append(function)

    def close(self) -> None:
        if self._file.closed:
            return
        for function in self._on_close:
            function()
        actual_size = self._file.seek(0, os.SEEK_END)
        self._file.close()
        if self._on_sent:
            self._on_sent(range(self._start, self._sent))
        if actual_size < self._end:
            raise FileSizeError(f"the file ends {self._end - actual_size} bytes early")


def _has_descriptor(file: BinaryIO) -> bool:
    """Return whether sendfile can send it, from the descriptor's position: see `FileWindow`."""
    try:
        file.fileno()
    except OSError:
        return False
    return True


class SplicedFile(SeekableFile):
    """A read-only file with other bytes at its beginning and more at its end.

    `head` replaces the first `skip` bytes of `file`. Closing it closes `file`.
    """

    def __init__(self, file: BinaryIO, head: bytes, skip: int = 0, tail: bytes = b"") -> None:
        super().__init__()
        self._file = file
        self._head = head
        self._skip = skip
        self._tail = tail

    def readinto(self, buffer: Any) -> int:
        """Read into the buffer; fewer bytes than fit where a part ends."""
        if self._position < len(self._head):
            block = self._head[self._position : self._position + len(buffer)]
        elif (start := self._position - self._tail_start()) >= 0:
            block = self._tail[start : start + len(buffer)]
        else:
            self._file.seek(self._skip + self._position - len(self._head))
            block = self._file.read(len(buffer))
        buffer[: len(block)] = block
        self._position += len(block)
        return len(block)

    def _size(self) -> int:
        return self._tail_start() + len(self._tail)

    def _tail_start(self) -> int:
        """Return the position of the tail. A file may be truncated at any time."""
        return len(self._head) + self._file.seek(0, os.SEEK_END) - self._skip

    def close(self) -> None:
        self._file.close()
        super().close()
