"""Figures of the whole system, which Redis has. Every web process shows the same."""

from collections.abc import Iterator, Mapping

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from redis import Redis, RedisError

from audio_cache.breakers import STATES, read_breakers
from audio_cache.counters import read_totals
from audio_cache.priorities import priority_of
from audio_cache.queue_figures import length_of, read_queues
from audio_cache.registry import WorkerRegistry


def read_system(redis: Redis, registry: WorkerRegistry, tasks_queue: str) -> list[Metric]:
    """Return what Redis knows; `listen_redis_up` alone if it does not answer.

    The number of commands does not depend on the number of jobs. `tasks_queue` is the queue of the
    publish processes.
    """
    try:
        found = [
            *_queues(redis, tasks_queue),
            _workers(registry),
            _breakers(redis),
            *_totals(redis),
        ]
    except RedisError:
        return [redis_up(False)]
    return [redis_up(True), *found]


def dependencies(states: Mapping[str, bool]) -> Metric:
    """Return a gauge that is 1 for each dependency that can be used."""
    family = GaugeMetricFamily(
        "listen_dependency_up",
        "1 if a dependency of this process can be used, else 0: see /readyz.",
        labels=("dependency",),
    )
    for name, is_up in states.items():
        family.add_metric((name,), float(is_up))
    return family


def redis_up(is_up: bool) -> Metric:
    """Return the gauge that tells why the other figures of the system are missing."""
    return GaugeMetricFamily("listen_redis_up", "1 if Redis answers, else 0.", float(is_up))


def _queues(redis: Redis, tasks_queue: str) -> Iterator[Metric]:
    queues = read_queues(redis)
    jobs = GaugeMetricFamily(
        "listen_queue_jobs", "Jobs that wait for a worker.", labels=("priority", "engine")
    )
    for queue, length in queues.jobs.items():
        priority = priority_of(queue)
        jobs.add_metric((priority, queue.removeprefix(f"{priority}:")), length)
    yield jobs
    ages = GaugeMetricFamily(
        "listen_queue_oldest_job_age_seconds",
        "Time that the oldest job of a priority has waited; 0 without one.",
        labels=("priority",),
    )
    for priority, age in queues.ages.items():
        ages.add_metric((priority,), age)
    yield ages
    yield GaugeMetricFamily(
        "listen_pending_audio", "Audio that was accepted and has not ended.", queues.pending
    )
    yield GaugeMetricFamily(
        "listen_publish_queue_jobs",
        "Jobs that wait for a publish process.",
        length_of(redis, tasks_queue),
    )


def _workers(registry: WorkerRegistry) -> Metric:
    count = len(registry.workers())
    return GaugeMetricFamily("listen_workers", "Workers that are alive.", count)


def _breakers(redis: Redis) -> Metric:
    family = GaugeMetricFamily(
        "listen_breaker_state",
        "1 for the state of the circuit breaker of a speech service (closed, open, half_open), "
        "else 0. A breaker that never opened is missing.",
        labels=("service", "state"),
    )
    for service, current in read_breakers(redis).items():
        for state in STATES:
            family.add_metric((service, state), float(state == current))
    return family


def _totals(redis: Redis) -> Iterator[Metric]:
    for counter, totals in read_totals(redis):
        labels = (counter.label,) if counter.label else ()
        family = CounterMetricFamily(counter.name, counter.documentation, labels=labels)
        for total in totals:
            family.add_metric((total.label,) if counter.label else (), total.value)
        yield family
