"""Timeouts for request bodies, against clients that send them slowly (slowloris).

With gevent, gunicorn has no timeout of its own for a body.
"""

import io
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from gevent import Timeout
from gunicorn.http.errors import ParseException

from listen.errors import ApiError, Malformed, UploadTimeout
from listen.web.gunicorn_worker import MAX_READ

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


_BLOCK_SIZE = 64 * 1024
_MAX_DRAINED = 100_000_000
"""Bytes."""

_MAX_OVERHEAD = 2
_FREE_OVERHEAD = 2 * MAX_READ
"""A chunked body may take up to this factor of its length on the wire, plus these bytes, which
gunicorn may have read ahead. Chunks of a few bytes take the server longer to read than the client
to send."""


class Upload(io.RawIOBase):
    """A request body that must arrive within a timeout, in seconds.

    Reading raises UploadTimeout, and Malformed for invalid chunks (RFC 9112, section 7.1).
    Gunicorn closes the connection after the response if the body raised an exception.
    """

    def __init__(
        self, body: BinaryIO, timeout: float, received: Callable[[], int] = lambda: 0
    ) -> None:
        """`received` returns the bytes that arrived on the connection so far."""
        self._body = body
        self._length = 0
        self._received = received
        self._received_before = received()
        self._timeout = timeout
        self._deadline = time.monotonic() + timeout

    def drain(self) -> None:
        """Read and discard the rest, up to 100 MB.

        A client that is still sending has not read the response, and would lose it when the
        connection is closed.
        """
        if getattr(self._body, "is_awaited", True) is False:
            return  # the client waits for "100 Continue" and has sent nothing
        with suppress(ApiError):
            for _ in range(_MAX_DRAINED // _BLOCK_SIZE):
                if not self.read(_BLOCK_SIZE):
                    return

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        late = UploadTimeout(f"The body must arrive within {self._timeout:g} seconds.")
        try:
            with Timeout(max(0.0, self._deadline - time.monotonic()), late):
                block = self._body.read(len(buffer))
        except ParseException as error:
            raise Malformed("The body must be valid chunked transfer coding.") from error
        buffer[: len(block)] = block
        self._length += len(block)
        if self._received() - self._received_before > self._max_received():
            self._body.failed = True  # type: ignore[attr-defined]  # gunicorn then disconnects
            raise Malformed("The body's chunks are too small: most of its bytes are overhead.")
        return len(block)

    def _max_received(self) -> int:
        return _MAX_OVERHEAD * self._length + _FREE_OVERHEAD


def with_upload_timeout(app: "WSGIApplication", timeout: float) -> "WSGIApplication":
    """Wrap the application: each body must arrive within `timeout` seconds after the headers.

    The rest of a body that the application leaves unread is drained before the response is sent.
    """

    def run(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        sock = environ.get("gunicorn.socket")
        body = environ["wsgi.input"]
        upload = Upload(body, timeout, lambda: getattr(sock, "received", 0))
        environ["wsgi.input"] = upload
        response = app(environ, start)
        upload.drain()
        return response

    return run
