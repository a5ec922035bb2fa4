"""Counts of each site as metrics (https://prometheus.io/docs/practices/naming/)."""

from collections.abc import Iterator

from listen.database.database import Database
from listen.plays.counts import NAMES
from listen.plays.history import site_totals

Metric = tuple[str, str, dict[str, str], int]
"""Name, help, labels and value of a counter."""


def play_metrics(database: Database) -> Iterator[Metric]:
    """Yield the counters of each site since the beginning. Raises Unavailable."""
    for site, counts in site_totals(database).items():
        values = counts.to_dict()
        for name in NAMES:
            metric = "listen_plays_total" if name == "plays" else f"listen_play_{name}_total"
            yield metric, f"Sum of {name} of a site's articles.", {"site": site}, values[name]
