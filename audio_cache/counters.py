"""Counters of all workers and publish processes, kept in Redis.

These processes come and go, on many machines, so nobody could scrape each of them. They count in
memory, and add what is new to Redis at most once a second. A process that is killed loses what it
has counted since. A web process shows the sums.
"""

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from redis import Redis, RedisError

_KEY = "listen:counters"
"""Hash: NAME or NAME|LABEL to the sum."""

_MAX_VALUES = 500
"""A bound of the labels, should one of them be wrong."""


@dataclass(frozen=True)
class Counter:
    """A counter, which has at most one label."""

    name: str
    """Without the suffix `_total`."""
    documentation: str
    label: str = ""
    """The name of the label; empty for a counter that has none."""


SYNTHESIZED = Counter(
    "listen_synthesized_audio_seconds", "Audio that engines have spoken, in seconds.", "engine"
)
SYNTHESIS = Counter("listen_synthesis_seconds", "Time that engines took to speak it.", "engine")
SENTENCES = Counter(
    "listen_sentences", "Sentences, by whether the sentence cache had them (hit, miss).", "cache"
)
JOBS = Counter(
    "listen_jobs",
    "Runs of jobs, by their end (finished, failed, preempted, cancelled, store_away).",
    "outcome",
)
JOB_FAILURES = Counter("listen_job_failures", "Jobs that failed, by the code of the error.", "code")
TAKEOVERS = Counter(
    "listen_job_takeovers", "Jobs that a worker took over from one that had abandoned them."
)
WATCHDOG_EXITS = Counter(
    "listen_watchdog_exits", "Workers that the watchdog ended, because they made no progress."
)
STAGES = Counter("listen_job_stage_seconds", "Time that jobs spent in each stage.", "stage")
DELIVERIES = Counter(
    "listen_deliveries",
    "Attempts to call a site or its cache, by their end (delivered, failed).",
    "outcome",
)

COUNTERS = (
    *(SYNTHESIZED, SYNTHESIS, SENTENCES, JOBS, JOB_FAILURES, TAKEOVERS, WATCHDOG_EXITS),
    *(STAGES, DELIVERIES),
)


class Count(Protocol):
    """Counts something: see `Counters.add`."""

    def __call__(self, counter: Counter, value: float = 1.0, label: str = "") -> None: ...


def count_nothing(counter: Counter, value: float = 1.0, label: str = "") -> None:
    """The null object: forgets what it is told."""


class Counters:
    """Counts in memory until `flush`. Threads may share it."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._lock = threading.Lock()
        self._new: defaultdict[str, float] = defaultdict(float)

    def add(self, counter: Counter, value: float = 1.0, label: str = "") -> None:
        """Count. `label` is the value of the counter's label."""
        with self._lock:
            self._new[f"{counter.name}|{label}" if counter.label else counter.name] += value

    def flush(self) -> None:
        """Add what is new to the sums. A failure is tried again at the next call.

        Without anything new, nothing is written: an idle process leaves Redis alone.
        """
        with self._lock:
            new, self._new = self._new, defaultdict(float)
        if not new:
            return
        try:
            with self._redis.pipeline() as pipe:
                for field, value in new.items():
                    pipe.hincrbyfloat(_KEY, field, value)
                pipe.execute()
        except RedisError:
            with self._lock:
                for field, value in new.items():
                    self._new[field] += value


@dataclass(frozen=True)
class Total:
    """The sum of a counter, for one value of its label."""

    label: str
    value: float


def read_totals(redis: Redis) -> Iterator[tuple[Counter, list[Total]]]:
    """Yield each counter with its sums; none for a label that was never counted.

    A counter without a label that was never counted is 0. Raises redis.RedisError.
    """
    found = cast(dict[bytes, bytes], redis.hgetall(_KEY))
    values = {field.decode(): float(value) for field, value in [*found.items()][:_MAX_VALUES]}
    for counter in COUNTERS:
        if not counter.label:
            yield counter, [Total("", values.get(counter.name, 0.0))]
            continue
        prefix = f"{counter.name}|"
        yield (
            counter,
            [
                Total(field.removeprefix(prefix), value)
                for field, value in sorted(values.items())
                if field.startswith(prefix)
            ],
        )
