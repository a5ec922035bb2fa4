"""The load of the model of the capacity, and the processors that its jobs share."""

import math
from statistics import fmean

import pytest
import simpy

from audio_cache.priorities import CLICK
from bench.scale.processors import Host, Task, share
from bench.scale.traffic import Traffic, requests


class TestProcessors:
    def tasks(self, *limits: tuple[float, float]) -> list[Task]:
        env = simpy.Environment()
        return [Task(1.0, cores, weight, env.event()) for cores, weight in limits]

    def rates(self, cores: float, *limits: tuple[float, float]) -> list[float]:
        tasks = self.tasks(*limits)
        share(tasks, cores)
        return [task.rate for task in tasks]

    def test_no_task_uses_more_than_its_limit(self) -> None:
        assert self.rates(2, (1.8, 1.0)) == [1.8]

    def test_tasks_share_what_is_there(self) -> None:
        assert self.rates(2, (1.8, 1.0), (1.8, 1.0)) == [1.0, 1.0]

    def test_a_task_gets_what_others_leave(self) -> None:
        assert self.rates(2, (0.5, 1.0), (1.8, 1.0)) == pytest.approx([0.5, 1.5])

    def test_weights_decide(self) -> None:
        assert self.rates(1, (1.0, 1.0), (1.0, 0.25)) == pytest.approx([0.8, 0.2])

    def test_a_rival_takes_its_share_and_is_not_counted(self) -> None:
        env = simpy.Environment()
        host = Host(env, 2.0)
        host.compute(math.inf, 2.0, weight=3.0)
        env.run(until=host.compute(1.0))
        assert env.now == pytest.approx(2.0)
        assert host.used() == pytest.approx(1.0)

    def test_a_task_that_comes_later_slows_the_first(self) -> None:
        env = simpy.Environment()
        host, ends = Host(env, 1.0), []

        def later() -> simpy.events.ProcessGenerator:
            yield env.timeout(1.0)
            yield host.compute(0.5)
            ends.append(env.now)

        def first() -> simpy.events.ProcessGenerator:
            yield host.compute(2.0)
            ends.append(env.now)

        env.process(first())
        env.process(later())
        env.run()
        assert ends == pytest.approx([2.0, 2.5])
        assert host.used() == pytest.approx(2.5)


class TestTraffic:
    def test_arrivals_have_their_rate_and_shares(self) -> None:
        traffic = Traffic(600, clicks_per_article=1000)
        found = requests(traffic, 200.0, [5.0], clicks=500, seed=1)
        assert len(found) / found[-1].at == pytest.approx(20, rel=0.1)
        assert sum(each.priority == CLICK for each in found) == 500
        assert len(found) == pytest.approx(2500, rel=0.1)

    def test_lengths_have_the_measured_mean(self) -> None:
        found = requests(Traffic(600), 200.0, [5.0], clicks=500, seed=1)
        assert fmean(sum(each.segments) for each in found) == pytest.approx(200, rel=0.05)

    def test_unpopular_articles_are_never_clicked(self) -> None:
        few, many = (Traffic(10, clicks_per_article=n).clicked for n in (1, 100))
        assert 0 < few < 0.6
        assert 0.99 < many <= 1

    def test_popularity_without_differences_is_poisson(self) -> None:
        traffic = Traffic(10, clicks_per_article=2, zipf=0)
        assert traffic.clicked == pytest.approx(1 - math.exp(-2))

    def test_each_click_is_new_or_cached(self) -> None:
        traffic = Traffic(10, clicks_per_article=5, peak_factor=3)
        assert traffic.made_by_clicks + traffic.cached_clicks == pytest.approx(150)
