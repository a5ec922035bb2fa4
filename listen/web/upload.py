"""The body of a request as gunicorn hands it over with gevent: it comes in time or not at all."""

import io
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from gevent import Timeout
from gunicorn.http.errors import ParseException

from listen.errors import ApiError, Malformed, UploadTimeout

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


_BLOCK = 64 * 1024
_MOST_DISCARDED = 100_000_000


class Upload(io.RawIOBase):
    """Reading it raises UploadTimeout, and Malformed for chunks that are none.

    Gunicorn takes note of both, as of any Exception, and closes the connection after the answer.
    """

    def __init__(self, body: BinaryIO, seconds: float) -> None:
        self._body = body
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds

    def discard(self) -> None:
        """The rest of it, within bounds: who is still sending has not read the answer, and loses it
        where the connection is closed."""
        if getattr(self._body, "is_awaited", True) is False:
            return  # the client waits for "100 Continue" and has sent nothing
        with suppress(ApiError):
            for _ in range(_MOST_DISCARDED // _BLOCK):
                if not self.read(_BLOCK):
                    return

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        late = UploadTimeout(f"The body has not come within {self._seconds:g} seconds.")
        try:
            with Timeout(max(0.0, self._deadline - time.monotonic()), late):
                block = self._body.read(len(buffer))
        except ParseException as error:
            raise Malformed("The body's chunks are not as HTTP says.") from error
        buffer[: len(block)] = block
        return len(block)


def timed(app: "WSGIApplication", seconds: float) -> "WSGIApplication":
    """The application with bodies that have this long to come, from the end of the headers.

    What it leaves of one is read too, before it answers.
    """

    def run(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        environ["wsgi.input"] = upload = Upload(environ["wsgi.input"], seconds)
        response = app(environ, start)
        upload.discard()
        return response

    return run
