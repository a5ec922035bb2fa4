"""Remembers who has downloaded which episode, in memory only, for 24 hours.

A listener is the digest of an address and a user agent with an episode, by a salt that is dropped
with the digests after two days at most: nothing says which episodes one listener has.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from listen.salt import Salt

DAY = 24 * 3600.0
_MAX_RANGES = 64
_MAX_LISTENERS = 250_000
"""Listeners of a day. Beyond, the oldest are forgotten, and may be counted again."""


@dataclass
class _Download:
    """Bytes of an episode that a listener has received."""

    began: float
    is_counted: bool = False
    ranges: list[range] = field(default_factory=list)
    """Bytes, in order and apart from each other."""


class _Generation:
    """The listeners whose first request was on one day."""

    def __init__(self) -> None:
        self.salt = Salt(4 * DAY)  # it ends with the generation
        self.downloads: dict[str, _Download] = {}


class DownloadMemory:
    """Decides which downloads count."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._generations = [_Generation(), _Generation()]  # of today and of yesterday
        self._ends = clock() + DAY

    def add(self, listener: tuple[str, ...], sent: range, needed: int) -> bool:
        """Record bytes that a listener received. Return whether the download counts now.

        It counts as soon as `needed` different bytes have arrived, once in the 24 hours that begin
        with its first request. `listener` is address, user agent and episode.
        """
        download = self._find(listener)
        if download.is_counted:
            return False
        download.ranges = _merge([*download.ranges, sent])
        download.is_counted = sum(map(len, download.ranges)) >= needed
        if download.is_counted:
            download.ranges = []
        return download.is_counted

    def _find(self, listener: tuple[str, ...]) -> _Download:
        now = self._clock()
        if now >= self._ends:
            is_recent = now < self._ends + DAY
            self._generations = [
                _Generation(),
                self._generations[0] if is_recent else _Generation(),
            ]
            self._ends = now + DAY
        for generation in self._generations:
            found = generation.downloads.get(generation.salt.digest(*listener))
            if found and now - found.began < DAY:
                return found
        today = self._generations[0]
        if len(today.downloads) >= _MAX_LISTENERS:
            del today.downloads[next(iter(today.downloads))]
        download = today.downloads[today.salt.digest(*listener)] = _Download(began=now)
        return download


def _merge(ranges: list[range]) -> list[range]:
    """Return the union of ranges. Of very many, the shortest are left out."""
    merged: list[range] = []
    for each in sorted(filter(len, ranges), key=lambda each: each.start):
        if merged and each.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(merged[-1].stop, each.stop))
        else:
            merged.append(each)
    if len(merged) > _MAX_RANGES:
        merged.remove(min(merged, key=len))
    return merged
