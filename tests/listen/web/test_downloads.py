"""Requests for an episode that count as downloads, and those that do not."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from redis import Redis

from listen.config import WebConfig
from listen.plays.downloads import Episode
from listen.plays.flush import flush_plays
from listen.plays.history import site_totals
from listen.sites.site import Site
from listen.web.downloads import count_sent
from listen.web.services import EXTENSION

EPISODE = Episode("news", "a", size=1_000_000, audio_start=1000, duration=100)
OTHER = replace(EPISODE, site="other")
APP = {"User-Agent": "AntennaPod/3.4.1"}

Count = Callable[..., int]


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    sites = (Site("news", ("news.example",), plays=True), Site("other", ("other.example",)))
    return replace(config, sites=sites)


@pytest.fixture
def count(app: Flask, redis: Redis) -> Count:
    """Send all of an episode, and return the downloads that were counted."""

    def count(episode: Episode = EPISODE, method: str = "GET", **headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with app.test_request_context("/", method=method, headers={**APP, **named}):
            on_sent = count_sent(episode)
        if on_sent:
            on_sent(range(episode.size))
        database = app.extensions[EXTENSION].publishing.database
        flush_plays(redis, database)
        return sum(counts.downloads for counts in site_totals(database).values())

    return count


def test_a_request_of_an_app_counts(count: Count) -> None:
    assert [count(), count(), count(Range="bytes=0-")] == [1, 1, 1]
    assert count(User_Agent="Overcast/3.0") == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"method": "HEAD"},
        {"method": "POST"},
        {"DNT": "1"},
        {"Sec_GPC": "1"},
        {"Sec_Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X_Moz": "prefetch"},
        {"User_Agent": "curl/8.5.0"},
        {"User_Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User_Agent": ""},
    ],
)
def test_a_request_that_nobody_listens_to_does_not(count: Count, headers: dict[str, str]) -> None:
    assert count(**headers) == 0


def test_a_site_that_counts_no_plays_counts_no_downloads(count: Count) -> None:
    assert count(OTHER) == 0
    assert count(replace(EPISODE, site="gone")) == 0
