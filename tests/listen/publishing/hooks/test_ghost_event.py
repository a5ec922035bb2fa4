import json
import random
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.publishing.change import Change, Compare, Ignore, Save, Withdraw
from listen.publishing.change_time import microseconds
from listen.publishing.hooks.ghost_event import ghost_change
from listen.publishing.hooks.ghost_signature import verify_ghost_webhook
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.public_part import PAYWALL
from tests.listen.publishing.hooks.senders import (
    GHOST_SECRET,
    ghost_body,
    ghost_headers,
    now,
    post,
)

POST_ID = post()["id"]
MS, SECOND = 1000, 1_000_000
"""Microseconds."""


def read(body: bytes, sent: int = 2_000_000_000_000_000, event: str | None = None) -> Change:
    return ghost_change(SignedMessage("id", sent, body), event)


SAVES = [
    "post.published",
    "post.published.edited",
    "post.edited",
    "post.added",
    "post.tag.attached",
    "post.tag.detached",
    None,
]


@pytest.mark.parametrize("event", SAVES)
@pytest.mark.parametrize("kind", ["post", "page"])
def test_a_published_post_or_page_is_saved_whatever_the_event(event: str | None, kind: str) -> None:
    name = event.replace("post", kind) if event else None
    change = read(ghost_body(name, post(), {"status": "draft"}, kind))
    assert isinstance(change, Save)
    assert change.source_id == POST_ID
    assert change.fields == {
        "html": "<p>The island has its ferry again.</p>",
        "access": "public",
        "title": "The ferry is back",
        "url": "https://blog.example/the-ferry-is-back/",
        "author": "Ines Sample",
        "published_at": "2026-03-01T09:00:10Z",
        "updated_at": "2026-03-01T09:00:00Z",
        "tags": [],
    }


def test_image_authors_and_public_tags_belong_to_the_article() -> None:
    change = read(
        ghost_body(
            "post.published",
            post(
                feature_image="https://blog.example/ferry.jpg",
                authors=[{"name": "Ines Sample"}, {"name": "Tom Sample"}, {"slug": "x"}, None],
                tags=[{"name": "Harbour"}, {"name": "#internal"}],
            ),
        )
    )
    assert isinstance(change, Save)
    assert change.fields["image"] == "https://blog.example/ferry.jpg"
    assert change.fields["author"] == "Ines Sample, Tom Sample"
    assert change.fields["tags"] == ["Harbour"]


def test_the_address_of_the_error_page_is_no_url() -> None:
    change = read(ghost_body("post.published", post(url="https://blog.example/404/")))
    assert isinstance(change, Save)
    assert "url" not in change.fields


@pytest.mark.parametrize(
    ("visibility", "access"),
    [
        ("members", "members"),
        ("paid", "paid"),
        ("tiers", "paid"),
        ("label:vip", "paid"),
        (3, "paid"),
    ],
)
def test_a_post_that_is_not_public_has_its_preview_only(visibility: Any, access: str) -> None:
    html = f"<p>Free.</p>{PAYWALL}<p>Sold.</p>"
    change = read(ghost_body("post.published.edited", post(visibility=visibility, html=html)))
    assert isinstance(change, Save)
    assert (change.fields["access"], change.fields["html"]) == (
        access,
        f"<p>Free.</p>{PAYWALL}",
    )
    assert "Sold" not in repr(change)


def test_a_post_without_a_preview_has_no_text() -> None:
    body = ghost_body("post.published", post(visibility="paid", html="<p>Sold.</p>"))
    change = read(body)
    assert isinstance(change, Save)
    assert change.fields["html"] == PAYWALL
    assert "ferry again" not in repr(change)  # neither `plaintext` nor `excerpt`


def test_a_site_with_protected_audio_gets_the_whole_text() -> None:
    html = f"<p>Free.</p>{PAYWALL}<p>Sold.</p>"
    body = ghost_body("post.published", post(visibility="paid", html=html))
    change = ghost_change(SignedMessage("id", 2_000_000_000_000_000, body), whole=True)
    assert isinstance(change, Save)
    assert (change.fields["access"], change.fields["html"]) == ("paid", html)


def test_nothing_of_the_previous_state_is_in_a_change() -> None:
    previous = {"visibility": "public", "html": "<p>Before.</p>", "plaintext": "Before."}
    change = read(ghost_body("post.edited", post(visibility="paid"), previous))
    assert "Before" not in repr(change)


@pytest.mark.parametrize("status", ["draft", "scheduled", "sent"])
def test_a_post_that_was_published_is_withdrawn(status: str) -> None:
    body = ghost_body("post.unpublished", post(status), {"status": "published"})
    assert isinstance(read(body), Withdraw)


@pytest.mark.parametrize(
    ("event", "status", "previous"),
    [
        ("post.added", "draft", {}),
        ("post.edited", "draft", {"html": "<p>Old.</p>"}),
        ("post.scheduled", "scheduled", {"status": "draft"}),
        ("post.rescheduled", "scheduled", {"published_at": "2026-03-02T09:00:00.000Z"}),
        ("post.unscheduled", "draft", {"status": "scheduled"}),
        ("post.edited", "sent", {"status": "draft"}),
        ("post.tag.attached", "draft", {"tags": []}),
    ],
)
def test_what_was_never_public_is_ignored(event: str, status: str, previous: Any) -> None:
    change = read(ghost_body(event, post(status), previous))
    assert change == Ignore(f"The status of the post is {status!r}.")


def test_a_post_for_subscribers_by_email_is_never_public() -> None:
    body = ghost_body("post.published", post(email_only=True), {"status": "draft"})
    assert isinstance(read(body), Withdraw)


@pytest.mark.parametrize("event", ["post.unpublished", "post.deleted", None])
def test_a_deleted_post_is_named_by_its_previous_state(event: str | None) -> None:
    change = read(ghost_body(event, {}, post()), sent=123)
    assert change == Withdraw(POST_ID, 123)


def test_a_deleted_draft_is_ignored() -> None:
    assert read(ghost_body("post.deleted", {}, post("draft"))) == Ignore(
        "The deleted post was not published."
    )


@pytest.mark.parametrize(
    ("body", "event"),
    [
        (b'{"event":"site.changed"}', None),
        (b"{}", "site.changed"),
        (b"{}", None),
        (b'{"event":"site.changed","site":{}}', None),
    ],
)
def test_a_change_of_the_site_asks_for_a_comparison(body: bytes, event: str | None) -> None:
    assert read(body, event=event) == Compare()


@pytest.mark.parametrize(
    ("body", "event"),
    [
        (b'{"event":"tag.edited","tag":{"current":{"id":"1"},"previous":{}}}', None),
        (b'{"member":{"current":{"id":"1"},"previous":{}}}', "member.added"),
        (b'{"event":"post.published","post":null}', None),
        (b'{"event":"post.published","post":{}}', None),
        (b'{"post":{"current":{"status":"published"}}}', None),
        (b'{"post":{"current":{"id":"1"}}}', None),
        (b'{"post":{"current":{"id":["1"],"status":"published"}}}', None),
        (b'{"post":{"current":{"id":"\\u0000","status":"published"}}}', None),
        (b"[]", None),
        (b"", "site.changed"),
        (b"\xff\xfe", None),
        (b"{" + b'"a":' * 100_000, None),
        (b'{"a":' + b"9" * 5000 + b"}", None),
    ],
)
def test_anything_else_is_ignored_with_a_reason(body: bytes, event: str | None) -> None:
    change = read(body, event=event)
    assert isinstance(change, Ignore)
    assert change.reason.endswith(".")


def test_the_later_save_wins_when_its_message_was_sent_first() -> None:
    """Another receiver of the event was slow, so that the first message was held up."""
    saved = microseconds("2026-03-01T09:00:00Z")
    assert saved is not None
    first = read(ghost_body("post.edited", post()), sent=saved + 2500 * MS)
    later_post = post(updated_at="2026-03-01T09:00:01.000Z")
    later = read(ghost_body("post.edited", later_post), sent=saved + 1100 * MS)
    assert first.time < later.time  # type: ignore[union-attr]


def test_saves_of_one_second_are_in_the_order_of_sending() -> None:
    saved = microseconds("2026-03-01T09:00:00Z")
    assert saved is not None
    times = [
        read(ghost_body("post.edited", post()), sent=saved + delay * MS).time  # type: ignore[union-attr]
        for delay in (0, 20, 200, 900, 1500, 4000, 10**9)
    ]
    assert times == sorted({*times})
    assert saved <= times[0]
    assert times[-1] < saved + SECOND


def test_a_deletion_is_later_than_every_save() -> None:
    saved = microseconds("2026-03-01T09:00:00Z")
    assert saved is not None
    save = read(ghost_body("post.edited", post()), sent=saved + 100 * MS)
    delete = read(ghost_body("post.deleted", {}, post()), sent=saved + 101 * MS)
    assert save.time < delete.time  # type: ignore[union-attr]


def unsigned_time(body: bytes, sent: int) -> Change:
    headers = ghost_headers(body, sent, is_time_signed=False)
    return ghost_change(verify_ghost_webhook([GHOST_SECRET], headers, body))


def test_without_a_signed_time_a_repeated_save_is_older_than_what_followed() -> None:
    """Ghost before 5.87: whoever recorded a message can repeat it, at a time of his choice."""
    body = ghost_body(None, post())
    save, repeated = (unsigned_time(body, now() + delay) for delay in (-60_000, 0))
    deleted = unsigned_time(ghost_body(None, {}, post()), now() - 50_000)
    unpublished = unsigned_time(
        ghost_body(
            None, post("draft", updated_at="2026-03-01T09:00:01.000Z"), {"status": "published"}
        ),
        now() - 50_000,
    )
    assert repeated == save
    for change in (deleted, unpublished):
        assert isinstance(change, Withdraw)
        assert repeated.time < change.time  # type: ignore[union-attr]


def story() -> Iterable[tuple[str, dict[str, Any], dict[str, Any], int]]:
    """Yield event, current, previous and time of sending, for the life of some posts.

    Events of one save differ in the time of sending only.
    """
    first, other, page = "a" * 24, "b" * 24, "c" * 24
    start = microseconds("2026-03-01T09:00:00Z")
    assert start is not None

    def at(second: int) -> str:
        return f"2026-03-01T09:00:{second:02}.000Z"

    draft = post("draft", id=first, updated_at=at(0))
    live = post(id=first, updated_at=at(3))
    edited = {**live, "html": "<p>It sails at noon.</p>", "updated_at": at(6)}
    tagged = {**edited, "tags": [{"name": "Harbour"}]}
    paid = {**edited, "visibility": "paid", "updated_at": at(12)}
    renamed = {**edited, "slug": "noon", "url": "https://blog.example/noon/", "updated_at": at(15)}
    unpublished = {**renamed, "status": "draft", "updated_at": at(18)}
    scheduled = {**unpublished, "status": "scheduled", "updated_at": at(21)}
    again = {**renamed, "html": "<p>It sails at dawn.</p>", "updated_at": at(24)}
    kept = post(id=other, updated_at=at(27), title="Harbour fees", html="<p>Fees rise.</p>")
    fees = {**kept, "html": "<p>Fees rise again.</p>", "updated_at": at(30)}
    about = post(id=page, updated_at=at(33), title="About", html="<p>About us.</p>")
    was_draft, was_live = {"status": "draft"}, {"status": "published"}
    for event, current, previous, sent in (
        ("post.added", draft, {}, 400),
        ("post.published", live, was_draft, 3900),
        ("post.edited", live, was_draft, 3950),
        ("post.published.edited", edited, {"html": "<p>"}, 7200),
        ("post.edited", edited, {"html": "<p>"}, 7201),
        ("post.published.edited", tagged, {"tags": []}, 9400),
        ("post.tag.attached", tagged, {"tags": []}, 9500),
        ("post.published.edited", edited, {"tags": [{}]}, 10_400),
        ("post.published.edited", paid, {"visibility": "public"}, 13_000),
        ("post.edited", paid, {"visibility": "public"}, 13_050),
        ("post.published.edited", renamed, {"visibility": "paid"}, 15_800),
        ("post.unpublished", unpublished, was_live, 19_000),
        ("post.edited", unpublished, was_live, 19_100),
        ("post.scheduled", scheduled, was_draft, 21_900),
        ("post.published", again, {"status": "scheduled"}, 24_300),
        ("post.unpublished", {}, again, 26_000),
        ("post.deleted", {}, again, 26_050),
        ("post.published", kept, {}, 27_400),
        ("post.added", kept, {}, 27_450),
        ("post.published.edited", fees, {"html": "<p>"}, 31_300),
        ("page.published", about, {}, 33_500),
    ):
        yield event, current, previous, start + sent * MS


def end(changes: Iterable[Change]) -> dict[str, Change]:
    """Return the last change of each article, by the rule that older changes are ignored."""
    latest: dict[str, Save | Withdraw] = {}
    for change in changes:
        if isinstance(change, Save | Withdraw):
            known = latest.get(change.source_id)
            if known is None or change.time >= known.time:
                latest[change.source_id] = change
    return {name: _without_time(change) for name, change in latest.items()}


def _without_time(change: Save | Withdraw) -> Change:
    """Events of one save have times of their own."""
    if isinstance(change, Save):
        return Save(change.source_id, change.fields, 0)
    return Withdraw(change.source_id, 0)


@pytest.mark.parametrize("names_event", [True, False])
def test_the_end_is_the_same_in_any_order_and_however_often_messages_arrive(
    names_event: bool,
) -> None:
    messages = [
        (ghost_body(event if names_event else None, current, previous, event.split(".")[0]), sent)
        for event, current, previous, sent in story()
    ]
    wanted = end(read(body, sent) for body, sent in messages)
    assert [type(change) for change in wanted.values()] == [Withdraw, Save, Save]
    for seed in range(50):
        shuffled = messages * 3
        random.Random(seed).shuffle(shuffled)
        assert end(read(body, sent) for body, sent in shuffled) == wanted, seed


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=8,
)
POSTS = st.dictionaries(st.sampled_from(list(post())), JSON) | st.builds(
    lambda changes: post(**changes), st.dictionaries(st.sampled_from(list(post())), JSON)
)
BODIES = st.one_of(
    st.binary(),
    JSON.map(lambda value: json.dumps(value).encode()),
    st.builds(ghost_body, st.none() | st.text(), POSTS, POSTS, st.sampled_from(["post", "page"])),
)


@given(body=BODIES, event=st.none() | st.text(), is_time_signed=st.booleans())
def test_any_body_is_a_change(body: bytes, event: str | None, is_time_signed: bool) -> None:
    message = SignedMessage("id", 1_800_000_000_000_000, body, is_time_signed)
    change = ghost_change(message, event)
    assert isinstance(change, Save | Withdraw | Compare | Ignore)
    if isinstance(change, Save | Withdraw):
        assert 0 <= change.time <= message.sent
        assert change.source_id.isprintable()
