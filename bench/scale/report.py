"""The tables of docs/capacity.md."""

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from bench.scale.cells import Row, as_ms, as_number, as_seconds, as_size, table
from bench.scale.demand import (
    Demand,
    cost_per_million,
    demand,
    least_cost_per_million,
    processors,
)
from bench.scale.inputs import Inputs
from bench.scale.reality import Check, Figures
from bench.scale.search import MAX_BUSY, MAX_STALLED, WEB_BUSY, Percentile, Plan, worker_load
from bench.scale.traffic import Traffic


@dataclass(frozen=True)
class Answer:
    """What a load needs."""

    traffic: Traffic
    limit: float
    """Seconds until the first sound."""
    for_clicks: Plan
    """Enough for the clicks of the peak, and for all work of the day: what is published may wait
    until after the peak."""
    for_all: Plan
    """Keeps up with what is published, too."""

    def workers(self, plan: Plan) -> str:
        """Return the workers of all installations, and of each."""
        count = self.traffic.installations
        total = f"{plan.workers * count:,}"
        if not plan.is_in_time(self.limit):
            return f"not even with {total}"
        return total if count == 1 else f"{total} ({plan.workers} each)"


_LOAD = ("articles a minute", "pregenerated", "installations")


def workers_table(answers: Iterable[Answer], inputs: Inputs) -> str:
    """Return a row for each load and each of its plans."""
    rows: list[Row] = []
    for answer in answers:
        load = worker_load(inputs, answer.traffic)
        plans = {"clicks": answer.for_clicks, "all": answer.for_all}
        if answer.for_clicks == answer.for_all:
            del plans["clicks"]
        for what, plan in plans.items():
            rows.append(
                (
                    *_load(answer),
                    what,
                    answer.workers(plan),
                    f"{load / plan.workers:.2f}",
                    _interval(plan.first_sound),
                    as_ms(plan.median),
                    f"{plan.yields:.2f}",
                    f"{100 * plan.stalled:.1f} %",
                    as_seconds(plan.publish_wait) if plan.publish_wait else "",
                )
            )
    headings = (
        *(*_LOAD, "enough for", "workers", "load / workers"),
        *("first sound: 95 % of new clicks", "median", "yields an article", "stalled"),
        "published article is ready: 95 %",
    )
    return table(headings, rows)


def servers_table(answers: Iterable[Answer], inputs: Inputs) -> str:
    """Return a row for each load: what the servers carry at its peak."""
    rows: list[Row] = []
    for answer in answers:
        needs = demand(inputs, answer.traffic, answer.for_all.workers)
        rows.append(
            (
                *_load(answer),
                as_number(needs.commands),
                f"{needs.redis_processors:.2f}",
                as_size(needs.redis_bytes),
                as_size(needs.live_bytes),
                as_number(needs.connections),
                f"{as_size(needs.stored_bytes)}, {as_number(needs.stored_files)} files",
                as_size(needs.day_bytes),
                as_number(needs.requests),
                f"{needs.web_processors:.2f}",
                needs.web_processes,
                as_size(needs.read_bytes),
            )
        )
    headings = (
        *(*_LOAD, "each Redis: commands/s", "processors", "bytes/s", "live audio", "connections"),
        *(
            "store, all: written/s",
            "growth a day",
            "web, all: requests/s",
            "processors",
            "processes",
        ),
        "audio to readers, bytes/s",
    )
    return table(headings, rows)


def cost_table(answers: Iterable[Answer], inputs: Inputs, price: float) -> str:
    """Return a row for each load: processors to rent, and the price of a million articles."""
    rows: list[Row] = []
    for answer in answers:
        traffic = answer.traffic
        rate = traffic.articles_per_minute
        workers = answer.for_all.workers
        rented = processors(demand(inputs, traffic, workers), traffic, workers)
        least = least_cost_per_million(inputs, traffic, worker_load(inputs, traffic), price)
        rows.append(
            (
                *_load(answer),
                as_number(rented),
                f"{cost_per_million(rented, rate, price):,.2f}",
                f"{least:,.2f}",
            )
        )
    headings = (
        *(*_LOAD, "processors", "a million articles, rented day and night"),
        "the processor time alone",
    )
    return table(headings, rows)


def check_table(checks: Iterable[Check]) -> str:
    """Return two rows for each rate: measured and predicted."""
    rows: list[Row] = []
    for each in checks:
        for what, figures in (("measured", each.measured), ("predicted", each.predicted)):
            rows.append((f"{each.rate:.0f} ({each.planned:g})", what, *_cells(figures)))
    headings = (
        *("articles a minute (planned utilisation)", "", "first sound: median", "mean"),
        *("95th percentile", "clicks", "workers busy", "processors busy"),
    )
    return table(headings, rows)


def as_json(
    inputs: Inputs, answers: Iterable[Answer], checks: Iterable[Check], price: float
) -> dict[str, Any]:
    """Return everything, with the figures that the tables round."""
    return {
        "inputs": inputs.to_dict(),
        "price": price,
        "answers": [_answer(answer, inputs) for answer in answers],
        "checks": [asdict(check) for check in checks],
    }


def assumptions(traffic: Traffic, limit: float) -> str:
    return (
        "Of the articles, the share *pregenerated* is made when they are published. An "
        f"article is clicked {traffic.clicks_per_article:g} times on average; popularity follows "
        f"Zipf's law with exponent {traffic.zipf:g}. The busiest hour has {traffic.peak_factor:g} "
        f"times the mean rate. Lengths are log-normal with the measured mean and a standard "
        f"deviation of {traffic.sigma:g} of the logarithm. Arrivals are Poisson. The limit is "
        f"{as_ms(limit)}; at most {100 * MAX_STALLED:.0f} % of the readers of new articles may run "
        f"out of audio. Workers that are enough for all have a load of at most {MAX_BUSY:g}, web "
        f"processes {WEB_BUSY:g}."
    )


def _load(answer: Answer) -> Row:
    traffic = answer.traffic
    rate, share = as_number(traffic.articles_per_minute), f"{100 * traffic.pregenerated:.0f} %"
    return rate, share, traffic.installations


def _answer(answer: Answer, inputs: Inputs) -> dict[str, Any]:
    needs: Demand = demand(inputs, answer.traffic, answer.for_all.workers)
    return {**asdict(answer), "demand": asdict(needs)}


def _cells(figures: Figures) -> Row:
    return (
        as_ms(figures.median),
        as_ms(figures.mean),
        _interval(figures.p95),
        figures.p95.n,
        f"{figures.workers_busy:.2f}",
        f"{figures.processors_busy:.2f}",
    )


def _interval(found: Percentile) -> str:
    high = "?" if math.isinf(found.high) else f"{1000 * found.high:.0f}"
    return f"{as_ms(found.value)} ({1000 * found.low:.0f} to {high})"
