"""Digests of addresses that all web processes share, by a secret that is not in Redis."""

import time
from collections.abc import Callable
from hashlib import blake2b

from listen.database.database import Database
from listen.errors import Unavailable
from listen.keys.server_secret import ServerSecret
from listen.salt import Salt, digest_with

_NAME = "addresses"

_RETRY_SECONDS = 10.0
"""Pause between two attempts to read the secret. No request should wait for the database again."""


class AddressDigests:
    """Salts that all processes derive from the same secret and the current hour.

    Redis may keep a file of what it has stored. Without the secret, which is in the database,
    nobody can find out an address from its digest. While the secret is unknown, because the
    database has been away since the start, each process uses a salt of its own.
    """

    def __init__(
        self, database: Database, lifetime: float, clock: Callable[[], float] = time.time
    ) -> None:
        """`lifetime` is in seconds. After it, the same address has another digest."""
        self._secret = ServerSecret(database, _NAME)
        self._own = Salt(lifetime)
        self._lifetime = lifetime
        self._clock = clock
        self._retry_at = 0.0
        self._period = -1
        self._salt = b""

    def digest(self, *parts: str) -> str:
        """Return the digest of texts, as hexadecimal digits."""
        period = int(self._clock() / self._lifetime)
        if period != self._period and self._clock() >= self._retry_at:
            try:
                salt = blake2b(str(period).encode(), key=self._secret.value().encode())
            except Unavailable:
                self._retry_at = self._clock() + _RETRY_SECONDS
            else:
                self._period, self._salt = period, salt.digest()
        if period != self._period:
            return self._own.digest(*parts)
        return digest_with(self._salt, parts)
