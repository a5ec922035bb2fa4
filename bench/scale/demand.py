"""What Redis, the store and the web processes carry at the peak, and what the machines cost."""

import math
from dataclasses import dataclass, replace

from audio_cache.live import MAX_BYTES, SETTLED
from audio_cache.priorities import CLICK
from bench.scale.costs import worker_seconds
from bench.scale.inputs import Inputs, ServerCost
from bench.scale.search import web_processes, web_seconds
from bench.scale.traffic import MINUTES_A_DAY, Traffic

_REDIS_BUSY = 0.5
"""Share of a processor that both Redis servers may use: each has one thread for commands."""

_LIVE_FULL = 0.8
"""Mean share of the room for live audio that may be used. Beyond the room, clicks are not relayed:
their readers would wait for the whole article."""

MILLION = 1_000_000


@dataclass(frozen=True)
class Demand:
    """Rates in a second of the peak."""

    commands: float
    redis_processors: float
    redis_bytes: float
    """Received and sent."""
    live_bytes: float
    """Live audio in memory."""
    connections: float
    """Of the Redis servers of one installation."""
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
    """Of all web processes."""


def divided(inputs: Inputs, traffic: Traffic) -> Traffic:
    """Return the traffic, divided among as few installations as the Redis servers allow."""
    needs = demand(inputs, replace(traffic, installations=1), 1)
    least = max(needs.live_bytes / MAX_BYTES / _LIVE_FULL, needs.redis_processors / _REDIS_BUSY)
    return replace(traffic, installations=max(1, math.ceil(least)))


def demand(inputs: Inputs, traffic: Traffic, workers: int) -> Demand:
    """Return the demand of a load with so many workers in each installation."""

    def total(name: str) -> float:
        kinds: tuple[tuple[float, ServerCost], ...] = (
            (traffic.made_by_clicks, inputs.new_click),
            (traffic.made_by_publishing, inputs.publish),
            (traffic.cached_clicks, inputs.cached_click),
        )
        return sum(rate / 60 * float(getattr(cost, name)) for rate, cost in kinds)

    web, all_of = web_processes(inputs, traffic), traffic.installations
    made, new_clicks = traffic.made / 60, traffic.made_by_clicks / 60
    clicks = new_clicks + traffic.cached_clicks / 60
    background = inputs.idle.commands + inputs.worker_idle_commands * (workers - 1)
    kept = SETTLED + worker_seconds(inputs, CLICK)
    return Demand(
        commands=total("commands") + background,
        redis_processors=total("redis"),
        redis_bytes=total("received") + total("sent"),
        live_bytes=new_clicks * inputs.audio_bytes * kept,
        connections=workers * inputs.worker_connections + web * inputs.other_connections,
        stored_bytes=made * inputs.store_bytes * all_of,
        stored_files=made * inputs.store_files * all_of,
        read_bytes=clicks * inputs.audio_bytes * all_of,
        day_bytes=made / traffic.peak_factor * 60 * MINUTES_A_DAY * inputs.store_bytes * all_of,
        web_processors=web_seconds(inputs, traffic) * all_of,
        web_processes=web * all_of,
        requests=(2 * clicks + traffic.made_by_publishing / 60) * all_of,
    )


def processors(needs: Demand, traffic: Traffic, workers: int) -> int:
    """Return the processors to rent: one a worker and a web process; in each installation some for
    Redis, and one for the publish process.
    """
    beside = math.ceil(needs.redis_processors / _REDIS_BUSY) + 1
    return (workers + beside) * traffic.installations + needs.web_processes


def cost_per_million(rented: float, articles_per_minute: float, price: float) -> float:
    """Return the price of a million published articles, on processors that run day and night.

    `price` is that of a processor for an hour, in any currency.
    """
    hours = MILLION / articles_per_minute / 60
    return rented * hours * price


def least_cost_per_million(inputs: Inputs, traffic: Traffic, load: float, price: float) -> float:
    """Return the price of the processor time alone, as if none were idle.

    `load` is the processors that the jobs of an installation need at the peak.
    """
    needs = (load + web_seconds(inputs, traffic)) * traffic.installations
    return cost_per_million(needs / traffic.peak_factor, traffic.articles_per_minute, price)
