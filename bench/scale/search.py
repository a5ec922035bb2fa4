"""The least number of workers with which clicks sound in time."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from audio_cache.priorities import CLICK, PUBLISH
from bench.scale.costs import costs_of, worker_seconds
from bench.scale.inputs import Inputs
from bench.scale.jobs import Fleet, Outcome
from bench.scale.model import Simulation
from bench.scale.traffic import Traffic, requests

WEB_BUSY = 0.5
"""Share of the web processes' time that requests may use at the peak: each request then takes twice
as long."""

_SEED = 1
MAX_BUSY = 0.85
"""Load over workers, at most, of a fleet that must keep up with publishing: the rest is for jobs
that give way, and for what varies."""

_MANY = 20
"""Times the load: with so many workers, hardly any job waits."""

LEAST_CLICKS = 110
"""Of a simulation: fewer have no upper end of the interval of their 95th percentile."""

_DRAIN = 30.0
"""Seconds after the last request in which its jobs may end."""

MAX_STALLED = 0.01
"""Share of the readers who may run out of audio."""

_WARM_UP = 10
"""Mean times of a job at the beginning that do not count: the workers and queues are filling."""


@dataclass(frozen=True)
class Percentile:
    """A percentile with its confidence interval of 95 %, from order statistics."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Plan:
    """What the model says about a number of workers at the peak."""

    workers: int
    first_sound: Percentile
    """The 95th, seconds, of clicks on articles that nobody has made."""
    median: float
    """Seconds."""
    processors_busy: float
    workers_busy: float
    yields: float
    """Times that a job gave way, mean."""
    stalled: float
    """Share of these readers who run out of audio later."""
    publish_wait: float
    """Seconds until a published article is finished, 95th percentile."""

    def is_in_time(self, limit: float) -> bool:
        """Return whether the whole confidence interval is below the limit, and audio flows."""
        return self.first_sound.high < limit and self.stalled <= MAX_STALLED


def percentile(values: Sequence[float], share: float = 0.95) -> Percentile:
    """Return a percentile; its interval needs no assumption about the distribution.

    The number of values below the percentile is binomial (normal approximation).
    """
    ranked, n = sorted(values), len(values)
    spread = 1.96 * math.sqrt(n * share * (1 - share))

    def at(rank: float) -> float:
        return ranked[min(max(math.ceil(rank) - 1, 0), n - 1)] if n else math.nan

    high = at(n * share + spread + 1) if n * share + spread + 1 <= n else math.inf
    return Percentile(at(n * share), at(n * share - spread), high, n)


def web_busy(inputs: Inputs, traffic: Traffic, processes: int) -> float:
    """Return the share of the web processes' time that requests use at the peak."""
    return web_seconds(inputs, traffic) / processes


def web_seconds(inputs: Inputs, traffic: Traffic) -> float:
    """Return the processor seconds that the web processes need in a second of the peak."""
    return (
        traffic.made_by_clicks * inputs.new_click.web
        + traffic.made_by_publishing * inputs.publish.web
        + traffic.cached_clicks * inputs.cached_click.web
    ) / 60


def web_processes(inputs: Inputs, traffic: Traffic) -> int:
    return max(1, math.ceil(web_seconds(inputs, traffic) / WEB_BUSY))


def click_load(inputs: Inputs, traffic: Traffic) -> float:
    """Return the processors that the jobs of clicks need at the peak, if none gives way."""
    return traffic.made_by_clicks / 60 * worker_seconds(inputs, CLICK)


def worker_load(inputs: Inputs, traffic: Traffic) -> float:
    """Return the processors that all jobs need at the peak, if none gives way."""
    publishing = traffic.made_by_publishing / 60 * worker_seconds(inputs, PUBLISH)
    return click_load(inputs, traffic) + publishing


def evaluate(inputs: Inputs, traffic: Traffic, workers: int, clicks: int) -> Plan:
    """Simulate the peak with so many workers, one for each processor."""
    busy = web_busy(inputs, traffic, web_processes(inputs, traffic))
    start = _WARM_UP * worker_seconds(inputs, PUBLISH)
    arrivals = requests(traffic, inputs.seconds, inputs.segments, clicks, _SEED, start)
    simulation = Simulation(costs_of(inputs, web_busy=busy), Fleet(workers))
    return _plan(workers, simulation.run(arrivals, drain=_DRAIN), start)


def for_clicks(inputs: Inputs, traffic: Traffic, limit: float, clicks: int) -> Plan:
    """Return the plan with the fewest workers whose clicks sound in time.

    The load divided by the workers is the utilisation (utilisation law). At 1, a queue grows: the
    workers must be enough for the clicks of the peak and for all jobs of the day, even if a short
    simulation says otherwise.
    """
    day = worker_load(inputs, traffic) / traffic.peak_factor
    return least_workers(inputs, traffic, limit, clicks, max(click_load(inputs, traffic), day))


def for_all_work(inputs: Inputs, traffic: Traffic, limit: float, clicks: int) -> Plan:
    """Return a plan that also keeps up with all that is published at the peak."""
    return least_workers(inputs, traffic, limit, clicks, worker_load(inputs, traffic))


def least_workers(
    inputs: Inputs, traffic: Traffic, limit: float, clicks: int, load: float = 0.0
) -> Plan:
    """Return the plan with the fewest workers that is in time, and has room for a load.

    If many more are not in time either, the limit cannot be kept: the plan is that of the many.
    Raises ValueError for a simulation of less than LEAST_CLICKS clicks.
    """
    if clicks < LEAST_CLICKS:
        raise ValueError(f"{clicks} clicks have no interval")
    high = max(math.ceil(load / MAX_BUSY), 1)
    most = _MANY * high
    plan = evaluate(inputs, traffic, high, clicks)
    low = high - 1
    while not plan.is_in_time(limit):
        if high >= most:
            return plan
        low, high = high, math.ceil(high * 1.5)
        plan = evaluate(inputs, traffic, high, clicks)
    while high - low > max(1, high // 50):  # to 2 % of a large fleet
        middle = (low + high) // 2
        tried = evaluate(inputs, traffic, middle, clicks)
        if tried.is_in_time(limit):
            high, plan = middle, tried
        else:
            low = middle
    return plan


def _plan(workers: int, outcome: Outcome, start: float) -> Plan:
    jobs = [job for job in outcome.jobs if job.request.at >= start]
    measured = replace(outcome, jobs=jobs)
    sounds = measured.first_sounds()
    clicks = [job for job in jobs if job.is_click]
    published = [
        math.inf if job.finished is None else job.finished - job.request.at
        for job in jobs
        if not job.is_click
    ]
    return Plan(
        workers,
        percentile(sounds),
        statistics.median(sounds),
        outcome.processors_busy,
        outcome.workers_busy,
        statistics.fmean(job.yields for job in jobs),
        statistics.fmean(job.stalled for job in clicks),
        percentile(published).value if published else 0.0,
    )
