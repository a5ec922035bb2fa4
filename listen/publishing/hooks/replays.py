"""Remembers webhooks in Redis, so that a recorded one cannot be sent again."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

from redis import Redis, RedisError

from listen.errors import Unauthorized
from listen.publishing.hooks.message import TOLERANCE, SignedMessage

_MEMORY = 3 * TOLERANCE
"""Seconds. A message from TOLERANCE in the future is valid for twice TOLERANCE."""


class ReplayMemory:
    """The messages that sites sent in the last minutes."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    @contextmanager
    def once(self, site: str, message: SignedMessage) -> Iterator[None]:
        """Run the block for a message that was not received before.

        A message whose block raises is forgotten, because its sender may try again. Raises
        Unauthorized for a message that was received before, and RedisError.
        """
        key = f"listen:hook:{site}:{sha256(message.id.encode(errors='replace')).hexdigest()}"
        if not self._redis.set(key, b"", nx=True, ex=_MEMORY):
            raise Unauthorized("The webhook was received before.")
        try:
            yield
        except BaseException:
            with suppress(RedisError):
                self._redis.delete(key)
            raise
