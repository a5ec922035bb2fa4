"""Any values make a well-formed document that says the same."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from listen.podcast.channel import JSON, XML, Address, channel_of
from listen.podcast.episode import Episode
from listen.podcast.json_feed import json_feed
from listen.podcast.rss import rss
from listen.podcast.text import ascii_url, line
from tests.listen.podcast.conftest import parse, site, values

any_text = st.text(st.characters(exclude_categories=()), max_size=30)  # surrogates too
any_line = any_text.map(line)
times = st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC))
urls = any_text.map(lambda text: ascii_url(f"https://news.example/{text}"))
sizes = st.integers(0, 2**40)
durations = st.floats(0, 1e6)

episodes = st.builds(
    Episode,
    guid=st.uuids().map(str),
    title=any_line,
    link=urls,
    excerpt=any_line,
    author=any_line,
    image=st.none() | urls,
    tags=st.lists(any_line, max_size=3).map(tuple),
    published=times,
    modified=times,
    language=st.sampled_from(["en", "de-AT"]),
    url=urls,
    size=sizes,
    duration=durations,
    transcript_url=urls,
    chapters_url=urls,
    chapters=st.lists(st.tuples(durations, any_line), max_size=3).map(tuple),
)


@given(title=any_text, tag=any_text, episode=episodes, updated=times)
def test_an_rss_document_is_well_formed_and_says_what_it_was_given(
    title: str, tag: str, episode: Episode, updated: datetime
) -> None:
    news = site(title=f"x{title}", description=f"x{title}")
    assert news.podcast
    address = Address("https://listen.example/", "news", XML, line(tag) or None)
    channel = channel_of(news, news.podcast, address, False, [], None, updated)
    content = rss(channel, [episode])
    assert content == rss(channel, [episode])
    root = parse(content)
    expected = {
        "title": episode.title,
        "link": episode.link,
        "description": episode.excerpt,
        "itunes:author": episode.author,
    }
    for name, value in expected.items():
        assert "".join(values(root, f"//item/{name}/text()")) == value
    assert values(root, "//enclosure/@url") == [episode.url]
    assert values(root, "//enclosure/@length") == [str(episode.size)]
    assert values(root, "channel/title/text()") == [channel.title]
    assert values(root, "//psc:chapter/@title") == [title for _, title in episode.chapters]


@given(title=any_text, episode=episodes)
def test_a_json_feed_is_json_in_utf_8(title: str, episode: Episode) -> None:
    news = site(title=f"x{title}")
    assert news.podcast
    address = Address("https://listen.example/", "news", JSON)
    channel = channel_of(news, news.podcast, address, False, [], None, None)
    feed = json.loads(json_feed(channel, [episode]).decode("utf-8"))
    [item] = feed["items"]
    assert (feed["title"], item["title"]) == (line(f"x{title}"), episode.title)
    assert item["attachments"][0]["size_in_bytes"] == episode.size
    datetime.fromisoformat(item["date_published"])
