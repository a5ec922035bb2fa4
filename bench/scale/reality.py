"""The model beside the product: the same arrivals on a real machine and in the simulation."""

import math
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event, Thread

from audio_cache.priorities import CLICK, PUBLISH
from bench.articles import Article, Newsroom
from bench.click import NoAudio, click
from bench.machine import Machine
from bench.scale.costs import costs_of
from bench.scale.inputs import Inputs
from bench.scale.jobs import Fleet, Outcome
from bench.scale.measure import durations
from bench.scale.meter import Reading, read
from bench.scale.model import Simulation
from bench.scale.search import Percentile, percentile
from bench.scale.traffic import Request, Traffic, length
from bench.sound import first_sound

WORKERS = 2
CLICK_SHARE = 0.7
"""Of the requests of the check. More than a site has, for more clicks a minute."""

_SENTENCES = 24
_DRAWS = 20
"""Simulations of the same arrivals, with other draws from the measured idle clicks."""

_TICK = 0.2
"""Seconds."""
_READERS = 64
_TIMEOUT = 120.0


@dataclass(frozen=True)
class Figures:
    """Of a run, real or simulated. Seconds, and shares of two workers and of all processors."""

    median: float
    mean: float
    p95: Percentile
    workers_busy: float
    processors_busy: float


@dataclass(frozen=True)
class Check:
    """A rate of arrivals, as it was and as the model says."""

    rate: float
    """Articles a minute."""
    planned: float
    """The utilisation that the rate was chosen for."""
    measured: Figures
    predicted: Figures
    others: float
    """Processors that other processes used meanwhile."""
    rivals: float
    """Their sessions that wanted a processor, mean."""


@dataclass
class _Arrival:
    at: float
    priority: str
    article: Article
    key: str = ""
    sound: float = math.inf
    segments: tuple[float, ...] = field(default=())


def check(inputs: Inputs, utilisations: Sequence[float], seconds: float) -> Iterator[Check]:
    """Run a real machine with WORKERS workers at a few rates, `seconds` each."""
    work = _work(inputs)
    newsroom, chance = Newsroom(), random.Random(1)
    with Machine(workers=WORKERS) as machine:
        for _ in range(2 * WORKERS):
            click(machine, newsroom.article())
        for utilisation in utilisations:
            rate = utilisation * inputs.cores / work
            arrivals = _arrivals(rate, seconds, newsroom, chance)
            used, watched = _drive(machine, arrivals, seconds)
            busy, rivals = (statistics.fmean(each) for each in watched)
            sounds = [each.sound for each in arrivals if each.priority == CLICK]
            processors = (sum(used.roles.values()) + used.client) / used.seconds / inputs.cores
            measured = _figures(sounds, busy, processors)
            predicted = _predict(inputs, arrivals, seconds, rivals)
            yield Check(rate * 60, utilisation, measured, predicted, used.others, rivals)


def _work(inputs: Inputs) -> float:
    """Return the processor seconds of an article of the check, on the whole machine."""
    costs = costs_of(inputs, shares_host=True)
    kinds = ((CLICK, CLICK_SHARE), (PUBLISH, 1 - CLICK_SHARE))
    total = 0.0
    for priority, share in kinds:
        request = Request(0.0, priority, (inputs.seconds,), 0.5)
        cost = costs.of(request)
        work = costs.accept_work(request) + cost.begin + cost.end
        total += share * (work + cost.per_second * inputs.seconds)
    return total


def _arrivals(
    rate: float, seconds: float, newsroom: Newsroom, chance: random.Random
) -> list[_Arrival]:
    """Return Poisson arrivals, at least one click among them. Lengths are log-normal."""
    found: list[_Arrival] = []
    now = 0.0
    while (now := now + chance.expovariate(rate)) < seconds:
        sentences = max(1, round(length(Traffic(1), _SENTENCES, chance)))
        priority = CLICK if not found or chance.random() < CLICK_SHARE else PUBLISH
        found.append(_Arrival(now, priority, newsroom.article(sentences)))
    return found


def _drive(
    machine: Machine, arrivals: list[_Arrival], seconds: float
) -> tuple[Reading, tuple[list[float], list[float]]]:
    """Send the requests at their times. Returns what was used, and what `_watched` saw."""
    with ThreadPoolExecutor(_READERS) as readers, _watched(machine) as watched:
        before, began = read(machine), time.monotonic()
        futures = []
        for arrival in arrivals:
            time.sleep(max(0.0, began + arrival.at - time.monotonic()))
            futures.append(readers.submit(_request, machine, arrival))
        time.sleep(max(0.0, began + seconds - time.monotonic()))
        used = read(machine).since(before)
        seen = [*watched[0]], [*watched[1]]
        streams = [future.result() for future in futures]
    for arrival, stream in zip(arrivals, streams, strict=True):
        if stream:
            arrival.sound = first_sound(*stream)
    for arrival in arrivals:
        machine.wait_until(arrival.key, "finished", _TIMEOUT)
        arrival.segments = tuple(durations(machine, arrival.key))
    return used, seen


def _request(machine: Machine, arrival: _Arrival) -> tuple[bytes, list[tuple[float, int]]] | None:
    """Click and listen, or publish. The sound is looked for later: decoding would take time."""
    if arrival.priority == PUBLISH:
        arrival.key = machine.post(arrival.article, PUBLISH)
        return None
    try:
        stream = click(machine, arrival.article)
    except (NoAudio, OSError, HTTPException):  # as on a machine that is not quiet
        arrival.key = machine.post(arrival.article)
        return None
    arrival.key = stream.key
    return stream.body, stream.arrivals


@contextmanager
def _watched(machine: Machine) -> Iterator[tuple[list[float], list[float]]]:
    """Yield lists that grow five times a second: the share of busy workers, and the rivals."""
    shares: list[float] = []
    rivals: list[float] = []
    end = Event()

    def watch() -> None:
        with machine.redis() as redis:
            names = [name for name in redis.keys("rq:worker:*") if b":executions" not in name]
            while not end.wait(_TICK):
                states = [redis.hget(name, "state") for name in names]
                shares.append(states.count(b"busy") / len(states))
                rivals.append(machine.rivals())

    thread = Thread(target=watch)
    thread.start()
    try:
        yield shares, rivals
    finally:
        end.set()
        thread.join()


def _predict(
    inputs: Inputs, arrivals: Sequence[_Arrival], seconds: float, rivals: float
) -> Figures:
    """Simulate the same arrivals with the lengths that they had."""
    chance = random.Random(1)
    costs = costs_of(inputs, shares_host=True)
    idle = inputs.idle.web + inputs.idle.redis
    fleet = Fleet(WORKERS, inputs.cores - idle, WORKERS, holds_servers=True, rivals=rivals)
    outcomes: list[Outcome] = []
    for _ in range(_DRAWS):
        requests = [
            Request(each.at, each.priority, each.segments, chance.random()) for each in arrivals
        ]
        outcomes.append(Simulation(costs, fleet).run(requests, seconds, drain=_TIMEOUT))
    busy = statistics.fmean(each.processors_busy for each in outcomes)
    return _figures(
        [sound for each in outcomes for sound in each.first_sounds()],
        statistics.fmean(each.workers_busy for each in outcomes),
        (busy * fleet.hosts()[0][0] + idle) / inputs.cores,
    )


def _figures(sounds: Sequence[float], workers: float, processors: float) -> Figures:
    return Figures(
        statistics.median(sounds),
        statistics.fmean(sounds),
        percentile(sounds),
        workers,
        processors,
    )
