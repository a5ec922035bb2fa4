"""Wall and processor time of a whole article, relative to the bare engine on one thread."""

import time

import numpy as np

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.click import click
from bench.machine import Machine
from bench.table import Row

_TIMES = 10
_SETTLE = 0.3
"""Seconds after the last byte in which the processes finish their work."""


def run(newsroom: Newsroom, bare: BareEngine) -> list[Row]:
    walls, bare_walls, cpus, bare_cpus = [], [], [], []
    with Machine() as machine:
        click(machine, newsroom.article())
        for _ in range(newsroom.times(_TIMES)):
            article = newsroom.article()
            cost = bare.cost(machine.spoken(article))
            bare_walls.append(cost.wall)
            bare_cpus.append(cost.cpu)
            time.sleep(_SETTLE)
            before = machine.cpu_seconds()
            walls.append(click(machine, article).seconds)
            time.sleep(_SETTLE)
            cpus.append(machine.cpu_seconds() - before)
    return [
        _row("wall", walls, bare_walls, 1.15),
        _row("processor", cpus, bare_cpus, 1.5),
    ]


def _row(what: str, product: list[float], bare: list[float], limit: float) -> Row:
    figure = f"{np.median(product):.2f} s; bare {np.median(bare):.2f} s"
    ratio = float(np.median(np.divide(product, bare)))
    return Row(f"whole article: {what} / bare", figure, ratio, limit, len(product))
