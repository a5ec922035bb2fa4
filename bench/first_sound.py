"""Time from the click to the first sound: idle, with busy workers, and with ten readers at once."""

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import numpy as np

from bench.articles import Article, Newsroom
from bench.bare import BareEngine
from bench.click import NoAudio, click
from bench.machine import Machine
from bench.sound import first_sound
from bench.table import Row

_TIMES = 16
_READERS = 10
_ROUNDS = 2
_BACKFILL_CHARACTERS = 60_000


def run(newsroom: Newsroom, bare: BareEngine) -> list[Row]:
    with Machine() as machine:
        titled, untitled, sentences = _idle(machine, newsroom, bare)
        sentence = float(np.median(sentences))
        return [
            *_rows("with a title", titled, sentence),
            *_rows("without a title", untitled, sentence),
            _all_at_once(machine, newsroom),
            _busy(machine, newsroom, bare, idle=_p95(titled)),
        ]


def _idle(
    machine: Machine, newsroom: Newsroom, bare: BareEngine
) -> tuple[list[float], list[float], list[float]]:
    """Return the seconds to the first sound with a title and without, and of bare sentences."""
    titled, untitled, sentences = [], [], []
    for _ in range(newsroom.times(_TIMES)):
        article = newsroom.article()
        titled.append(_seconds(machine, article))
        sentences.append(_bare_sentence(machine, bare, article))
        article = Article("", newsroom.article().sentences)
        untitled.append(_seconds(machine, article))
        sentences.append(_bare_sentence(machine, bare, article))
    return titled, untitled, sentences


def _rows(what: str, seconds: Sequence[float], sentence: float) -> list[Row]:
    median, p95 = float(np.median(seconds)), _p95(seconds)
    bare = f"the bare first sentence takes {_ms(sentence)}"
    bar = f"first sound, {what}"
    return [
        Row(
            f"{bar}: median / bare", f"{_ms(median)}; {bare}", median / sentence, 1.0, len(seconds)
        ),
        Row(f"{bar}: p95 / bare", _ms(p95), p95 / sentence, 3.0, len(seconds)),
    ]


def _busy(machine: Machine, newsroom: Newsroom, bare: BareEngine, idle: float) -> Row:
    """Measure while every worker makes a backfill that lasts minutes."""
    keys = [
        machine.post(newsroom.long_article(_BACKFILL_CHARACTERS), "backfill")
        for _ in range(2 * machine.workers)
    ]
    for key in keys[: machine.workers]:
        machine.wait_until(key, "started")
    seconds, sentences = [], []
    for _ in range(newsroom.times(_TIMES)):
        article = newsroom.article()
        seconds.append(_seconds(machine, article))
        sentences.append(_bare_sentence(machine, bare, article))
    allowed = idle + float(np.median(sentences))
    figure = f"{_ms(_p95(seconds))} of {_ms(allowed)}, median {_ms(float(np.median(seconds)))}"
    bar = "first sound, workers busy: p95 / (idle p95 + a bare sentence)"
    return Row(bar, figure, _p95(seconds) / allowed, 1.0, len(seconds))


def _all_at_once(machine: Machine, newsroom: Newsroom) -> Row:
    slowest = []
    with ThreadPoolExecutor(_READERS) as readers:
        for _ in range(newsroom.times(_ROUNDS)):
            articles = [newsroom.article() for _ in range(_READERS)]
            slowest.append(max(readers.map(lambda each: _seconds(machine, each), articles)))
    figures = ", ".join(f"{seconds:.2f}" for seconds in slowest)
    bar = f"first sound, {_READERS} clicks at once: the last, seconds"
    return Row(bar, f"{figures} s", max(slowest), 2.0, len(slowest))


def _seconds(machine: Machine, article: Article) -> float:
    """Return the seconds to the first sound; infinite if the server failed before it."""
    try:
        stream = click(machine, article)
    except NoAudio:
        return math.inf
    return first_sound(stream.body, stream.arrivals)


def _bare_sentence(machine: Machine, bare: BareEngine, article: Article) -> float:
    """Return the seconds that the bare engine takes for the first sentence after the title."""
    segments = machine.preview(article)["segments"]
    body = [segment for segment in segments if segment["block"] > 0 or not article.title]
    _, first = next(groupby(body, key=lambda segment: segment["sentence"]))
    return bare.cost([" ".join(segment["spoken"] for segment in first)]).wall


def _p95(seconds: Sequence[float]) -> float:
    return float(np.percentile(seconds, 95))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
