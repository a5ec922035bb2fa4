import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.errors import FetchFailed
from listen.publishing.change import Save
from listen.publishing.change_time import microseconds
from listen.publishing.ghost.content_api import read_articles
from listen.publishing.ghost.errors import GhostError
from listen.publishing.hooks.ghost_event import ghost_change
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.public_part import PAYWALL
from tests.listen.publishing.hooks.senders import ghost_body, post

URL = "https://blog.example"


def posts(count: int, start: int = 0) -> list[dict[str, Any]]:
    return [post(id=f"{number:024x}") for number in range(start, start + count)]


def content_api(
    lists: dict[str, list[dict[str, Any]]], between: Callable[[], object] = lambda: None
) -> Callable[[str], bytes]:
    """Return a fetcher that pages through lists as Ghost does, and runs `between` after a page."""

    def fetch(url: str) -> bytes:
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert query["key"] == "secret-key"
        assert query["order"] == "id asc"
        resource = parts.path.split("/")[-2]
        assert parts.path == f"/ghost/api/content/{resource}/"
        items, page = lists.get(resource, []), int(query["page"])
        limit = min(int(query["limit"]), 100)
        pages = -(-len(items) // limit)
        answer = {
            resource: items[(page - 1) * limit : page * limit],
            "meta": {
                "pagination": {
                    "page": page,
                    "limit": limit,
                    "pages": pages,
                    "total": len(items),
                    "next": page + 1 if page < pages else None,
                    "prev": page - 1 if page > 1 else None,
                }
            },
        }
        between()
        return json.dumps(answer).encode()

    return fetch


def read(fetch: Callable[[str], bytes]) -> list[Save]:
    return list(read_articles(f"{URL}/", "secret-key", fetch))


@pytest.mark.parametrize("count", [0, 1, 100, 101, 250])
def test_all_posts_and_pages_are_read(count: int) -> None:
    lists = {"posts": posts(count), "pages": posts(3, start=1000)}
    ids = [each["id"] for each in (*lists["posts"], *lists["pages"])]
    assert [save.source_id for save in read(content_api(lists))] == ids


def test_an_article_is_the_same_as_in_a_webhook_and_a_later_change() -> None:
    [save] = read(content_api({"posts": [post()]}))
    sent = (microseconds(post()["updated_at"]) or 0) + 500_000_000
    hook = ghost_change(SignedMessage("id", sent, ghost_body("post.published", post())))
    assert isinstance(hook, Save)
    assert (save.source_id, save.fields) == (hook.source_id, hook.fields)
    assert hook.time < save.time < (microseconds(post()["updated_at"]) or 0) + 1_000_000


def test_a_preview_is_read_as_ghost_cut_it() -> None:
    cut: dict[str, Any] = {"visibility": "paid", "html": "<p>Free.</p>", "access": False}
    [save] = read(content_api({"posts": [post(**cut)]}))
    assert (save.fields["access"], save.fields["html"]) == ("paid", f"<p>Free.</p>{PAYWALL}")


def test_dates_are_the_same_as_in_a_webhook_in_any_time_zone() -> None:
    dates: dict[str, Any] = {"published_at": "2026-03-01T10:00:10.000+01:00", "updated_at": None}
    [save] = read(content_api({"posts": [post(**dates)]}))
    assert save.fields["published_at"] == "2026-03-01T09:00:10Z"
    assert "updated_at" not in save.fields


def test_posts_by_email_are_left_out() -> None:
    assert read(content_api({"posts": [post(email_only=True)]})) == []


def test_posts_that_are_published_meanwhile_are_no_error() -> None:
    lists = {"posts": posts(200)}
    saves = read(content_api(lists, lambda: lists["posts"].insert(0, post(id="0"))))
    ids = [save.source_id for save in saves]
    assert {each["id"] for each in posts(200)} <= {*ids}
    assert len(ids) == len({*ids})


def test_a_list_that_shrinks_while_it_is_read_is_refused() -> None:
    """The second page begins one post later, so a public post would be missing."""
    lists = {"posts": posts(250)}
    with pytest.raises(GhostError, match="posts were removed while the list was read"):
        read(content_api(lists, lambda: lists["posts"].pop(0) and None))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"posts": []}',
        b'{"posts": {}, "meta": {}}',
        b'{"posts": [], "meta": {"pagination": {"total": null, "next": null}}}',
        b'{"errors": [{"message": "Unknown Content API Key"}]}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_an_answer_that_is_none_is_refused(body: bytes) -> None:
    with pytest.raises(GhostError, match="not a list of posts of Ghost's Content API"):
        read(lambda url: body)


def test_a_list_that_has_no_end_ends() -> None:
    answer = {"posts": [post()], "meta": {"pagination": {"total": 9, "next": 1}}}
    saves = read(lambda url: json.dumps(answer | {"pages": []}).encode())
    assert len(saves) == 1


def test_errors_of_the_fetcher_pass_through() -> None:
    def fetch(url: str) -> bytes:
        raise FetchFailed("blog.example is unreachable.")

    with pytest.raises(FetchFailed):
        read(fetch)


@given(st.binary())
def test_any_answer_is_refused_or_read(body: bytes) -> None:
    with pytest.raises(GhostError):
        read(lambda url: body)
