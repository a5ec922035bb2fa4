"""Keeps the store below its limit, as periodic work of the publish processes."""

import logging
import time
from contextlib import suppress

from redis import Redis
from redis.exceptions import LockError

from audio_cache.stores import Store
from audio_cache.stores.blobs import Blobs
from listen.cache.articles import keys_of_articles
from listen.cache.evict import evict, sweep
from listen.database.database import Database

log = logging.getLogger(__name__)

LOCK = "listen:cache:lock"
_LOCK_TIME = 120.0
"""Seconds after which the lock of a killed process is free again."""
_RENEWAL = 20.0
"""Seconds between two renewals."""

_PAUSE = 60.0
"""Seconds between two looks at the store."""
_SHARE = 20
"""A look may take a twentieth of the time: the next one comes later if the store is large."""
_FIRST_SWEEP = 600.0
_SWEEP_INTERVAL = 3600.0
_WARNING_INTERVAL = 3600.0


class CacheLimit:
    """Evicts audio in one process at a time: the others find the lock taken."""

    def __init__(
        self,
        store: Store,
        database: Database,
        redis: Redis,
        max_bytes: int,
        evict_articles: bool,
        blobs: Blobs | None = None,
        max_blob_bytes: int = 0,
    ) -> None:
        """`max_bytes` is the limit; 0: none. `evict_articles`: also what articles refer to.

        `blobs` are what workers share, with a limit of their own.
        """
        self._blobs = blobs
        self._max_blob_bytes = max_blob_bytes
        self._store = store
        self._database = database
        self._lock = redis.lock(LOCK, timeout=_LOCK_TIME, blocking=False)
        self._max_bytes = max_bytes
        self._evict_articles = evict_articles
        self._next_look = self._next_warning = self._renewed = 0.0
        self._next_sweep = time.monotonic() + _FIRST_SWEEP

    def enforce(self) -> None:
        """Evict and sweep, if it is time and no other process does.

        Raises StoreError, RedisError, and Unavailable without the database.
        """
        begin = time.monotonic()
        is_due = begin >= (self._next_look if self._max_bytes else self._next_sweep)
        if not is_due or not self._lock.acquire():
            return
        self._renewed = begin
        try:
            if self._max_bytes:
                self._evict()
            if begin >= self._next_sweep:
                self._next_sweep = begin + _SWEEP_INTERVAL
                self._sweep()
        except LockError as error:  # this process was too slow, and another one evicts
            log.warning("the lock of the cache was lost: %s", error)
        finally:
            taken = time.monotonic() - begin
            self._next_look = time.monotonic() + max(_PAUSE, _SHARE * taken)
            with suppress(LockError):
                self._lock.release()

    def _evict(self) -> None:
        kept = {} if self._evict_articles else keys_of_articles(self._database)
        done = evict(self._store, self._max_bytes, kept, on_progress=self._renew)
        if done.keys:
            log.info("evicted %d audios, %d bytes", len(done.keys), done.freed)
        if done.rest > self._max_bytes and time.monotonic() >= self._next_warning:
            self._next_warning = time.monotonic() + _WARNING_INTERVAL
            log.warning(
                "the store has %d bytes, more than 'cache_max_gb', and the rest may not be deleted",
                done.rest,
            )

    def _sweep(self) -> None:
        if count := sweep(self._store):
            log.info("deleted %d files that no audio needs", count)
        if self._blobs and (count := self._blobs.trim(self._max_blob_bytes)):
            log.info("deleted %d sentences that workers shared", count)

    def _renew(self) -> None:
        """Renew the lock. Raises LockError if it was lost: another process evicts."""
        if time.monotonic() - self._renewed > _RENEWAL:
            self._renewed = time.monotonic()
            self._lock.reacquire()
