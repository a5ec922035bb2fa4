"""The costs of the model's events: the measured ones, and those of tests."""

from dataclasses import dataclass, replace

from audio_cache.priorities import CLICK
from bench.scale.inputs import Inputs
from bench.scale.traffic import Request


@dataclass(frozen=True)
class Cost:
    """The work of one job, in seconds of one processor."""

    begin: float = 0.0
    begin_has_first: bool = False
    """True: the first segment is part of `begin`."""
    per_second: float = 1.0
    cached_per_second: float = 0.0
    """For each second of audio."""
    end: float = 0.0
    cores: float = 1.0


@dataclass(frozen=True)
class Costs:
    """The costs of all events."""

    click: Cost
    bulk: Cost
    begins: tuple[float, ...] = ()
    """The `begin` of each measured click; of a job it is the one that the request drew."""
    accepts: tuple[float, ...] = (0.0,)
    """Seconds from the click to the queue, likewise."""
    publish_accept: float = 0.0
    """Processor seconds until a published article is in the queue."""
    turnover: float = 0.0
    web_busy: float = 0.0
    """Share of the web processes' time that requests use."""

    def of(self, request: Request) -> Cost:
        """Return the cost of the job of a request."""
        if request.priority != CLICK:
            return self.bulk
        if not self.begins:
            return self.click
        return replace(self.click, begin=_drawn(self.begins, request))

    def accept_work(self, request: Request) -> float:
        """Return the processor seconds until the job is in the queue."""
        if request.priority != CLICK:
            return self.publish_accept
        return _drawn(self.accepts, request)

    def accept_seconds(self, request: Request) -> float:
        """Return the seconds until the job is in the queue.

        The web process divides its time among its requests, so each takes 1 / (1 - utilisation)
        times as long (M/G/1 with processor sharing: Kleinrock, Queueing Systems II, 4.4).
        """
        return self.accept_work(request) / (1 - self.web_busy)


def costs_of(inputs: Inputs, *, web_busy: float = 0.0, shares_host: bool = False) -> Costs:
    """Return the measured costs. `shares_host`: servers and client use the workers' processors."""
    click, bulk = inputs.click, inputs.bulk
    extra = _beside(inputs) if shares_host else 0.0
    per_second = click.per_second + extra / inputs.seconds
    return Costs(
        click=Cost(
            click.begin,
            begin_has_first=True,
            per_second=per_second,
            cached_per_second=inputs.cached_per_second + extra / inputs.seconds,
            end=click.end,
            cores=click.cores * per_second / click.per_second,
        ),
        bulk=Cost(
            bulk.begin,
            per_second=bulk.per_second,
            cached_per_second=inputs.cached_per_second,
            end=bulk.end,
            cores=bulk.cores,
        ),
        begins=tuple(inputs.begin),
        accepts=tuple(inputs.accept),
        publish_accept=inputs.publish.web + inputs.publish.client,
        turnover=inputs.turnover,
        web_busy=web_busy,
    )


def worker_seconds(inputs: Inputs, kind: str) -> float:
    """Return the processor seconds of a worker for a measured article."""
    cost = inputs.click if kind == CLICK else inputs.bulk
    return cost.begin + cost.end + cost.per_second * inputs.seconds


def _beside(inputs: Inputs) -> float:
    """Return the processor seconds that servers and client spend after a click was accepted."""
    new, publish = inputs.new_click, inputs.publish
    return max(0.0, new.web - publish.web) + new.redis + new.client


def _drawn(values: tuple[float, ...], request: Request) -> float:
    return values[min(int(request.draw * len(values)), len(values) - 1)]
