"""Play tokens: the server's permission to report what one load of a player played."""

import secrets
import time
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

from listen.database.database import Database
from listen.keys.server_secret import ServerSecret

LIFETIME = 12 * 3600
"""Seconds. The longest article takes seven hours at half the speed, and a reader may pause."""

_CLOCK_SKEW = 60
"""Seconds that the clock of the server that issued a token may be ahead."""

_NAME = "play-tokens"
_SALT = "listen.play"
_NONCE_BYTES = 12


@dataclass(frozen=True)
class Load:
    """One load of a player. It says nothing about the reader."""

    site: str
    article: str
    """The site's own id of it."""
    key: str
    """Key of the audio."""
    nonce: str
    """A random text, new for each load."""
    issued: float
    """Unix time in seconds."""


class PlayTokens:
    """Makes and checks tokens. Methods raise Unavailable while the database is away."""

    def __init__(self, database: Database) -> None:
        self._secret = ServerSecret(database, _NAME)

    def issue(self, site: str, article: str, key: str) -> str:
        """Return a token for a load of the player of an article's audio."""
        nonce = secrets.token_urlsafe(_NONCE_BYTES)
        issued = int(time.time() * 1000) / 1000
        token: str = self._serializer().dumps([site, article, key, nonce, issued])
        return token

    def read(self, token: str) -> Load | None:
        """Return the load of a token; None if it is forged or has expired."""
        try:
            load = Load(*self._serializer().loads(token))
        except (BadSignature, TypeError, ValueError):
            return None
        return load if -_CLOCK_SKEW < time.time() - load.issued < LIFETIME else None

    def _serializer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret.value(), salt=_SALT)
