"""Counts in Redis. `listen publish` moves the counts into the database (`flush.py`).

`listen:plays:counts` is a hash of the counts since then, and each load of a player has its progress
in `listen:plays:load:NONCE` until its token has expired. Methods raise redis.RedisError when Redis
is unreachable.
"""

import json
import secrets
from datetime import UTC, datetime

from redis import Redis

from listen.plays.progress import LEVELS, Progress
from listen.plays.tokens import LIFETIME, Load

COUNTS = "listen:plays:counts"
ID = "id"
"""Field of the hash: the name of these counts, by which the database knows them again."""

# A load counts what it reaches for the first time, in whatever order its reports arrive.
_ADD_PROGRESS = """
local seen = redis.call('HMGET', KEYS[2], 'level', 'seconds')
local level, seconds = tonumber(seen[1] or 0), tonumber(seen[2] or 0)
local new_level = math.max(level, tonumber(ARGV[3]))
local new_seconds = math.max(seconds, tonumber(ARGV[4]))
if new_level == level and new_seconds == seconds then return 0 end
redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
for reached = level + 1, new_level do redis.call('HINCRBY', KEYS[1], ARGV[6 + reached], 1) end
if new_seconds > seconds then
    redis.call('HINCRBY', KEYS[1], ARGV[6], new_seconds - seconds)
end
redis.call('HSET', KEYS[2], 'level', new_level, 'seconds', new_seconds)
redis.call('EXPIRE', KEYS[2], ARGV[5])
return 1
"""

_ADD_ONE = """
redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
return redis.call('HINCRBY', KEYS[1], ARGV[3], 1)
"""


class Tally:
    """Adds to the counts of today."""

    def __init__(self, redis: Redis) -> None:
        self._add_progress = redis.register_script(_ADD_PROGRESS)
        self._add_one = redis.register_script(_ADD_ONE)

    def add_progress(self, load: Load, progress: Progress) -> None:
        """Count what a load has reached, and was not counted before."""
        names = ("seconds", *LEVELS)
        fields = [field_of(load.site, _today(), load.article, name) for name in names]
        self._add_progress(
            keys=[COUNTS, f"listen:plays:load:{load.nonce}"],
            args=[ID, new_id(), progress.level, progress.seconds, LIFETIME, *fields],
        )

    def add_download(self, site: str, article: str) -> None:
        """Count a download of an article's podcast episode."""
        field = field_of(site, _today(), article, "downloads")
        self._add_one(keys=[COUNTS], args=[ID, new_id(), field])


def field_of(site: str, day: str, article: str, name: str) -> str:
    """Return the field of a counter. `day` is an ISO 8601 date."""
    return json.dumps([site, day, article, name])


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def new_id() -> str:
    """Return a name for counts."""
    return secrets.token_hex(16)
