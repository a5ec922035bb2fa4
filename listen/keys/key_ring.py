"""Finds the key of a request, without a query for each one."""

import logging
import time
from contextlib import suppress

from listen.errors import Unauthorized, Unavailable
from listen.keys.api_key import ApiKey, id_in
from listen.keys.key_store import KeyStore

log = logging.getLogger(__name__)

_MAX_AGE = 1.0
"""Seconds after which a revoked key is refused."""

_MIN_AGE = 0.1
"""Seconds between two queries for unknown keys. A request with one waits so long."""

_QUERIES = 3
"""Queries, of this request or others, after which a key counts as unknown."""

_RECORD_INTERVAL = 60.0
"""Seconds between two records that a key was used."""


class KeyRing:
    """The active keys, read again when they are older than a second and may have changed.

    While the database is away, the keys that were read last stay valid.
    """

    def __init__(self, store: KeyStore) -> None:
        self._store = store
        self._keys: dict[str, ApiKey] | None = None
        self._read_at = -_MAX_AGE
        """Time of the clock `time.monotonic` at which the latest query began."""
        self._known_at = -_MAX_AGE
        """Time at which the query began that gave `_keys`, or at which they had not changed."""
        self._version: object | None = None
        """Version of the database before that query."""
        self._recorded_at: dict[str, float] = {}

    def is_empty(self) -> bool:
        """Return whether no key exists.

        Raises Unavailable if that is unknown: the database has been away since the start.
        """
        return not self._active()

    def find(self, text: str) -> ApiKey:
        """Return the key with this text.

        Raises Unauthorized if there is none, and Unavailable if that is unknown.
        """
        key = self._with_id(id_in(text) or "")
        if key is None or not key.matches(text):
            raise Unauthorized("The API key is unknown or was revoked.")
        self._record_use(key)
        return key

    def find_by_id(self, key_id: str) -> ApiKey:
        """Return the key with this id, whose text was verified before. Raises as `find`."""
        key = self._with_id(key_id)
        if key is None:
            raise Unauthorized("The API key was revoked.")
        self._record_use(key)
        return key

    def _with_id(self, key_id: str) -> ApiKey | None:
        asked_at = time.monotonic()
        found = self._active().get(key_id)
        for _ in range(_QUERIES):
            if found or not key_id or self._known_at >= asked_at:
                break
            # It may have been made after the keys were read, however recently that was.
            time.sleep(max(0.0, self._read_at + _MIN_AGE - time.monotonic()))
            found = self._active(_MIN_AGE).get(key_id)
        return found

    def _active(self, max_age: float | None = None) -> dict[str, ApiKey]:
        age = time.monotonic() - self._read_at
        if self._keys is None or age >= (_MAX_AGE if max_age is None else max_age):
            self._read_at = began = time.monotonic()
            version = self._store.data_version()
            if self._keys is not None and version is not None and version == self._version:
                self._known_at = began
                return self._keys
            try:
                self._keys = {key.id: key for key in self._store.active()}
                self._known_at, self._version = began, version
            except Unavailable:
                if self._keys is None:
                    raise
        return self._keys

    def _record_use(self, key: ApiKey) -> None:
        recorded_at = self._recorded_at.get(key.id)
        if recorded_at is None or time.monotonic() - recorded_at > _RECORD_INTERVAL:
            self._recorded_at[key.id] = time.monotonic()
            with suppress(Unavailable):  # the request does not depend on it
                self._store.record_use([key.id])
