"""Requests to an S3-compatible service, with the library obstore.

Each method is one request that is complete when it returns, so a slow reader of audio holds no
connection. Each is called through `run`, because the library would block an event loop.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, BinaryIO, TypeVar

from audio_cache.store_url import S3Location
from audio_cache.stores.reported_file import ReportedFile
from audio_cache.stores.s3_connection import UPLOADS, connect, library
from audio_cache.stores.s3_errors import is_missing, store_error
from audio_cache.stores.store import StoreAway

log = logging.getLogger(__name__)

T = TypeVar("T")

Run = Callable[[Callable[[], Any]], Any]
"""Calls a function and returns its result, perhaps in another thread."""

_PAUSE = 2.0
"""Seconds for which a service that does not answer is not asked again."""

_PART = 5 * 1024 * 1024
"""Bytes of each part of a large upload. S3 allows no smaller ones."""
_PARALLEL_PARTS = 4
_HASHED = 4 * 1024 * 1024
"""Bytes that are read at a time for a checksum."""
_PAGE = 1000
"""Objects of a listing that are handled at a time."""


OnUpload = Callable[[], object]


def ignore() -> None:
    """Do nothing."""


def run_here(work: Callable[[], Any]) -> Any:
    """Call a function in this thread."""
    return work()


@dataclass(frozen=True)
class StoredObject:
    """The description of an object."""

    name: str
    size: int
    """Bytes."""
    etag: str
    modified: float
    """Unix time, seconds."""


class S3Objects:
    """Objects below a prefix of a bucket. Methods raise StoreError.

    Credentials are those of the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a web
    identity, or those of the container or the virtual machine. The library reads them.
    """

    def __init__(
        self, location: S3Location, run: Run = run_here, on_upload: OnUpload = ignore
    ) -> None:
        """`on_upload` is called before each part of an upload, which may take long."""
        self._location = location
        self._run = run
        self._on_upload = on_upload
        self._away: StoreAway | None = None
        self._away_until = 0.0

    def read(self, name: str) -> bytes:
        """Return the content of an object. Raises FileNotFoundError."""
        return self._do(lambda: bytes(self._get(name).bytes()))

    def read_range(self, name: str, start: int, stop: int, etag: str) -> bytes:
        """Return a part of an object. Raises FileNotFoundError, also if it has changed."""
        return self._do(lambda: self._get_range(name, range(start, stop), etag))

    def sha256(self, found: StoredObject) -> str:
        """Return the checksum of an object's content. Raises FileNotFoundError as `read_range`.

        It is read in parts, so that the time of each request is limited, however long the audio is.
        """
        digest = hashlib.sha256()
        for start in range(0, found.size, _HASHED):
            part = range(start, min(start + _HASHED, found.size))
            # Hashing takes milliseconds, too.
            self._do(lambda part=part: digest.update(self._get_range(found.name, part, found.etag)))  # type: ignore[misc]
        return digest.hexdigest()

    def stat(self, name: str) -> StoredObject:
        """Return the description of an object. Raises FileNotFoundError.

        The answer to HEAD has no body, so a missing bucket looks like a missing object.
        """
        return _described(self._do(lambda: self._library.head(self._service, name), is_head=True))

    def write(
        self,
        name: str,
        content: bytes | BinaryIO,
        content_type: str = "application/octet-stream",
        cache_control: str = "no-cache",
    ) -> None:
        """Store an object whole, replacing any other."""
        attributes = {"Content-Type": content_type, "Cache-Control": cache_control}

        def put() -> None:
            service: Any = self._service
            source: Any = content
            if not isinstance(content, bytes):
                content.seek(0)
                service, source = self._uploads, ReportedFile(content, self._on_upload)
            self._library.put(
                service,
                name,
                source,
                attributes=attributes,
                chunk_size=_PART,
                max_concurrency=_PARALLEL_PARTS,
            )

        self._do(put)

    def create(self, name: str, content: bytes) -> bool:
        """Store an object if there is none. Returns whether it was stored.

        A service that ignores If-None-Match replaces the object, and it counts as stored.
        """

        def put() -> bool:
            try:
                self._library.put(self._service, name, content, mode="create")
            except self._library.exceptions.AlreadyExistsError:
                return False
            return True

        return self._do(put)

    def delete(self, names: Sequence[str]) -> None:
        """Delete objects. Those that are missing are deleted already."""
        for name in names:
            self._do(lambda name=name: self._library.delete(self._service, name))  # type: ignore[misc]

    def list(self, folder: str) -> Iterator[StoredObject]:
        """Yield the objects of a folder and of those in it, in the order of their names."""
        pages = self._do(lambda: self._library.list(self._service, folder, chunk_size=_PAGE))
        while page := self._do(lambda: next(pages, None)):
            yield from map(_described, page)

    def sign(self, name: str, seconds: int) -> str:
        """Return a URL with which anybody can GET an object for so long."""
        until = timedelta(seconds=seconds)
        url: str = self._do(lambda: self._library.sign(self._public, "GET", name, until))
        return url

    @property
    def location(self) -> str:
        """The location in messages."""
        return self._location.name

    @cached_property
    def _library(self) -> Any:
        return library()

    @cached_property
    def _service(self) -> Any:
        return connect(self._location, self._location.endpoint)

    @cached_property
    def _uploads(self) -> Any:
        return connect(self._location, self._location.endpoint, UPLOADS)

    @cached_property
    def _public(self) -> Any:
        return connect(self._location, self._location.public_endpoint or self._location.endpoint)

    def _get(self, name: str, options: Any = None) -> Any:
        return self._library.get(self._service, name, options=options)

    def _get_range(self, name: str, part: range, etag: str) -> bytes:
        options = {"range": (part.start, part.stop), "if_match": etag}
        try:
            found = self._get(name, options)
        except self._library.exceptions.PreconditionError:
            raise FileNotFoundError(name) from None
        if found.meta["e_tag"] != etag:  # some services ignore the condition
            raise FileNotFoundError(name)
        return bytes(found.bytes())

    def _do(self, request: Callable[[], T], is_head: bool = False) -> T:
        """Return the result of a request. A service that is away is asked every two seconds."""
        self._check_away()
        try:
            result: T = self._run(lambda: self._attempt(request, is_head))
        except StoreAway as error:
            if self._away is None:
                log.warning("%s", error)
            if error is not self._away:
                self._away, self._away_until = error, time.monotonic() + _PAUSE
            raise
        if self._away and time.monotonic() >= self._away_until:
            log.warning("the object store %s answers again", self.location)
            self._away = None
        return result

    def _check_away(self) -> None:
        if self._away and time.monotonic() < self._away_until:
            raise self._away

    def _attempt(self, request: Callable[[], T], is_head: bool) -> T:
        self._check_away()  # it may have waited for a thread
        try:
            return request()
        except FileNotFoundError as error:
            if is_head or _is_ours(error) or is_missing(error):
                raise FileNotFoundError("The object store has no such object.") from None
            raise store_error(self.location, error) from None
        except (self._library.exceptions.BaseError, ValueError, OSError) as error:
            raise store_error(self.location, error) from None


def _is_ours(error: FileNotFoundError) -> bool:
    return "Error performing" not in str(error)


def _described(found: Any) -> StoredObject:
    return StoredObject(
        found["path"], found["size"], found["e_tag"] or "", found["last_modified"].timestamp()
    )
