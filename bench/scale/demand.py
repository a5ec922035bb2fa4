"""What Redis, the store and the web processes carry at the peak, and what the machines cost."""

import math
from dataclasses import dataclass

from bench.scale.inputs import Inputs, ServerCost
from bench.scale.search import web_processes, web_seconds
from bench.scale.traffic import MINUTES_A_DAY, Traffic

_REDIS_BUSY = 0.5
"""Share of a processor that Redis may use: it has one thread."""

MILLION = 1_000_000


@dataclass(frozen=True)
class Demand:
    """Rates in a second of the peak."""

    commands: float
    redis_processors: float
    redis_bytes: float
    """Received and sent."""
    connections: float
    stored_bytes: float
    stored_files: float
    """Written to the store."""
    read_bytes: float
    """Audio that readers receive, if each receives all of it."""
    day_bytes: float
    """Growth of the store in a mean day."""
    web_processors: float
    web_processes: int
    requests: float
    """Of the web processes."""


def demand(inputs: Inputs, traffic: Traffic, workers: int) -> Demand:
    """Return the demand of a load with so many workers."""

    def total(name: str) -> float:
        kinds: tuple[tuple[float, ServerCost], ...] = (
            (traffic.made_by_clicks, inputs.new_click),
            (traffic.made_by_publishing, inputs.publish),
            (traffic.cached_clicks, inputs.cached_click),
        )
        return sum(rate / 60 * float(getattr(cost, name)) for rate, cost in kinds)

    web = web_processes(inputs, traffic)
    made = traffic.made / 60
    clicks = (traffic.made_by_clicks + traffic.cached_clicks) / 60
    background = inputs.idle.commands + inputs.worker_idle_commands * (workers - 1)
    return Demand(
        commands=total("commands") + background,
        redis_processors=total("redis"),
        redis_bytes=total("received") + total("sent"),
        connections=workers * inputs.worker_connections + web * inputs.other_connections,
        stored_bytes=made * inputs.store_bytes,
        stored_files=made * inputs.store_files,
        read_bytes=clicks * inputs.audio_bytes,
        day_bytes=made / traffic.peak_factor * 60 * MINUTES_A_DAY * inputs.store_bytes,
        web_processors=web_seconds(inputs, traffic),
        web_processes=web,
        requests=2 * clicks + traffic.made_by_publishing / 60,
    )


def processors(needs: Demand, workers: int) -> int:
    """Return the processors to rent: one a worker and a web process, some for Redis, one more.

    The last one is that of the publish process.
    """
    return workers + needs.web_processes + math.ceil(needs.redis_processors / _REDIS_BUSY) + 1


def cost_per_million(rented: float, articles_per_minute: float, price: float) -> float:
    """Return the price of a million published articles, on processors that run day and night.

    `price` is that of a processor for an hour, in any currency.
    """
    hours = MILLION / articles_per_minute / 60
    return rented * hours * price


def least_cost_per_million(inputs: Inputs, traffic: Traffic, load: float, price: float) -> float:
    """Return the price of the processor time alone, as if none were idle.

    `load` is the processors that the workers' jobs need at the peak.
    """
    needs = load + web_seconds(inputs, traffic)
    return cost_per_million(needs / traffic.peak_factor, traffic.articles_per_minute, price)
