"""Lists of WordPress's REST API."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.feeds.articles import FeedError, ListedArticle
from listen.feeds.download import Download
from listen.feeds.wordpress import read_wordpress

SITE = "https://news.example/blog"


class WordPress:
    """A site with posts. Without permalinks, it knows `rest_route` only."""

    def __init__(self, posts: list[Any], has_permalinks: bool = True) -> None:
        self.posts = posts
        self.has_permalinks = has_permalinks
        self.requested: list[dict[str, list[str]]] = []

    def fetch(self, url: str) -> Download:
        query = parse_qs(urlsplit(url).query)
        if ("/wp-json/" in url) != self.has_permalinks:
            return Download(url, b"<html>Not found", status=404)
        self.requested.append(query)
        page, size = int(query["page"][0]), int(query["per_page"][0])
        chosen = self.posts[(page - 1) * size : page * size]
        if page > 1 and not chosen:
            error = {"code": "rest_post_invalid_page_number", "data": {"status": 400}}
            return Download(url, json.dumps(error).encode(), status=400)
        return Download(url, json.dumps(chosen).encode())


def post(number: int, **fields: Any) -> dict[str, Any]:
    content = {"rendered": "<p>Words.</p>", "protected": False}
    return {"id": number, "link": f"{SITE}/{number}/", "content": content, **fields}


def ids(site: WordPress, modified_after: datetime | None = None) -> list[str]:
    lists = read_wordpress(SITE, site.fetch, modified_after)
    return [article.id for found in lists for article in found.articles]


def test_a_post_has_every_field() -> None:
    site = WordPress(
        [
            post(
                3,
                title={"rendered": "Bread &amp; <i>butter</i> &#8211; now"},
                date_gmt="2021-09-06T12:00:00",
                modified_gmt="2021-09-07T12:00:00",
                _embedded={
                    "author": [{"name": "Ann"}],
                    "wp:term": [[{"name": "R&amp;D"}], [{"name": "Food"}, {"name": "Food"}]],
                    "wp:featuredmedia": [{"source_url": "https://news.example/a.jpg"}],
                },
            )
        ]
    )
    (found,) = read_wordpress(SITE + "/", site.fetch)
    assert found.is_complete
    assert found.articles == (
        ListedArticle(
            id="3",
            url=f"{SITE}/3/",
            title="Bread & butter – now",
            published_at=datetime(2021, 9, 6, 12, tzinfo=UTC),
            updated_at=datetime(2021, 9, 7, 12, tzinfo=UTC),
            author="Ann",
            tags=("R&D", "Food"),
            image="https://news.example/a.jpg",
            html="<p>Words.</p>",
        ),
    )


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 200, 250])
@pytest.mark.parametrize("has_permalinks", [True, False])
def test_every_page_is_read(count: int, has_permalinks: bool) -> None:
    site = WordPress([post(number) for number in range(count)], has_permalinks)
    assert ids(site) == [str(number) for number in range(count)]


def test_what_is_not_public_is_left_out() -> None:
    locked = {"rendered": "", "protected": True}
    site = WordPress(
        [post(1, content=locked), post(2, status="private"), post(3, password="x"), post(4)]
    )
    assert ids(site) == ["4"]


def test_broken_posts_are_counted() -> None:
    site = WordPress([post(1, link=None), {"link": f"{SITE}/2"}, {}, "x", post(5)])
    (found,) = read_wordpress(SITE, site.fetch)
    assert ([article.id for article in found.articles], found.skipped) == (["5"], 3)


def test_the_time_of_the_last_comparison_is_asked_with_a_margin() -> None:
    site = WordPress([post(1)])
    (found,) = read_wordpress(SITE, site.fetch, datetime(2021, 9, 6, 20, tzinfo=UTC))
    assert site.requested[0]["modified_after"] == ["2021-09-06T05:00:00"]
    assert not found.is_complete


def test_a_server_that_ignores_the_page_does_not_loop() -> None:
    class Stubborn(WordPress):
        def fetch(self, url: str) -> Download:
            return super().fetch(url.replace("&page=2", "&page=1"))

    assert len(ids(Stubborn([post(number) for number in range(150)]))) == 100


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (404, b"<html>", "answers with status 404"),
        (401, b'{"code": "rest_forbidden"}', "answers with status 401"),
        (200, b'{"posts": []}', "answers with status 200"),
        (200, b"<html>", "not valid JSON"),
    ],
)
def test_a_site_without_the_api_is_one_clear_error(status: int, body: bytes, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        list(read_wordpress(SITE, lambda url: Download(url, body, status=status)))


def test_a_page_that_fails_does_not_end_the_list_silently() -> None:
    site = WordPress([post(number) for number in range(150)])

    def fetch(url: str) -> Download:
        return Download(url, b"", status=500) if "&page=2" in url else site.fetch(url)

    with pytest.raises(FeedError, match="status 500"):
        list(read_wordpress(SITE, fetch))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["rendered", "name", "author", "wp:term"]), inner)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(["title", "content", "link", "_embedded", "date_gmt", "id", "status"])


@given(st.lists(VALUES | st.dictionaries(NAMES, VALUES).map(lambda some: {**post(1), **some})))
def test_posts_of_any_form_are_read_or_counted(posts: list[Any]) -> None:
    for found in read_wordpress(SITE, WordPress(posts).fetch):
        assert all(article.url.startswith("http") for article in found.articles)
