"""Requests of a day: articles that are published, the clicks on them, and their lengths.

All of these are assumptions that the caller gives; docs/capacity.md states them.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from audio_cache.priorities import CLICK, PUBLISH

MINUTES_A_DAY = 1440


@dataclass(frozen=True)
class Request:
    """A request for audio that nobody has made yet."""

    at: float
    """Seconds."""
    priority: str
    segments: tuple[float, ...]
    """Seconds of audio of each."""
    draw: float = 0.0
    """From 0 to 1: which of the measured idle clicks this one is like."""


@dataclass(frozen=True)
class Traffic:
    """The load of a site, or of many."""

    articles_per_minute: float
    """Articles that are published, the mean of a day."""
    pregenerated: float = 0.8
    """Share of articles that their publisher has made before anybody clicks."""
    peak_factor: float = 2.0
    """Rate of the busiest hour over the mean of the day, of publishing and of clicks."""
    clicks_per_article: float = 20.0
    """Mean over the articles."""
    zipf: float = 1.0
    """Exponent of the popularity: the article of rank r gets clicks in proportion to r^-zipf."""
    sigma: float = 0.6
    """Of the natural logarithm of the length of an article (log-normal)."""
    installations: int = 1
    """Queues with Redis servers, workers and web processes of their own, among which the articles
    are divided. The rates below are those of one."""

    @property
    def peak(self) -> float:
        """Return the articles that are published each minute of the peak."""
        return self.articles_per_minute * self.peak_factor / self.installations

    @property
    def clicked(self) -> float:
        """Return the share of articles that somebody clicks at least once."""
        articles = max(1, round(self.articles_per_minute * MINUTES_A_DAY))
        # Ranks in steps that grow by 1 %: there may be fourteen million articles a day.
        ranks, rank = [], 1
        while rank <= articles:
            step = max(1, rank // 100)
            ranks.append((rank + (step - 1) / 2, min(step, articles + 1 - rank)))
            rank += step
        total = sum(n * r**-self.zipf for r, n in ranks)
        mean = self.clicks_per_article * articles / total
        missed = sum(n * math.exp(-mean * r**-self.zipf) for r, n in ranks)
        return 1 - missed / articles

    @property
    def made_by_clicks(self) -> float:
        """Return the articles that a first click causes to be made, each minute at the peak."""
        return self.peak * (1 - self.pregenerated) * self.clicked

    @property
    def made_by_publishing(self) -> float:
        """Return the articles that are made without a click, each minute at the peak."""
        return self.peak * self.pregenerated

    @property
    def made(self) -> float:
        """Return all articles that are made each minute at the peak."""
        return self.made_by_clicks + self.made_by_publishing

    @property
    def cached_clicks(self) -> float:
        """Return the clicks that find finished audio, each minute at the peak."""
        return max(0.0, self.peak * self.clicks_per_article - self.made_by_clicks)


def length(traffic: Traffic, mean: float, chance: random.Random) -> float:
    """Draw the seconds of audio of an article, from a log-normal distribution with this mean."""
    return chance.lognormvariate(math.log(mean) - traffic.sigma**2 / 2, traffic.sigma)


def cut(seconds: float, measured: Sequence[float], chance: random.Random) -> tuple[float, ...]:
    """Divide an article into segments like those that were measured."""
    segments = []
    while seconds > 0:
        segment = min(seconds, chance.choice(measured))
        segments.append(segment)
        seconds -= segment
    return tuple(segments)


def requests(
    traffic: Traffic,
    mean: float,
    measured: Sequence[float],
    clicks: int,
    seed: int,
    warm_up: float = 0.0,
) -> list[Request]:
    """Return the Poisson arrivals of the peak, with so many clicks after `warm_up` seconds.

    `mean` is the seconds of audio of an article, `measured` the lengths of segments.
    """
    chance = random.Random(seed)
    rate = traffic.made
    share = traffic.made_by_clicks / rate
    found, now = [], 0.0
    while clicks > 0:
        now += chance.expovariate(rate / 60)
        is_click = chance.random() < share
        segments = cut(length(traffic, mean, chance), measured, chance)
        found.append(Request(now, CLICK if is_click else PUBLISH, segments, chance.random()))
        clicks -= is_click and now >= warm_up
    return found
