"""Delay of live audio while the web process extracts huge pages for previews."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np

from bench.articles import Article, Newsroom
from bench.bare import BareEngine
from bench.click import click
from bench.machine import Machine
from bench.table import Row

_TIMES = 8
_CHARACTERS = 150_000
_BYTES = 2_000_000
_PREVIEWS = 2


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    alone, disturbed = [], []
    page = newsroom.long_article(_CHARACTERS).page(_BYTES)
    with Machine() as machine:
        click(machine, newsroom.article())
        for _ in range(newsroom.times(_TIMES)):
            alone.append(click(machine, newsroom.article()).longest_pause)
            disturbed.append(_pause_during_previews(machine, newsroom.article(), page))
    calm, rough = (float(np.median(pauses)) * 1000 for pauses in (alone, disturbed))
    bar = "live reader's longest pause during previews: ms more than without"
    return [Row(bar, f"{rough:.0f} ms; {calm:.0f} ms without", rough - calm, 50, len(alone))]


def _pause_during_previews(machine: Machine, article: Article, page: str) -> float:
    """Return the longest pause in seconds. The previews are requested at the first bytes."""
    previews: list[Future[dict[str, Any]]] = []
    with ThreadPoolExecutor(1) as client:

        def begin() -> None:
            previews.extend(client.submit(machine.preview_page, page) for _ in range(_PREVIEWS))

        stream = click(machine, article, begin)
        for preview in previews:
            preview.result()
    return stream.longest_pause
