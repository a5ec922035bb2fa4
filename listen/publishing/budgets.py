"""Budgets of what pages may cause without a key, in Redis.

Every method raises redis.RedisError when Redis is unreachable: what cannot be counted is refused.
Redis may keep a file. It holds digests of addresses only, whose salt is in memory and changes each
hour: the limits of an address are those of one process.
"""

from collections.abc import Iterable
from typing import cast

from redis import Redis

from listen.errors import QuotaExceeded, RateLimited
from listen.salt import Salt
from listen.sites.site import Site

HOUR, DAY = 3600, 24 * 3600
"""Seconds. A budget begins with its first use."""

# Returns 0, or the seconds until the budget begins anew.
_TAKE = """
local used = tonumber(redis.call('GET', KEYS[1]) or 0)
local rest = redis.call('TTL', KEYS[1])
if used + ARGV[1] > tonumber(ARGV[2]) then
    if rest > 0 then return rest end
    return tonumber(ARGV[3])
end
redis.call('INCRBY', KEYS[1], ARGV[1])
if rest < 0 then redis.call('EXPIRE', KEYS[1], ARGV[3]) end
return 0
"""


class Budgets:
    """Counts new characters for each site, and new pages for each address."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._take = redis.register_script(_TAKE)
        self._salt = Salt(HOUR)

    def take_page(self, site: Site, address: str) -> None:
        """Count a page that is fetched because a client at an address asks for it.

        Raises RateLimited.
        """
        limit = site.limits.pages_per_hour
        self._take_for(address, f"pages:{site.name}", limit, "new pages")

    def give_back_page(self, site: Site, address: str) -> None:
        """Undo `take_page` for a page that was not fetched, because the server was busy."""
        if site.limits.pages_per_hour is not None:
            self._give_back(f"pages:{site.name}", address)

    def take_report(self, site: Site, address: str) -> None:
        """Count a report of a mispronunciation. Raises RateLimited."""
        limit = site.limits.reports_per_hour
        self._take_for(address, f"reports:{site.name}", limit, "reports")

    def take_remake(self, sites: Iterable[Site], address: str) -> None:
        """Count an audio that is made again because a client at an address asks for it.

        The limit is that for new pages, of the site that allows most. Raises RateLimited.
        """
        limits = [site.limits.pages_per_hour for site in sites]
        limit = None if None in limits else max(each or 0 for each in limits)
        self._take_for(address, "remakes", limit, "audio files that must be made again")

    def check_characters(self, site: Site) -> None:
        """Raise QuotaExceeded if the site has no characters left."""
        limit = site.limits.characters_per_day
        used = cast(bytes | None, self._redis.get(_characters(site)))
        if limit is not None and int(used or 0) >= limit:
            raise _quota_exceeded(self._redis.ttl(_characters(site)))

    def take_characters(self, site: Site, count: int) -> None:
        """Count characters of new audio. Raises QuotaExceeded."""
        limit = site.limits.characters_per_day
        if limit is not None:
            wait = cast(int, self._take(keys=[_characters(site)], args=[count, limit, DAY]))
            if wait:
                raise _quota_exceeded(wait)

    def _take_for(self, address: str, name: str, limit: int | None, what: str) -> None:
        if limit is None:
            return
        key = self._counter(name, address)
        if wait := cast(int, self._take(keys=[key], args=[1, limit, HOUR])):
            raise RateLimited(
                f"This address has requested too much: {limit} {what} an hour are allowed.", wait
            )

    def _give_back(self, name: str, address: str) -> None:
        key = self._counter(name, address)
        if self._redis.exists(key):  # the salt may have changed since
            self._redis.decr(key)

    def _counter(self, name: str, address: str) -> str:
        return f"listen:budget:{name}:{self._salt.digest(address)}"


def _characters(site: Site) -> str:
    return f"listen:budget:characters:{site.name}"


def _quota_exceeded(wait: int) -> QuotaExceeded:
    return QuotaExceeded(
        "The pages of this site have used up their new audio for today.", max(1, wait)
    )
