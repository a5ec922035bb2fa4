"""Remembers pages that are not registered, in Redis, for all processes.

Every method raises redis.RedisError when Redis is unreachable.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import cast

from redis import Redis
from redis.exceptions import LockError, LockNotOwnedError

from listen.errors import ApiError, FetchFailed, QuotaExceeded, Unavailable, UnknownArticle

_REFUSAL_TTL = 60
"""Seconds in which a refused page is not fetched again."""
_LOCK_TTL = 120
"""Seconds after which the lock of a killed process ends. Two fetches and extractions take less."""
_MAX_WAIT = 40
"""Seconds that a click waits for another one that fetches the same page."""
_POLL_INTERVAL = 0.1

_REFUSALS: tuple[type[ApiError], ...] = (UnknownArticle, FetchFailed, QuotaExceeded)
"""Errors that are remembered."""


class PageMemory:
    """Remembers refused pages, and lets one click at a time fetch a page.

    `page` is its canonical URL.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    @contextmanager
    def alone(self, page: str) -> Iterator[None]:
        """Run the block while no other process runs one for this page. Raises Unavailable."""
        lock = self._redis.lock(
            _key("lock", page), timeout=_LOCK_TTL, sleep=_POLL_INTERVAL, blocking_timeout=_MAX_WAIT
        )
        try:
            lock.acquire()
        except LockError:
            lock = None
        if lock is None or not lock.owned():
            raise Unavailable("The page is being fetched. Try again later.")
        try:
            yield
        finally:
            with suppress(LockNotOwnedError):
                lock.release()

    def check(self, page: str) -> None:
        """Raise the error that the page was refused with in the last minute."""
        found = cast(bytes | None, self._redis.get(_key("refused", page)))
        if found:
            code, detail, retry_after = json.loads(found)
            for kind in _REFUSALS:
                if kind.code == code:
                    error = kind(detail)
                    error.retry_after = retry_after
                    raise error

    def remember(self, page: str, error: ApiError) -> None:
        """Remember that the page was refused, if the error is one that lasts."""
        if isinstance(error, _REFUSALS):
            refusal = json.dumps([error.code, str(error), error.retry_after])
            self._redis.set(_key("refused", page), refusal, ex=_REFUSAL_TTL)


def _key(kind: str, page: str) -> str:
    return f"listen:page:{kind}:{sha256(page.encode()).hexdigest()}"
