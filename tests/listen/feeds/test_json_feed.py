import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.feeds.articles import ArticleList, FeedError, ListedArticle
from listen.feeds.download import Download
from listen.feeds.json_feed import read_json_feed

URL = "https://news.example/feed.json"


def read(feed: Any) -> ArticleList:
    return read_json_feed(Download(URL, json.dumps(feed).encode()))


def feed_of(*items: Any, **fields: Any) -> dict[str, Any]:
    version = "https://jsonfeed.org/version/1.1"
    return {"version": version, "title": "News", "items": [*items], **fields}


def test_an_item_has_every_field() -> None:
    item = {
        "id": 7,
        "url": "/a?utm_source=feed",
        "title": "R&D",
        "content_html": "<p>All of it.</p>",
        "summary": "Short.",
        "image": "a.jpg",
        "date_published": "2021-09-06T12:00:00+02:00",
        "date_modified": "2021-09-07T12:00:00Z",
        "authors": [{"name": "Ann"}, {"name": "Bob"}, {"url": "x"}],
        "tags": ["one", "one", 3],
        "language": "de",
    }
    assert read(feed_of(item)).articles == (
        ListedArticle(
            id="7",
            url="https://news.example/a",
            title="R&D",
            published_at=datetime(2021, 9, 6, 10, tzinfo=UTC),
            updated_at=datetime(2021, 9, 7, 12, tzinfo=UTC),
            author="Ann, Bob",
            tags=("one",),
            image="https://news.example/a.jpg",
            language="de",
            html="<p>All of it.</p>",
        ),
    )


def test_what_the_feed_says_holds_for_its_items() -> None:
    item = {"id": "https://news.example/a", "url": "https://news.example/a", "content_text": "x"}
    article = read(feed_of(item, author={"name": "Ann"}, language="en")).articles[0]
    assert (article.author, article.language, article.html) == ("Ann", "en", None)


def test_broken_items_are_counted() -> None:
    found = read(feed_of(None, 3, {"id": "1"}, {"id": "2", "url": 5}, {"url": "https://a.org/"}))
    assert [article.id for article in found.articles] == ["a.org"]
    assert found.skipped == 4


def test_the_next_page_is_named() -> None:
    assert read(feed_of(next_url="/feed.json?page=2")).further == (f"{URL}?page=2",)
    assert read(feed_of(next_url=URL)).further == ()
    assert read(feed_of(next_url=None)).further == ()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[]", "must have a 'version'"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": {}}', "must be a list"),
    ],
)
def test_a_broken_feed_is_one_clear_error(body: bytes, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        read_json_feed(Download(URL, body))


NAMES = ["id", "url", "title", "content_html", "image", "tags", "authors", "date_published"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.just("https://a.org/x"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES) | VALUES, max_size=5), VALUES)
def test_items_of_any_form_are_read_or_counted(items: list[Any], next_url: Any) -> None:
    found = read(feed_of(*items, next_url=next_url))
    assert len(found.articles) + found.skipped == len(items)
