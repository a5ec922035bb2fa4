"""Totals of each site as metrics in Prometheus's text format, version 0.0.4.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from collections.abc import Mapping

from listen.plays.counts import NAMES, Counts

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_METRICS = {
    name: "listen_plays_total" if name == "plays" else f"listen_play_{name}_total" for name in NAMES
}


def play_metrics(totals: Mapping[str, Counts]) -> str:
    """Return the counters of sites, by their name, which has no characters to be escaped."""
    lines = []
    for name, metric in _METRICS.items():
        lines.append(f"# HELP {metric} Sum of {name} of the articles of a site.")
        lines.append(f"# TYPE {metric} counter")
        lines += [
            f'{metric}{{site="{site}"}} {counts.to_dict()[name]}' for site, counts in totals.items()
        ]
    return "\n".join(lines) + "\n"
