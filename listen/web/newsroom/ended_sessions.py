"""Sessions that ended before their time: a cookie that was copied must not outlive a sign-out."""

from contextlib import suppress

from redis import Redis, RedisError

from listen.web.newsroom.session import LIFETIME, Session


class EndedSessions:
    """Remembers the sessions whose editors signed out. While Redis is away, it forgets them."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def end(self, session: Session) -> None:
        """Refuse the session from now on."""
        with suppress(RedisError):
            self._redis.set(_name(session), b"", ex=LIFETIME)

    def include(self, session: Session) -> bool:
        """Return whether the session has ended."""
        with suppress(RedisError):
            return bool(self._redis.exists(_name(session)))
        return False


def _name(session: Session) -> str:
    return f"listen:newsroom:ended:{session.id}"
