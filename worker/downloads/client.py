"""HTTP client of downloads. It follows redirects and uses the proxies of the environment."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import requests

from audio_cache.distribution import NAME, installed_version
from worker.errors import DownloadError, DownloadInterrupted

_TIMEOUT = (10.0, 30.0)
"""Seconds until the connection is there, and from one piece of a response to the next."""

_READ_SECONDS = 120.0
"""Time for a whole small file."""

_ATTEMPTS = 3
_PAUSE = 1.0
"""Seconds before a small file is requested again."""

_CHUNK_BYTES = 64 * 1024
_MAX_REDIRECTS = 5
_TRANSIENT = (408, 425, 429)
"""Statuses below 500 after which a later attempt may succeed."""

_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_FOUND = (404, 410)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Client:
    """Reads files of one or several servers. All its errors are DownloadError, in one line."""

    def __init__(self) -> None:
        self._session = requests.Session()
        self._session.max_redirects = _MAX_REDIRECTS
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # A compressed response has neither the size nor the ranges of the file.
        self._session.headers["Accept-Encoding"] = "identity"
        self._session.headers["User-Agent"] = f"{NAME}/{installed_version()}"

    @contextmanager
    def get(self, url: str, start: int = 0) -> Iterator[requests.Response]:
        """Request a file, or the rest of it from the byte `start`, and yield the response.

        Its status is 200, 206 or 416; the last two only if `start` is not 0. The block may read
        the body. Raises DownloadInterrupted if a later attempt may succeed, else DownloadError.
        """
        headers = {"Range": f"bytes={start}-"} if start else {}
        with (
            _errors_in_one_line(url),
            self._session.get(url, headers=headers, timeout=_TIMEOUT, stream=True) as response,
        ):
            _check_redirects(response)
            if response.status_code not in ((200, 206, 416) if start else (200,)):
                raise _refusal(response)
            yield response

    def read(self, url: str, limit: int) -> bytes:
        """Return the content of a small file. Raises DownloadError beyond `limit` bytes."""
        return _repeated(lambda: self._read(url, limit))

    def _read(self, url: str, limit: int) -> bytes:
        content, deadline = bytearray(), time.monotonic() + _READ_SECONDS
        with self.get(url) as response:
            for chunk in response.iter_content(_CHUNK_BYTES):
                content += chunk
                if time.monotonic() > deadline:
                    raise DownloadInterrupted(f"{_host(url)} takes too long")
                if len(content) > limit:
                    raise DownloadError(f"{url} has more than {limit:,} bytes")
        return bytes(content)

    def read_if_there(self, url: str, limit: int) -> bytes | None:
        """Return the content of a small file; None if the server does not have it."""
        try:
            return self.read(url, limit)
        except NotThere:
            return None

    def sha256(self, url: str) -> str | None:
        """Return the SHA-256 of a file as its server states it; None if it does not.

        Hugging Face states that of large files in `X-Linked-ETag`, where it redirects to the
        server that stores them.
        """
        return _repeated(lambda: self._sha256(url))

    def _sha256(self, url: str) -> str | None:
        for _ in range(_MAX_REDIRECTS):
            with (
                _errors_in_one_line(url),
                self._session.head(url, timeout=_TIMEOUT, allow_redirects=False) as response,
            ):
                status, headers = response.status_code, response.headers
                if status in _NOT_FOUND:
                    raise _refusal(response)
            digest = headers.get("X-Linked-ETag", "").removeprefix("W/").strip('"').lower()
            if _SHA256.fullmatch(digest):
                return digest
            target = urljoin(url, headers.get("Location", ""))
            if status not in _REDIRECTS or urlsplit(target)[:2] != urlsplit(url)[:2]:
                return None
            url = target
        return None

    def close(self) -> None:
        self._session.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_Found = TypeVar("_Found")


def _repeated(request: Callable[[], _Found]) -> _Found:
    """Return the result of a request that a closed connection or a busy server may interrupt."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return request()
        except DownloadInterrupted:
            time.sleep(_PAUSE)
    return request()


class NotThere(DownloadError):
    """The server does not have the file."""


def _check_redirects(response: requests.Response) -> None:
    """Raise DownloadError if a redirect left TLS."""
    urls = [*(answer.url for answer in response.history), response.url]
    if urls[0].startswith("https:") and not all(url.startswith("https:") for url in urls):
        raise DownloadError(f"{_host(urls[0])} redirects to an address without TLS")


def _refusal(response: requests.Response) -> DownloadError:
    status = response.status_code
    message = f"{_host(response.url)} answers {status} for {_without_query(response.url)}"
    if status in _NOT_FOUND:
        return NotThere(message)
    if status >= 500 or status in _TRANSIENT:
        return DownloadInterrupted(message)
    return DownloadError(message)


@contextmanager
def _errors_in_one_line(url: str) -> Iterator[None]:
    """Raise the errors of the library as DownloadError. Their own text may span lines."""
    try:
        yield
    except requests.exceptions.ProxyError as error:
        raise DownloadInterrupted("the proxy of the environment cannot be used") from error
    except requests.exceptions.SSLError as error:
        raise DownloadError(f"{_host(url)} has no valid TLS certificate") from error
    except requests.exceptions.Timeout as error:
        raise DownloadInterrupted(f"{_host(url)} does not answer in time") from error
    except requests.exceptions.TooManyRedirects as error:
        raise DownloadError(f"{_host(url)} redirects more than {_MAX_REDIRECTS} times") from error
    except requests.exceptions.ChunkedEncodingError as error:
        raise DownloadInterrupted(f"the connection to {_host(url)} broke") from error
    except requests.exceptions.ConnectionError as error:
        raise DownloadInterrupted(f"{_host(url)} cannot be reached") from error
    except (requests.RequestException, ValueError) as error:  # some URLs are a bare ValueError
        raise DownloadError(f"{_without_query(url)} cannot be requested") from error


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _without_query(url: str) -> str:
    """Return the URL without its query, which may be a long signature, and without a password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    netloc: Any = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=netloc, query="", fragment="").geturl()
