"""The session of an editor: a signed cookie, which holds the id of a key and never the key."""

import hmac
import secrets
import time
from dataclasses import dataclass, replace

from itsdangerous import BadSignature, URLSafeSerializer

from listen.keys.server_secret import ServerSecret

IDLE_LIFETIME = 4 * 3600
LIFETIME = 12 * 3600
"""Seconds from the last visit, and from the sign-in, after which an editor must sign in again."""

_RENEWAL = 300
"""Seconds after which a visit renews the session."""

_SALT, _FORM_SALT = "listen.newsroom", b"listen.newsroom.form:"

DONE, PROBLEM = KINDS = ("done", "problem")


@dataclass(frozen=True)
class Notice:
    """The outcome of a form, which the next page shows once."""

    kind: str
    """DONE or PROBLEM."""
    text: str


@dataclass(frozen=True)
class Session:
    """A session. One without a key is for the sign-in form, and for a server without keys."""

    id: str
    began_at: int
    seen_at: int
    """Unix times."""
    key_id: str | None = None
    notice: Notice | None = None

    @classmethod
    def new(cls, key_id: str | None = None) -> "Session":
        """Return a new session. Signing in makes one too, so that nobody can fix its id before."""
        now = int(time.time())
        return cls(secrets.token_urlsafe(18), now, now, key_id)

    def is_expired(self) -> bool:
        """Return whether the editor must sign in again."""
        now = time.time()
        return now - self.began_at > LIFETIME or now - self.seen_at > IDLE_LIFETIME

    def renewed(self) -> "Session":
        """Return the session after a visit."""
        now = int(time.time())
        return replace(self, seen_at=now) if now - self.seen_at > _RENEWAL else self


class SessionSigner:
    """Writes and reads cookies. Methods raise Unavailable while the database is away."""

    def __init__(self, secret: ServerSecret) -> None:
        self._secret = secret

    def dumps(self, session: Session) -> str:
        """Return the value of the cookie."""
        notice = [session.notice.kind, session.notice.text] if session.notice else None
        fields = [session.id, session.began_at, session.seen_at, session.key_id, notice]
        value: str = self._serializer().dumps(fields)
        return value

    def loads(self, value: str) -> Session | None:
        """Return the session of a cookie; None if it was not written here or has expired."""
        try:
            session_id, began_at, seen_at, key_id, notice = self._serializer().loads(value)
        except (BadSignature, TypeError, ValueError):
            return None
        notice = Notice(*notice) if notice else None
        session = Session(session_id, began_at, seen_at, key_id, notice)
        return None if session.is_expired() else session

    def form_token(self, session: Session) -> str:
        """Return the token that every form of the session must send."""
        secret = self._secret.value().encode()
        return hmac.new(secret, _FORM_SALT + session.id.encode(), "sha256").hexdigest()

    def is_form_token(self, session: Session, token: str) -> bool:
        """Compare tokens, in a time that does not depend on them."""
        expected = self.form_token(session).encode()
        return hmac.compare_digest(expected, token.encode(errors="replace"))

    def _serializer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret.value(), salt=_SALT)
