"""Digests of clients that only this process can make, and only for a while."""

import secrets
import time
from collections.abc import Iterable
from hashlib import blake2b
from typing import Protocol

DIGEST_BYTES = 16


class Digests(Protocol):
    """Makes digests of clients."""

    def digest(self, *parts: str) -> str:
        """Return the digest of texts, as hexadecimal digits."""


class Salt:
    """A random key that is kept in memory only, and replaced when its lifetime is over.

    A digest by it tells whether two requests come from the same client. When the key is gone,
    nobody can find out from which, although there are only 4 billion IPv4 addresses to try.
    """

    def __init__(self, lifetime: float) -> None:
        """`lifetime` is in seconds."""
        self._lifetime = lifetime
        self._renew()

    def digest(self, *parts: str) -> str:
        """Return the digest of texts, as hexadecimal digits."""
        if time.monotonic() >= self._expires:
            self._renew()
        return digest_with(self._key, parts)

    def _renew(self) -> None:
        self._key = secrets.token_bytes(32)
        self._expires = time.monotonic() + self._lifetime


def digest_with(salt: bytes, parts: Iterable[str]) -> str:
    """Return the digest of texts with a salt of at most 64 bytes, as hexadecimal digits."""
    hasher = blake2b(key=salt, digest_size=DIGEST_BYTES)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hasher.update(len(encoded).to_bytes(8, "big") + encoded)
    return hasher.hexdigest()
