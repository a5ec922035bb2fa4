import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.publishing.change import Change, Ignore, Save, Withdraw
from listen.publishing.change_time import microseconds
from listen.publishing.hooks.generic_event import generic_change
from listen.publishing.hooks.message import SignedMessage

SENT = 1_800_000_000_999_999


def read(**fields: Any) -> Change:
    return generic_change(SignedMessage("id", SENT, json.dumps(fields).encode()))


def event(kind: str = "article.saved", **changes: Any) -> dict[str, Any]:
    data = {"id": "a-1", "html": "<p>Words.</p>", "url": "https://a.example/1"}
    return {"type": kind, "timestamp": "2026-03-01T09:00:00.250Z", "data": data, **changes}


def test_a_saved_article_has_the_fields_of_a_put() -> None:
    time = microseconds("2026-03-01T09:00:00.250Z")
    fields = {"html": "<p>Words.</p>", "url": "https://a.example/1"}
    assert read(**event()) == Save("a-1", fields, time or 0)


def test_a_withdrawn_article_needs_its_id_only() -> None:
    change = read(type="article.withdrawn", data={"id": 7})
    assert change == Withdraw("7", SENT)


def test_a_number_with_many_digits_is_an_id_as_it_is() -> None:
    change = read(**event(data={"id": 9007199254740993}))
    assert isinstance(change, Save)
    assert change.source_id == "9007199254740993"


@pytest.mark.parametrize(
    "timestamp",
    [
        "2026-03-01T09:00:00Z",
        "2026-03-01T10:00:00+01:00",
        "2026-03-01 09:00:00",
        "20260301T090000Z",
    ],
)
def test_a_timestamp_is_iso_8601_and_utc_without_an_offset(timestamp: str) -> None:
    change = read(**event(timestamp=timestamp))
    assert isinstance(change, Save)
    assert change.time // 1_000_000 == (microseconds("2026-03-01T09:00:00Z") or 0) // 1_000_000


@pytest.mark.parametrize("timestamp", [None, "9999-12-31T23:59:59Z"])
def test_a_change_is_not_later_than_its_message(timestamp: str | None) -> None:
    change = read(**event(timestamp=timestamp))
    assert isinstance(change, Save)
    assert change.time == SENT


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type": "article.liked"}, "'type' must be article.saved .* got 'article.liked'"),
        ({"type": None}, "'type' must be article.saved .* got None"),
        ({"type": ["article.saved"]}, "'type' must be"),
        ({"data": None}, "'data' must be an object, got None"),
        ({"data": {}}, "'data.id' must be a string .* got None"),
        ({"data": {"id": ""}}, "'data.id' must be .* got ''"),
        ({"data": {"id": True}}, "'data.id' must be .* got True"),
        ({"data": {"id": 1.5}}, "'data.id' must be .* got 1.5"),
        ({"data": {"id": "a\nb"}}, "'data.id' must be"),
        ({"data": {"id": "\ud800"}}, "'data.id' must be"),
        ({"data": {"id": "a" * 256}}, "'data.id' must be"),
        ({"timestamp": "yesterday"}, "'timestamp' must be an ISO 8601 .* got 'yesterday'"),
        ({"timestamp": 1772355600}, "'timestamp' must be an ISO 8601"),
        ({"timestamp": "0001-01-01T00:00:00+14:00"}, "'timestamp' must be an ISO 8601"),
    ],
)
def test_what_is_no_event_is_ignored_with_a_reason(changes: dict[str, Any], reason: str) -> None:
    change = read(**event(**changes))
    assert isinstance(change, Ignore)
    with pytest.raises(ValueError, match=reason):
        raise ValueError(change.reason)


@given(body=st.binary())
def test_any_body_is_a_change(body: bytes) -> None:
    assert isinstance(generic_change(SignedMessage("id", SENT, body)), Ignore)


VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.datetimes().map(str)
)


@given(
    kind=st.sampled_from(["article.saved", "article.withdrawn"]) | VALUES,
    timestamp=VALUES,
    data=VALUES | st.dictionaries(st.sampled_from(["id", "html"]), VALUES),
)
def test_any_event_is_a_change(kind: Any, timestamp: Any, data: Any) -> None:
    change = read(type=kind, timestamp=timestamp, data=data)
    assert isinstance(change, Save | Withdraw | Ignore)
    if not isinstance(change, Ignore):
        assert 0 <= change.time <= SENT
