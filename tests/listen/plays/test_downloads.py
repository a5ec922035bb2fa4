"""Downloads of an episode that count."""

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from listen.database.database import Database
from listen.plays.counts import Counts
from listen.plays.download_memory import DownloadMemory
from listen.plays.downloads import Downloads, Episode
from listen.plays.flush import flush_plays
from listen.plays.tally import Tally
from tests.listen.plays.conftest import CountsOf

MINUTE = 60 * 8000
"""Bytes of a minute at 64 kbit/s."""
TAG = 150_000
EPISODE = Episode("news", "a", size=TAG + 5 * MINUTE, audio_start=TAG, duration=300)
APP = "AntennaPod/3.4.1"


@pytest.fixture
def downloads(redis: Redis) -> Downloads:
    return Downloads(DownloadMemory(), Tally(redis))


@pytest.mark.parametrize(
    ("sent", "counts"),
    [
        ([range(EPISODE.size)], True),
        ([range(TAG + MINUTE)], True),
        ([range(TAG + MINUTE - 1)], False),
        ([range(MINUTE)], False),  # the tag is no audio
        ([range(2)], False),
        ([range(TAG)], False),
        ([range(0)], False),
        ([range(EPISODE.size - MINUTE, EPISODE.size)], True),
        ([range(2), range(TAG, TAG + MINUTE // 2), range(4 * MINUTE, 5 * MINUTE)], True),
        ([range(TAG + MINUTE // 2)] * 5, False),  # the same bytes again
        ([range(EPISODE.size), range(EPISODE.size)], True),
        ([range(EPISODE.size, EPISODE.size + 2 * MINUTE)], False),
    ],
)
def test_a_minute_of_audio_counts_once(
    downloads: Downloads,
    redis: Redis,
    database: Database,
    counts_of: CountsOf,
    sent: list[range],
    counts: bool,
) -> None:
    counted = [downloads.record_download(EPISODE, "192.0.2.1", APP, each) for each in sent]
    assert sum(counted) == counts
    flush_plays(redis, database)
    assert counts_of("a") == Counts(downloads=counts)


def test_a_short_episode_must_be_whole(downloads: Downloads) -> None:
    short = Episode("news", "s", size=TAG + MINUTE // 2, audio_start=TAG, duration=30)
    assert not downloads.record_download(short, "192.0.2.1", APP, range(short.size - 1))
    assert downloads.record_download(short, "192.0.2.1", APP, range(short.size))


def test_listeners_are_told_apart(downloads: Downloads) -> None:
    def record(address: str = "192.0.2.1", agent: str = APP, episode: Episode = EPISODE) -> bool:
        return downloads.record_download(episode, address, agent, range(episode.size))

    again = Episode("news", "a", EPISODE.size + 9, TAG + 9, 300)  # its title has changed
    other = Episode("news", "b", EPISODE.size, TAG, 300)
    assert record()
    assert not record()
    assert not record(episode=again)
    assert record(episode=other)
    assert record(address="192.0.2.2")
    assert record(agent="Overcast/3.0 (+http://overcast.fm/; iOS podcast app)")
    assert not record(agent="curl/8.5.0")
    assert not record(agent="")


def test_a_download_is_sent_while_redis_is_away(
    downloads: Downloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RedisConnectionError("It is away.")

    monkeypatch.setattr(Tally, "add_download", fail)
    assert not downloads.record_download(EPISODE, "192.0.2.1", APP, range(EPISODE.size))


def test_nothing_in_memory_names_a_listener(downloads: Downloads) -> None:
    downloads.record_download(EPISODE, "192.0.2.77", APP, range(TAG + 5))
    memory = downloads.memory
    for generation in memory._generations:
        shown = repr(vars(generation))
        assert "192.0.2.77" not in shown
        assert APP not in shown
