"""The choice of the waiting job for which a running job is preempted."""

import math
from collections.abc import Iterable
from typing import cast

from redis import Redis

from audio_cache.queue_figures import queue_key
from audio_cache.state import States

_SCAN_DEPTH = 15
"""Last index of a queue at which a job can cause preemption. Later jobs move up to it."""

_CLAIM_MS = 5000
"""Milliseconds after which a claim ends by itself, because its worker was killed."""

_MOVE_UP = """
if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 0 then return end
if ARGV[2] == '' or redis.call('LINSERT', KEYS[1], 'AFTER', ARGV[2], ARGV[1]) < 1 then
    redis.call('LPUSH', KEYS[1], ARGV[1])
end
"""
"""Moves a job behind another one of its queue, or to the front."""


class Preemption:
    """Claims waiting jobs for the worker whose running job makes way for them.

    A claim keeps other workers from stopping their jobs for the same one. It ends when the worker
    begins its next job: that may be a different one, because any free worker takes the first job
    of a queue.

    Every method raises redis.RedisError when Redis is unreachable.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._states = States(redis)
        self._move_up = redis.register_script(_MOVE_UP)
        self._claim: str | None = None

    def claim(self, queues: Iterable[str], max_relayed: float = math.inf) -> bool:
        """Claim a waiting job, and move it to the front of its queue, behind those with a claim.

        A job qualifies if it has relayed at most `max_relayed` seconds of audio and nobody else
        has claimed it. Returns whether one was found.
        """
        for queue in queues:
            key = queue_key(queue)
            claimed = ""
            waiting = cast(list[bytes], self._redis.lrange(key, 0, _SCAN_DEPTH))
            for name in map(bytes.decode, waiting):
                state = self._states.get(name)
                if state is None or state.relayed > max_relayed:
                    continue
                claim = f"listen:claimed:{name}:{state.run}"
                if self._redis.set(claim, 1, nx=True, px=_CLAIM_MS):
                    self._claim = claim
                    self._move_up(keys=[key], args=[name, claimed])
                    return True
                claimed = name
        return False

    def release(self) -> None:
        """End the claim, because this worker begins a job."""
        if self._claim is not None:
            self._redis.delete(self._claim)
            self._claim = None
