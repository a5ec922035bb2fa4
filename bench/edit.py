"""Time to make an article again after one sentence of twenty was edited."""

import numpy as np

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.click import click
from bench.machine import Machine
from bench.table import Row

_TIMES = 6
_SENTENCES = 20
_EDITED = 11


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    cold, edited, new = [], [], []
    with Machine(workers=1) as machine:
        click(machine, newsroom.article())
        for _ in range(newsroom.times(_TIMES)):
            article = newsroom.article(_SENTENCES)
            cold.append(click(machine, article).seconds)
            stream = click(machine, article.with_sentence(_EDITED, newsroom.sentence()))
            edited.append(stream.seconds)
            segments = machine.wait_until(stream.key, "finished")["segments"]
            new.append(segments["total"] - segments["cached"])
    figure = f"{np.median(edited):.2f} s; cold {np.median(cold):.2f} s"
    ratio = float(np.median(np.divide(edited, cold)))
    wrong = sum(count != 1 for count in new)
    return [
        Row("one sentence of twenty edited: wall / cold", figure, ratio, 0.35, len(new)),
        Row(
            "one sentence of twenty edited: runs that synthesized more or less than 1",
            f"new: {new}",
            wrong,
            0,
            len(new),
        ),
    ]
