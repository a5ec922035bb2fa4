"""A hundred articles that wait, on two workers: processor time, and how busy the cores are.

The articles have the priority of a publisher. Their silent sentences are new, so that none comes
from the cache. The bare engine speaks every tenth article alone, on one thread, afterwards.
"""

import os
import time

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.click import click
from bench.machine import Machine
from bench.table import Row

_ARTICLES = 100
_WORKERS = 2
_SAMPLE = 10
"""Each such article is spoken by the bare engine too."""
_TIMEOUT = 1200.0
_MAX_RATIO = 1.35
_MIN_BUSY = 0.9


def run(newsroom: Newsroom, bare: BareEngine) -> list[Row]:
    cores = min(_WORKERS, os.cpu_count() or 1)
    articles = [newsroom.article() for _ in range(_ARTICLES)]
    with Machine(workers=_WORKERS) as machine:
        click(machine, newsroom.article())
        sample = articles[::_SAMPLE]
        spoken = [machine.spoken(article) for article in sample]
        cpu, began = machine.cpu_seconds(), time.monotonic()
        keys = [machine.post(article, priority="publish") for article in articles]
        for key in keys:
            machine.wait_until(key, "finished", _TIMEOUT)
        wall, cpu = time.monotonic() - began, machine.cpu_seconds() - cpu
        seconds = sum(machine.audio(key)["duration"] for key in keys)
    characters = sum(len(article.text) for article in articles)
    cost = sum(bare.cost(texts).cpu for texts in spoken) / len(sample)
    ratio, busy = cpu / _ARTICLES / cost, cpu / wall / cores
    figure = f"{cpu / _ARTICLES:.2f} s an article; bare {cost:.2f} s"
    speed = (
        f"{wall:.0f} s of clock for {seconds / 60:.0f} minutes of audio, {characters:,} characters"
    )
    return [
        Row("a hundred articles: processor / bare", figure, ratio, _MAX_RATIO, _ARTICLES),
        Row("a hundred articles: idle cores", speed, 1 - busy, 1 - _MIN_BUSY, 1),
    ]
