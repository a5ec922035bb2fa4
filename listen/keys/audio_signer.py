"""Signs URLs of audio that not everybody may have, with a secret that all servers share."""

import time

from itsdangerous import BadSignature, URLSafeSerializer

from listen.database.database import Database
from listen.keys.server_secret import ServerSecret

DEFAULT_LIFETIME = 3600
"""Seconds. A reader may pause within."""

_NAME = "audio-signature"
_SALT = "listen.audio"


class AudioSigner:
    """Makes and checks tokens. Methods raise Unavailable while the database is away."""

    def __init__(self, database: Database) -> None:
        self._secret = ServerSecret(database, _NAME)

    def token(self, key: str, lifetime: float = DEFAULT_LIFETIME) -> str:
        """Return a token with which a client has the audio of a key for so many seconds."""
        return self.token_until(key, lifetime)[0]

    def token_until(self, key: str, lifetime: float) -> tuple[str, int]:
        """Return a token as `token`, and the Unix time at which it expires."""
        expires = int(time.time() + lifetime)
        token: str = self._signer().dumps([key, expires])
        return token, expires

    def is_valid(self, token: str, key: str) -> bool:
        """Return whether the token is for this key and has not expired."""
        try:
            signed_key, expires = self._signer().loads(token)
        except (BadSignature, TypeError, ValueError):
            return False
        return bool(signed_key == key and time.time() < expires)

    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret.value(), salt=_SALT)
