"""Budgets of what pages may cause without a key, in Redis.

Every method raises redis.RedisError when Redis is unreachable: what cannot be counted is refused.
Redis may keep a file. It holds digests of addresses only, whose salt changes each hour.
"""

from collections.abc import Iterable

from listen.errors import QuotaExceeded, RateLimited
from listen.limits.budget import DAY, HOUR, Budget
from listen.salt import Digests
from listen.sites.site import Site


class Budgets:
    """Counts new characters for each site, and new pages for each address."""

    def __init__(self, budget: Budget, digests: Digests) -> None:
        """`digests` are those of addresses."""
        self._budget = budget
        self._digests = digests

    def take_page(self, site: Site, address: str) -> None:
        """Count a page that is fetched because a client at an address asks for it.

        Raises RateLimited.
        """
        limit = site.limits.pages_per_hour
        self._take_for(address, f"pages:{site.name}", limit, "new pages")

    def give_back_page(self, site: Site, address: str) -> None:
        """Undo `take_page` for a page that was not fetched, because the server was busy."""
        if site.limits.pages_per_hour is not None:
            self._budget.give_back(self._name(f"pages:{site.name}", address))

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
        if limit is not None and self._budget.used(_characters(site)) >= limit:
            raise _quota_exceeded(self._budget.rest(_characters(site)))

    def take_characters(self, site: Site, count: int) -> None:
        """Count characters of new audio. Raises QuotaExceeded."""
        limit = site.limits.characters_per_day
        if limit is None:
            return
        if wait := self._budget.take(_characters(site), count, limit, DAY):
            raise _quota_exceeded(wait)

    def _take_for(self, address: str, name: str, limit: int | None, what: str) -> None:
        if limit is None:
            return
        if wait := self._budget.take(self._name(name, address), 1, limit, HOUR):
            raise RateLimited(
                f"This address has requested too much: {limit} {what} an hour are allowed.", wait
            )

    def _name(self, name: str, address: str) -> str:
        return f"{name}:{self._digests.digest(address)}"


def _characters(site: Site) -> str:
    return f"characters:{site.name}"


def _quota_exceeded(wait: int) -> QuotaExceeded:
    return QuotaExceeded(
        "The pages of this site have used up their new audio for today.", max(1, wait)
    )
