"""Totals of each site as counters for Prometheus."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily

from listen.database.database import Database
from listen.errors import Unavailable
from listen.plays.counts import NAMES, Counts
from listen.plays.history import site_totals

_MAX_AGE = 30.0
"""Seconds. The sums are over all days: no scrape needs them anew."""

_METRICS = {name: "listen_plays" if name == "plays" else f"listen_play_{name}" for name in NAMES}


class PlayTotals:
    """Reads the sums from the database, now and then."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._read_at = float("-inf")
        self._totals: Mapping[str, Counts] = {}

    def collect(self, is_up: bool = True) -> list[Metric]:
        """Return the counters. They are the last known ones while the database is away.

        Without `is_up`, it is not asked: it may hang.
        """
        with self._lock:
            if is_up and time.monotonic() - self._read_at > _MAX_AGE:
                with suppress(Unavailable):
                    self._totals = site_totals(self._database)
                self._read_at = time.monotonic()
            return [*play_metrics(self._totals)]


def play_metrics(totals: Mapping[str, Counts]) -> Iterator[Metric]:
    """Yield the counters of sites, by their names."""
    for name, metric in _METRICS.items():
        family = CounterMetricFamily(
            metric, f"Sum of {name} of the articles of a site.", labels=("site",)
        )
        for site, counts in totals.items():
            family.add_metric((site,), counts.to_dict()[name])
        yield family
