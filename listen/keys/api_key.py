"""An API key: its text, its digest, and what it allows."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

SYNTHESIZE, PUBLISH, METRICS, ADMIN = "synthesize", "publish", "metrics", "admin"
SCOPES = (SYNTHESIZE, PUBLISH, METRICS, ADMIN)
"""`synthesize`: audio of any text. `publish`: the articles of its site. `metrics`: figures for
Prometheus. `admin`: everything."""

DEFAULT_SCOPES = (SYNTHESIZE, PUBLISH)

MAX_LIMIT = 2**31 - 1
"""The largest limit of a key, which PostgreSQL's integers can hold."""

PREFIX = "listen"
_KEY = re.compile(r"listen_([0-9a-f]{12})_([0-9A-Za-z_-]{43})")


@dataclass(frozen=True)
class ApiKey:
    """A key as it is stored: without the key itself, which is shown once."""

    id: str
    name: str
    site: str | None
    """None: every site."""
    scopes: tuple[str, ...]
    digest: str
    """SHA-256 of the key. A key has 256 random bits, so that no salt is needed."""
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    requests_per_minute: int | None = None
    characters_per_day: int | None = None
    """Limits. None: those of the server's settings. 0: none."""

    def allows(self, scope: str) -> bool:
        """Return whether the key has the scope. `admin` includes all."""
        return scope in self.scopes or ADMIN in self.scopes

    def is_for(self, site: str) -> bool:
        """Return whether the key is valid for a site."""
        return self.site is None or self.site == site

    def matches(self, key: str) -> bool:
        """Compare the digests, in a time that does not depend on the key."""
        return hmac.compare_digest(self.digest, digest_of(key))


def new_key() -> tuple[str, str]:
    """Return the text of a new key and its id, which is a part of the text."""
    key_id = secrets.token_hex(6)
    return f"{PREFIX}_{key_id}_{secrets.token_urlsafe(32)}", key_id


def id_in(key: str) -> str | None:
    """Return the id in the text of a key; None if the text does not have the form of a key."""
    match = _KEY.fullmatch(key)
    return match[1] if match else None


def digest_of(key: str) -> str:
    """Return the SHA-256 of a key, as hexadecimal digits."""
    return hashlib.sha256(key.encode()).hexdigest()
