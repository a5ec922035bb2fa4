"""Signs URLs of audio that not everybody may have, with a secret that all servers share."""

import secrets
import time
from contextlib import suppress

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import SecretRow

DEFAULT_LIFETIME = 3600
"""Seconds. A reader may pause within."""

_NAME = "audio-signature"
_SALT = "listen.audio"


class AudioSigner:
    """Makes and checks tokens. Methods raise Unavailable while the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._serializer: URLSafeSerializer | None = None

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
        if self._serializer is None:
            self._serializer = URLSafeSerializer(self._secret(), salt=_SALT)
        return self._serializer

    def _secret(self) -> str:
        """Return the secret, which the first process of a server makes."""
        query = select(SecretRow.value).where(SecretRow.name == _NAME)

        def insert(session: Session) -> None:
            session.add(SecretRow(name=_NAME, value=secrets.token_urlsafe(32)))

        secret = self._database.read(lambda session: session.scalar(query))
        if secret is None:
            with suppress(IntegrityError):  # another process was faster
                self._database.write(insert)
            secret = self._database.read(lambda session: session.scalar(query))
        return secret or ""
