"""The figures that the code registers, for comparisons with documents and dashboards."""

from collections.abc import Iterator
from typing import NamedTuple

from redis import Redis

from audio_cache.registry import WorkerRegistry
from listen.metrics.figures import Figures
from listen.metrics.system import dependencies, read_system
from listen.plays.metrics import play_metrics


class Family(NamedTuple):
    """A figure, as the documents list it."""

    name: str
    kind: str
    documentation: str


def registered(redis: Redis) -> Iterator[Family]:
    """Yield every figure of `GET /metrics`."""
    sources = (
        Figures().registry.collect(),
        [dependencies({})],
        read_system(redis, WorkerRegistry(redis), "publishers"),
        play_metrics({}),
    )
    for source in sources:
        for family in source:
            suffix = "_total" if family.type == "counter" else ""
            yield Family(family.name + suffix, family.type, family.documentation)
