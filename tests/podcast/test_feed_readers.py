"""A feed in the libraries that podcast apps read feeds with."""

import io
import json
import shutil
import subprocess
from calendar import timegm
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest

from listen.podcast.channel import XML, Address, channel_of
from listen.podcast.episode import Episode
from listen.podcast.rss import rss
from listen.podcast.text import line
from tests.listen.podcast.conftest import site

FOLDER = Path(__file__).parent
TITLE = "Kosten & <b>Nutzen</b> ]]> \0\x08\ud800 🚀 שלום \"quoted\" 'it' &amp;"
AUDIO = "https://listen.example/audio/1"
PUBLISHED = datetime(2026, 11, 28, 12, 30, 15, tzinfo=UTC)


def episode(number: int) -> Episode:
    return Episode(
        guid=f"00000000-0000-5000-8000-00000000000{number}",
        title=line(TITLE),
        link=f"https://news.example/{number}?a=1&b=2",
        excerpt=line(f"Beginning {number} ]]> of it & so on."),
        author="Ann & Bob",
        image="https://news.example/i.jpg",
        tags=("politics", "a & b"),
        published=PUBLISHED - timedelta(days=number),
        modified=PUBLISHED,
        language="en",
        url=f"https://listen.example/episodes/{number}/abc.mp3",
        size=1_234_567 + number,
        duration=213.84,
        transcript_url=f"{AUDIO}.vtt",
        chapters_url=f"{AUDIO}.chapters.json",
        chapters=((0, "One & two"), (61.5, "Three")),
    )


@pytest.fixture(scope="module")
def feed() -> bytes:
    news = site(
        title="The news ]]> & more",
        description="Read aloud.",
        author="The editors",
        owner_email="podcast@news.example",
        image="https://cdn.example/artwork.png?v=2",
        subcategory="Daily News",
    )
    assert news.podcast
    address = Address("https://listen.example/", "news", XML)
    channel = channel_of(news, news.podcast, address, True, ["en"], None, PUBLISHED)
    return rss(channel, [episode(1), episode(2)])


def test_feedparser(feed: bytes) -> None:
    found = feedparser.parse(io.BytesIO(feed))
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "rss20"
    assert found.feed.title == "The news ]]> & more"
    assert found.feed.language == "en"
    assert found.feed.author == "The editors"
    assert found.feed.publisher_detail == {"name": "The editors", "email": "podcast@news.example"}
    assert found.feed.image.href == "https://cdn.example/artwork.png?v=2"
    assert [tag.term for tag in found.feed.tags] == ["News", "Daily News"]
    links = {each.rel: each.href for each in found.feed.links}
    assert links["self"] == "https://listen.example/feeds/news.xml"
    assert links["next"] == "https://listen.example/feeds/news.xml?page=2"
    assert found.feed.link == "https://news.example/"
    for number, entry in enumerate(found.entries, 1):
        expected = episode(number)
        assert (entry.id, entry.link) == (expected.guid, expected.link)
        assert entry.guidislink is False
        assert timegm(entry.published_parsed) == expected.published.timestamp()
        assert [(each.href, each.length, each.type) for each in entry.enclosures] == [
            (expected.url, str(expected.size), "audio/mpeg")
        ]
        assert entry.itunes_duration == "214"
        assert entry.podcast_transcript["url"] == expected.transcript_url
        assert entry.podcast_chapters["type"] == "application/json+chapters"
        assert {tag.term for tag in entry.tags} == {*expected.tags}


def test_podcastparser(feed: bytes) -> None:
    found = podcastparser.parse(f"{AUDIO}.xml", io.BytesIO(feed), max_episodes=10)
    assert found["title"] == "The news ]]> & more"
    assert found["link"] == "https://news.example/"
    assert found["cover_url"] == "https://cdn.example/artwork.png?v=2"
    assert found["itunes_author"] == "The editors"
    assert found["itunes_owner"] == {"name": "The editors", "email": "podcast@news.example"}
    assert (found["type"], found["explicit"]) == ("episodic", False)
    assert found["paged_feed_next"] == "https://listen.example/feeds/news.xml?page=2"
    for entry, number in zip(found["episodes"], (1, 2), strict=True):
        expected = episode(number)
        assert (entry["guid"], entry["title"]) == (expected.guid, expected.title)
        assert entry["published"] == expected.published.timestamp()
        assert entry["total_time"] == 214
        [enclosure] = entry["enclosures"]
        assert (enclosure["url"], enclosure["file_size"]) == (expected.url, expected.size)
        assert enclosure["mime_type"] == "audio/mpeg"
        assert entry["chapters"] == [
            {"start": 0, "title": "One & two"},
            {"start": 61, "title": "Three"},
        ]


def read_with_node(library: str, feed: bytes) -> dict[str, Any]:
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules").exists():
        pytest.skip("the readers for Node.js are not installed: make test installs them")
    command = [node, str(FOLDER / "read_feed.js"), library]
    done = subprocess.run(command, input=feed, capture_output=True, check=True)
    assert done.stderr == b""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_rss_parser(feed: bytes) -> None:
    found = read_with_node("rss-parser", feed)
    assert found["title"] == "The news ]]> & more"
    assert found["itunes"]["author"] == "The editors"
    assert found["itunes"]["owner"] == {"name": "The editors", "email": "podcast@news.example"}
    assert found["itunes"]["image"] == "https://cdn.example/artwork.png?v=2"
    assert found["itunes"]["categories"] == ["News"]
    for number, item in enumerate(found["items"], 1):
        expected = episode(number)
        assert (item["guid"], item["title"], item["link"]) == (
            *(expected.guid, expected.title, expected.link),
        )
        assert item["enclosure"] == {
            "url": expected.url,
            "length": str(expected.size),
            "type": "audio/mpeg",
        }
        assert item["isoDate"] == expected.published.isoformat().replace("+00:00", ".000Z")
        assert item["itunes"]["duration"] == "214"
        assert item["categories"] == [*expected.tags]
        assert item["contentSnippet"] == expected.excerpt


def test_podcast_feed_parser(feed: bytes) -> None:
    found = read_with_node("podcast-feed-parser", feed)
    assert found["meta"]["title"] == "The news ]]> & more"
    assert found["meta"]["explicit"] is False
    assert found["meta"]["imageURL"] == "https://cdn.example/artwork.png?v=2"
    assert found["meta"]["owner"] == {"name": "The editors", "email": "podcast@news.example"}
    for number, item in enumerate(found["episodes"], 1):
        expected = episode(number)
        assert (item["title"], item["link"]) == (expected.title, expected.link)
        assert (item["duration"], item["explicit"]) == (214, False)
        assert item["pubDate"] == expected.published.isoformat().replace("+00:00", ".000Z")
        assert item["enclosure"]["url"] == expected.url
        assert item["enclosure"]["length"] == str(expected.size)
