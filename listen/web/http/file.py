"""A finished file as a Flask response, its bytes sent by the server from the open file itself."""

import io
import os
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from flask import Request, Response
from werkzeug.wsgi import wrap_file

from listen.web.http.conditional import Representation, decide

BLOCK_SIZE = 64 * 1024
"""Bytes read at a time from a file that has no descriptor to send from."""


class FileSizeError(Exception):
    """The file is not as long as its representation says."""


def send_representation(
    request: Request,
    representation: Representation,
    open_file: Callable[[], BinaryIO],
    start: int = 0,
) -> Response:
    """The response to a GET or HEAD: 200, 206 or 304; to another method the whole file.

    The file, a real one or one in memory, is opened only when bytes of it are to be sent, and
    closed by the server. Raises what `decide` raises (412 and 416), what `open_file` raises, and
    FileSizeError; a file that shrinks later raises it into the server, which then breaks the
    connection.
    """
    answer = decide(request.method, request.headers, representation, start)
    response = Response(status=answer.status, headers=answer.headers)
    if answer.window:
        body = FileWindow(open_file(), answer.window, representation.size)
        response.response = wrap_file(request.environ, cast(BinaryIO, body), BLOCK_SIZE)
        response.direct_passthrough = True  # gunicorn uses sendfile for its own wrapper only
    return response


class FileWindow:
    """An open file that ends where the window ends.

    Positions and the descriptor are those of the file: gunicorn sends Content-Length bytes from
    where the descriptor stands, other servers read until the end. Neither notices a file that
    ends early, and a kept connection would fill the gap with the next response; so `read` and
    `close` raise FileSizeError, which makes the server drop the connection.
    """

    def __init__(self, file: BinaryIO, window: range, size: int) -> None:
        self._file = file
        self._end = window.stop
        found = file.seek(0, os.SEEK_END)
        if found != size:
            file.close()
            raise FileSizeError(f"{found} bytes instead of {size}")
        file.seek(window.start)

    def fileno(self) -> int:
        return self._file.fileno()

    def seek(self, position: int) -> int:
        return self._file.seek(position)

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._end - self._file.tell())
        wanted = left if size < 0 else min(size, left)
        block = self._file.read(wanted)
        if wanted and not block:
            raise FileSizeError(f"ends {left} bytes early")
        return block

    def close(self) -> None:
        if self._file.closed:
            return
        found = self._file.seek(0, os.SEEK_END)
        self._file.close()
        if found < self._end:
            raise FileSizeError(f"ends {self._end - found} bytes early")


class PrefixedFile(io.RawIOBase, BinaryIO):
    """`prefix` and then `file`, as one file to read. Closing it closes the file."""

    def __init__(self, prefix: bytes, file: BinaryIO) -> None:
        self._prefix = prefix
        self._file = file
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset += self._position
        if whence == os.SEEK_END:
            offset += len(self._prefix) + self._file.seek(0, os.SEEK_END)
        if offset < 0:
            raise ValueError(f"negative position {offset}")
        self._position = offset
        return offset

    def readinto(self, buffer: Any) -> int:
        """At the seam fewer bytes than fit."""
        block = self._prefix[self._position : self._position + len(buffer)]
        if not block:
            self._file.seek(max(0, self._position - len(self._prefix)))
            block = self._file.read(len(buffer))
        buffer[: len(block)] = block
        self._position += len(block)
        return len(block)

    def close(self) -> None:
        self._file.close()
        super().close()
