"""Limits of what one address may have counted, in memory only.

A page of a site can be loaded again and again by a script. What it reports is true of each load, so
only the number of loads tells.
"""

from collections import defaultdict
from collections.abc import Callable
from time import monotonic

from listen.salt import Salt

MAX_LOADS_OF_ARTICLE = 20
"""Loads of an article's player at one address in an hour. Offices and households share one."""
MAX_LOADS = 600
"""Loads of all players at one address in an hour. A front page may have many."""

_HOUR = 3600.0
_MAX_LOADS_IN_MEMORY = 500_000


class LoadLimits:
    """Remembers the loads of the last hour, by the digest of their address.

    The digests are forgotten together with their salt.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._forget()

    def allows(self, address: str, article: str, nonce: str) -> bool:
        """Return whether the load counts. One that counted stays allowed for the hour."""
        if self._clock() >= self._ends or self._count >= _MAX_LOADS_IN_MEMORY:
            self._forget()
        of_article = self._loads[self._salt.digest(address, article)]
        if nonce in of_article:
            return True
        of_address = self._salt.digest(address)
        if len(of_article) >= MAX_LOADS_OF_ARTICLE or self._totals[of_address] >= MAX_LOADS:
            return False
        of_article.add(nonce)
        self._totals[of_address] += 1
        self._count += 1
        return True

    def _forget(self) -> None:
        self._ends = self._clock() + _HOUR
        self._salt = Salt(2 * _HOUR)  # it ends with the digests
        self._loads: defaultdict[str, set[str]] = defaultdict(set)
        self._totals: defaultdict[str, int] = defaultdict(int)
        self._count = 0
