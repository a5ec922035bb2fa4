"""Verifies the checksums of objects, each once until the object changes."""

import time
from collections import OrderedDict

from audio_cache.stores.s3_objects import S3Objects

_MAX_REMEMBERED = 16384
"""Results that are kept."""

_MAX_WAIT = 60.0
"""Seconds to wait for another thread's result."""


class S3Verifier:
    """Remembers which objects were intact. To verify one, all of it is read."""

    def __init__(self, objects: S3Objects) -> None:
        self._objects = objects
        self._results: OrderedDict[tuple[str, str, str, float], bool] = OrderedDict()
        """By name, checksum, entity tag and time; first in, first out."""
        self._running: set[tuple[str, str, str, float]] = set()

    def is_intact(self, name: str, size: int, sha256: str) -> bool:
        """Return whether the object exists with this size, in bytes, and this checksum.

        Raises StoreError.
        """
        try:
            found = self._objects.stat(name)
        except FileNotFoundError:
            return False
        if found.size != size:
            return False
        version = (name, sha256, found.etag, found.modified)
        # Many readers may ask for a new audio at once. A lock would not work between the threads
        # of gevent's pool and its greenlets.
        deadline = time.monotonic() + _MAX_WAIT
        while version in self._running and time.monotonic() < deadline:
            time.sleep(0.02)
        if version not in self._results:
            self._running.add(version)
            try:
                is_intact = self._objects.sha256(found) == sha256
            except FileNotFoundError:  # replaced meanwhile
                return False
            finally:
                self._running.discard(version)
            self._results[version] = is_intact
            while len(self._results) > _MAX_REMEMBERED:
                self._results.popitem(last=False)
        return self._results.get(version, False)
