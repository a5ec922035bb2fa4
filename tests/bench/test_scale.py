"""The model of the capacity against closed forms of queueing theory. No test measures time."""

import json
import math
import random
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest

from audio_cache.live import MAX_BYTES
from audio_cache.priorities import CLICK, PUBLISH
from bench.scale.costs import Cost, Costs, costs_of
from bench.scale.demand import cost_per_million, demand, divided
from bench.scale.inputs import Inputs, JobCost, ServerCost
from bench.scale.jobs import Fleet, Outcome
from bench.scale.model import Simulation
from bench.scale.search import (
    LEAST_CLICKS,
    evaluate,
    for_all_work,
    for_clicks,
    least_workers,
    percentile,
    worker_load,
)
from bench.scale.traffic import Request, Traffic

PLAIN = Costs(Cost(), Cost())
"""A second of work for a second of audio, and nothing else."""

INPUTS = Inputs(
    about="invented",
    cores=2,
    characters=2900,
    seconds=200.0,
    segments=[2.0, 6.0, 8.0, 10.0],
    click=JobCost(begin=0.04, end=0.06, per_second=0.01, cores=1.8),
    bulk=JobCost(begin=0.04, end=0.06, per_second=0.01, cores=1.1),
    cached_per_second=0.001,
    turnover=0.005,
    accept=[0.01, 0.012, 0.02],
    first_sound=[0.05, 0.052, 0.08],
    busy_first_sound=[0.1, 0.15],
    cached_first_sound=[0.01],
    new_click=ServerCost(web=0.05, redis=0.02, commands=300, received=4e6, sent=2e6),
    publish=ServerCost(web=0.01, redis=0.01, commands=150, received=1e5, sent=1e4),
    cached_click=ServerCost(web=0.005, commands=5, received=1e3, sent=1e3),
    idle=ServerCost(commands=10),
    worker_idle_commands=5,
    worker_connections=4,
    other_connections=6,
    store_bytes=1.7e6,
    store_files=9,
    audio_bytes=1.6e6,
    others=0,
)


def exponential(rate: float, count: int, priority: str = PUBLISH) -> list[Request]:
    """Return Poisson arrivals, each with one segment of exponential length and mean 1."""
    chance, now, found = random.Random(7), 0.0, []
    for _ in range(count):
        now += chance.expovariate(rate)
        found.append(Request(now, priority, (chance.expovariate(1.0),)))
    return found


def erlang_c(workers: int, load: float) -> float:
    """Return the probability that a job waits in M/M/c."""
    terms = [load**n / math.factorial(n) for n in range(workers)]
    last = load**workers / math.factorial(workers) / (1 - load / workers)
    return last / (sum(terms) + last)


def simulate(workers: int, arrivals: list[Request], *, preempts: bool = False) -> Outcome:
    fleet = Fleet(workers, workers_per_host=workers)
    return Simulation(PLAIN, fleet, preempts=preempts).run(arrivals, drain=1000)


@pytest.fixture(scope="module")
def queue() -> Outcome:
    """M/M/3 at a utilisation of 0.7."""
    return simulate(3, exponential(2.1, 20_000))


def waits(outcome: Outcome) -> list[float]:
    return [job.started - job.request.at for job in outcome.jobs if job.started is not None]


class TestClosedForms:
    def test_the_mean_wait_is_that_of_erlang_c(self, queue: Outcome) -> None:
        expected = erlang_c(3, 2.1) / (3 - 2.1)
        assert fmean(waits(queue)) == pytest.approx(expected, rel=0.1)

    def test_as_many_jobs_wait_at_all_as_erlang_c_says(self, queue: Outcome) -> None:
        waited = fmean(wait > 1e-9 for wait in waits(queue))
        assert waited == pytest.approx(erlang_c(3, 2.1), rel=0.05)

    def test_utilisation_is_the_arrival_rate_times_the_work(self, queue: Outcome) -> None:
        assert queue.workers_busy == pytest.approx(0.7, rel=0.03)
        assert queue.processors_busy == pytest.approx(queue.workers_busy)

    def test_littles_law(self, queue: Outcome) -> None:
        rate = len(queue.jobs) / queue.seconds
        assert queue.waiting == pytest.approx(rate * fmean(waits(queue)), rel=0.01)

    def test_processors_that_are_shared_serve_like_one_that_is_exponential(self) -> None:
        """M/G/1 with processor sharing: the mean time in the system is 1 / (1 - utilisation)."""
        fleet = Fleet(40, cores=1, workers_per_host=40)
        arrivals = exponential(0.6, 8000)
        outcome = Simulation(PLAIN, fleet, preempts=False).run(arrivals, drain=1000)
        times = [job.finished - job.request.at for job in outcome.jobs if job.finished]
        assert fmean(times) == pytest.approx(1 / (1 - 0.6), rel=0.1)


class TestRules:
    def test_a_click_goes_before_bulk(self) -> None:
        arrivals = [
            Request(0.0, PUBLISH, (5.0,)),
            Request(1.0, PUBLISH, (5.0,)),
            Request(2.0, CLICK, (1.0,)),
        ]
        _, bulk, click = simulate(1, arrivals, preempts=True).jobs
        assert click.finished == pytest.approx(6.0)
        assert bulk.finished == pytest.approx(11.0)

    def test_bulk_gives_way_at_the_end_of_a_segment_and_goes_on_there(self) -> None:
        arrivals = [Request(0.0, PUBLISH, (2.0, 2.0, 2.0)), Request(2.5, CLICK, (1.0,))]
        bulk, click = simulate(1, arrivals, preempts=True).jobs
        assert click.first_sound == pytest.approx(5.0)
        assert bulk.yields == 1
        assert bulk.finished == pytest.approx(7.0)

    def test_a_click_gives_way_after_ten_seconds_of_audio(self) -> None:
        arrivals = [Request(0.0, CLICK, (4.0,) * 10), Request(1.0, CLICK, (1.0,))]
        first, second = simulate(1, arrivals, preempts=True).jobs
        # At 12 s it may; the segment that is being made then is finished first.
        assert second.first_sound == pytest.approx(17.0)
        assert first.yields == 1
        assert first.finished == pytest.approx(41.0)

    def test_one_worker_gives_way_to_one_click(self) -> None:
        arrivals = [
            Request(0.0, PUBLISH, (1.0,) * 8),
            Request(0.0, PUBLISH, (1.0,) * 8),
            Request(2.5, CLICK, (1.0,)),
        ]
        first, second, _ = simulate(2, arrivals, preempts=True).jobs
        assert sorted((first.yields, second.yields)) == [0, 1]

    def test_no_click_waits_while_a_worker_is_idle(self) -> None:
        arrivals = [Request(float(n), CLICK, (0.5,)) for n in range(5)]
        outcome = simulate(2, arrivals)
        assert outcome.first_sounds() == pytest.approx([0.5] * 5)


class TestSearch:
    def test_the_same_seed_gives_the_same_plan(self) -> None:
        traffic = Traffic(100)
        assert evaluate(INPUTS, traffic, 6, 100) == evaluate(INPUTS, traffic, 6, 100)

    def test_more_workers_are_never_slower(self) -> None:
        traffic = Traffic(100, pregenerated=0.2)
        plans = [evaluate(INPUTS, traffic, workers, 150) for workers in (3, 6, 12, 24)]
        for fewer, more in pairwise(plan.first_sound.value for plan in plans):
            assert more <= fewer * 1.001
        assert plans[0].first_sound.value > plans[-1].first_sound.value

    def test_the_fewest_workers_are_found(self) -> None:
        traffic = Traffic(100, pregenerated=0.2)
        plan = least_workers(INPUTS, traffic, 0.3, 150)
        assert plan.is_in_time(0.3)
        assert not evaluate(INPUTS, traffic, plan.workers - 1, 150).is_in_time(0.3)

    def test_a_day_has_time_for_all_work(self) -> None:
        traffic = Traffic(200)
        plans = [plan(INPUTS, traffic, 0.3, LEAST_CLICKS) for plan in (for_clicks, for_all_work)]
        load = worker_load(INPUTS, traffic)
        assert plans[0].workers > load / traffic.peak_factor
        assert plans[1].workers > load

    def test_too_few_clicks_are_refused(self) -> None:
        with pytest.raises(ValueError, match="109 clicks"):
            least_workers(INPUTS, Traffic(1), 0.3, LEAST_CLICKS - 1)

    def test_no_number_of_workers_beats_an_idle_machine(self) -> None:
        plan = least_workers(INPUTS, Traffic(10, pregenerated=0), 0.04, LEAST_CLICKS)
        assert not plan.is_in_time(0.04)
        assert plan.first_sound.value == pytest.approx(max(INPUTS.first_sound), rel=0.05)

    def test_the_load_is_the_rate_times_the_work(self) -> None:
        traffic = Traffic(30, peak_factor=1, clicks_per_article=1e6)
        assert worker_load(INPUTS, traffic) == pytest.approx(0.5 * 2.1)

    def test_a_percentile_has_an_interval(self) -> None:
        found = percentile([float(n) for n in range(1, 1001)])
        assert (found.value, found.low, found.high) == (950.0, 937.0, 965.0)
        assert percentile([1.0, 2.0]).high == math.inf


class TestDemand:
    def test_rates_grow_with_the_load(self) -> None:
        one, ten = (demand(INPUTS, Traffic(rate), 5) for rate in (1000, 10_000))
        assert ten.stored_bytes == pytest.approx(10 * one.stored_bytes, rel=0.02)
        assert ten.web_processors > 9 * one.web_processors
        assert ten.connections > one.connections

    def test_live_audio_has_room_in_each_installation(self) -> None:
        whole = Traffic(10_000)
        parts = divided(INPUTS, whole)
        assert parts.installations > 1
        assert demand(INPUTS, parts, 5).live_bytes < MAX_BYTES < demand(INPUTS, whole, 5).live_bytes
        assert parts.made * parts.installations == pytest.approx(whole.made)
        assert divided(INPUTS, Traffic(1)).installations == 1

    def test_a_million_articles_have_a_price(self) -> None:
        # 100 articles a minute need 166.7 hours for a million.
        assert cost_per_million(10, 100, 0.06) == pytest.approx(100.0)


def test_inputs_survive_json(tmp_path: Path) -> None:
    path = tmp_path / "inputs.json"
    for written in (INPUTS.to_dict(), {"inputs": INPUTS.to_dict(), "price": 1}):
        path.write_text(json.dumps(written))
        assert Inputs.load(path) == INPUTS


def test_busy_web_processes_delay_a_click() -> None:
    request = Request(0.0, CLICK, (1.0,))
    calm, busy = (costs_of(INPUTS, web_busy=share).accept_seconds(request) for share in (0, 0.5))
    assert busy == pytest.approx(2 * calm)
