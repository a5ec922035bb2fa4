import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.publishing.change import Change, Ignore, Save, Withdraw
from listen.publishing.change_time import microseconds
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.hooks.wordpress_event import wordpress_change

SAVED = microseconds("2026-03-01T09:00:00Z") or 0


def read(sent: int = SAVED + 1_999_999, **fields: Any) -> Change:
    return wordpress_change(SignedMessage("id", sent, json.dumps(fields).encode()))


def post(**changes: Any) -> dict[str, Any]:
    return {
        "id": 12,
        "status": "publish",
        "title": "The ferry is back",
        "url": "https://blog.example/ferry/",
        "modified_gmt": "2026-03-01 09:00:00",
        "html": "<p>The island has its ferry again.</p>",
        "password": False,
        **changes,
    }


def test_a_published_post_is_saved() -> None:
    change = read(**post())
    assert isinstance(change, Save)
    assert change.source_id == "12"
    assert change.fields == {
        "html": "<p>The island has its ferry again.</p>",
        "title": "The ferry is back",
        "url": "https://blog.example/ferry/",
        "updated_at": "2026-03-01T09:00:00Z",
    }


def test_further_fields_of_an_article_are_passed_on_and_others_are_not() -> None:
    change = read(**post(author="Ines Sample", tags=["Harbour"], language="en", type="post", x=1))
    assert isinstance(change, Save)
    assert {*change.fields} == {
        *("html", "title", "url", "updated_at", "author", "tags", "language")
    }


@pytest.mark.parametrize(
    "status", ["draft", "private", "future", "pending", "trash", "deleted", ""]
)
def test_a_post_with_another_status_is_withdrawn(status: str) -> None:
    assert isinstance(read(**post(status=status)), Withdraw)


@pytest.mark.parametrize("password", [True, "open sesame"])
def test_a_post_with_a_password_is_withdrawn(password: Any) -> None:
    change = read(**post(password=password))
    assert isinstance(change, Withdraw)
    assert "ferry" not in repr(change)


def test_the_later_save_wins_when_its_message_was_sent_first() -> None:
    older = read(SAVED + 9_999_999, **post())
    later = read(SAVED + 1_999_999, **post(modified_gmt="2026-03-01 09:00:01"))
    assert older.time < later.time  # type: ignore[union-attr]


@pytest.mark.parametrize("modified", [None, "0000-00-00 00:00:00", 5, "soon"])
def test_without_a_date_the_time_of_sending_counts(modified: Any) -> None:
    change = read(SAVED, **post(modified_gmt=modified))
    assert isinstance(change, Save)
    assert change.time == SAVED
    assert "updated_at" not in change.fields


def test_events_with_a_type_are_accepted_too() -> None:
    change = read(type="article.withdrawn", data={"id": "12"})
    assert isinstance(change, Withdraw)


@pytest.mark.parametrize("changes", [{"id": None}, {"id": []}, {"status": None}, {"status": 1}])
def test_what_is_no_post_is_ignored(changes: dict[str, Any]) -> None:
    change = read(**post(**changes))
    assert isinstance(change, Ignore)
    assert "'id' and a 'status'" in change.reason


VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.datetimes().map(str)
)


@given(st.dictionaries(st.sampled_from([*post(), "data", "type"]), VALUES))
def test_any_post_is_a_change(changes: dict[str, Any]) -> None:
    assert isinstance(read(**post(**changes)), Save | Withdraw | Ignore)
