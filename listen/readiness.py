"""Whether audio can be made now."""

from redis import Redis, RedisError

from audio_cache.roster import Roster


class Readiness:
    def __init__(self, redis: Redis, roster: Roster) -> None:
        self._redis = redis
        self._roster = roster

    def missing(self) -> list[str]:
        """What is not there: nothing when all is well."""
        try:
            self._redis.ping()
            return [] if self._roster.announced().voices else ["worker"]
        except RedisError:
            return ["redis"]
