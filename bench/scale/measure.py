"""Measures the inputs of the model on a real machine, in about a minute and a half."""

import os
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from itertools import pairwise
from statistics import fmean, median

from audio_cache.priorities import PRIORITIES, PUBLISH
from audio_cache.state import PENDING
from bench.articles import Article, Newsroom
from bench.click import Stream, click
from bench.facts import Facts
from bench.machine import Machine
from bench.scale.inputs import Inputs, JobCost, ServerCost
from bench.scale.meter import SETTLE, Reading, connections, read, worker_connections
from bench.sound import first_sound

_LONG, _SHORT = 24, 3
"""Sentences. Articles of 24 are those of the other benchmarks."""
_COUNT = 10
"""Articles of each kind and length."""
_IDLE = 10.0
"""Seconds of idleness."""
_TIMES = 4
"""Clicks on each finished article."""
_POLL = 0.1
"""Seconds."""
_BACKFILL_CHARACTERS = 60_000
_WARM = 4
BACKFILL = PRIORITIES[-1]


@dataclass(frozen=True)
class Batch:
    """Some articles of one kind and length, and what they used together."""

    used: Reading
    articles: list[Article]
    keys: list[str]
    audio: float
    """Seconds, mean."""
    streams: list[Stream]
    wall: float
    """Seconds for each article."""

    @property
    def worker(self) -> float:
        """Return the processor seconds of the worker for each article."""
        return self.used.roles["worker"] / len(self.keys)


def measure(newsroom: Newsroom) -> Inputs:
    """Measure everything that the model takes."""
    with Machine(workers=1) as machine:
        began = read(machine)
        for _ in range(_WARM):
            click(machine, newsroom.article())
        idle = _idle(machine)
        long, short = (_clicks(machine, _articles(newsroom, size)) for size in (_LONG, _SHORT))
        bulk, bulk_short = (_bulk(machine, _articles(newsroom, size)) for size in (_LONG, _SHORT))
        shorter = [replace(each, sentences=each.sentences[:-1]) for each in bulk.articles]
        spoken = _bulk(machine, shorter)
        stored = _stored(machine, bulk.keys[0])
        again = _clicks(machine, bulk.articles * _TIMES)
        segments = [durations(machine, key) for key in long.keys]
        size = len(machine.file(long.keys[0]))
        ours, all_of_them = worker_connections(machine), connections(machine)
        busy = _busy(machine, newsroom)
        others = read(machine).since(began).others
    with Machine(workers=2) as machine:
        commands = _idle(machine).commands
    sounds, accepts = _sounds(long), [each.accepted for each in long.streams]
    lengths = [seconds for each in segments for seconds in each]
    first = fmean(each[0] for each in segments)
    click_cost = _cost(long, short, median(sounds) - median(accepts), first)
    bulk_cost = _cost(bulk, bulk_short, click_cost.begin, 0.0)
    fixed = bulk_cost.begin + bulk_cost.end
    return Inputs(
        about=str(Facts.of_this_machine()),
        cores=os.cpu_count() or 1,
        characters=fmean(article.characters for article in long.articles),
        seconds=long.audio,
        segments=lengths,
        click=click_cost,
        bulk=bulk_cost,
        cached_per_second=max(0.0, (spoken.worker - fixed) / spoken.audio),
        turnover=_turnover(busy, sounds, lengths, bulk_cost),
        accept=accepts,
        first_sound=sounds,
        busy_first_sound=busy,
        cached_first_sound=[each.arrivals[0][0] for each in again.streams],
        new_click=long.used.servers(_COUNT, idle),
        publish=bulk.used.servers(_COUNT, idle),
        cached_click=again.used.servers(len(again.keys), idle),
        idle=idle,
        worker_idle_commands=max(0.0, commands - idle.commands),
        worker_connections=ours,
        other_connections=all_of_them - ours,
        store_bytes=stored[0],
        store_files=stored[1],
        audio_bytes=size,
        others=others,
    )


def _articles(newsroom: Newsroom, sentences: int) -> list[Article]:
    return [newsroom.article(sentences) for _ in range(_COUNT)]


def _clicks(machine: Machine, articles: list[Article]) -> Batch:
    """Click on the articles, one after another."""
    before, began = _settled(machine), time.monotonic()
    streams = [click(machine, article) for article in articles]
    return _batch(machine, before, began, articles, [stream.key for stream in streams], streams)


def _bulk(machine: Machine, articles: list[Article]) -> Batch:
    """Publish the articles, all at once."""
    before, began = _settled(machine), time.monotonic()
    keys = [machine.post(article, PUBLISH) for article in articles]
    _wait_for_all(machine)
    return _batch(machine, before, began, articles, keys, [])


def _wait_for_all(machine: Machine) -> None:
    """Wait until nothing is pending. Asks Redis: each answer of the web process would cost it."""
    with machine.redis() as redis:
        while redis.zcard(PENDING):
            time.sleep(_POLL)


def _settled(machine: Machine) -> Reading:
    time.sleep(SETTLE)
    return read(machine)


def _batch(
    machine: Machine,
    before: Reading,
    began: float,
    articles: list[Article],
    keys: list[str],
    streams: list[Stream],
) -> Batch:
    wall = time.monotonic() - began
    used = _settled(machine).since(before)
    audio = fmean(machine.audio(key)["duration"] for key in keys)
    return Batch(used, articles, keys, audio, streams, wall / len(keys))


def _sounds(batch: Batch) -> list[float]:
    return [first_sound(each.body, each.arrivals) for each in batch.streams]


def durations(machine: Machine, key: str) -> list[float]:
    """Return the seconds from the start of each segment to that of the next."""
    starts = [segment["start_time"] for segment in machine.segments(key)]
    starts.append(machine.audio(key)["duration"])
    return [after - before for before, after in pairwise(starts)]


def _stored(machine: Machine, key: str) -> tuple[int, int]:
    """Return the bytes and the number of the files of an audio in the store."""
    files = [path for path in (machine.data_dir / "audio").rglob(f"{key}*") if path.is_file()]
    return sum(path.stat().st_size for path in files), len(files)


def _busy(machine: Machine, newsroom: Newsroom) -> list[float]:
    """Click while the only worker makes an article that takes longer than all clicks."""
    bulk = machine.post(newsroom.long_article(_BACKFILL_CHARACTERS), BACKFILL)
    machine.wait_until(bulk, "started")
    return _sounds(_clicks(machine, _articles(newsroom, _SHORT)))


def _idle(machine: Machine) -> ServerCost:
    """Return what an idle machine uses in a second. Its first second is not measured."""
    time.sleep(1)
    before = read(machine)
    time.sleep(_IDLE)
    used = read(machine).since(before)
    rate = used.servers(1, ServerCost())
    return ServerCost(*(value / used.seconds for value in astuple(rate)))


def _cost(long: Batch, short: Batch, begin: float, first: float) -> JobCost:
    """Fit the straight line through two lengths. `first`: seconds of audio within `begin`."""
    work, audio, wall = (
        long.worker - short.worker,
        long.audio - short.audio,
        long.wall - short.wall,
    )
    per_second = work / audio
    fixed = long.worker - per_second * long.audio
    return JobCost(
        begin=begin,
        end=max(0.0, fixed - begin + per_second * first),
        per_second=per_second,
        cores=max(1.0, work / wall),
    )


def _turnover(
    busy: Sequence[float], idle: Sequence[float], segments: Sequence[float], bulk: JobCost
) -> float:
    """Return what a busy click takes longer than an idle one, without the wait for a checkpoint.

    The wait is the residual time of a segment, E[s²] / 2 E[s] (renewal theory).
    """
    residual = fmean(s * s for s in segments) / 2 / fmean(segments)
    wait = residual * bulk.per_second / bulk.cores
    return max(0.0, fmean(busy) - fmean(idle) - wait)
