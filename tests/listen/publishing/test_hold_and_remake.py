"""POST /v1/articles/ID/hold and /remake."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from listen.publishing.states import HELD, PENDING, READY
from tests.listen.publishing.conftest import Call
from tests.listen.publishing.test_articles import EDIT, TEXT


def test_a_held_article_is_closed_until_it_is_published(
    call: Call, work: Callable[[], None], client: FlaskClient
) -> None:
    call("PUT", "/v1/articles/a-1", text=TEXT)
    work()
    key = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
    for _ in range(2):
        held = call("POST", "/v1/articles/a-1/hold")
        assert held.status_code == 200
        assert (held.get_json()["state"], held.get_json()["hold"]) == (HELD, True)
        assert client.get(f"/audio/{key}.mp3").status_code == 403
    assert call("PUT", "/v1/articles/a-1", text=TEXT).get_json()["state"] == HELD
    assert call("POST", "/v1/articles/a-1/publish").get_json()["state"] == READY
    assert client.get(f"/audio/{key}.mp3").status_code == 200


def test_the_fields_of_a_save_can_end_the_hold(call: Call, work: Callable[[], None]) -> None:
    call("PUT", "/v1/articles/a-1", text=TEXT)
    work()
    call("POST", "/v1/articles/a-1/hold")
    call("PUT", "/v1/articles/a-1", text=EDIT, hold=False)
    work()
    assert call("GET", "/v1/articles/a-1").get_json()["state"] == READY


@pytest.mark.parametrize("action", ["hold", "remake"])
def test_a_withdrawn_article_refuses(call: Call, action: str) -> None:
    call("PUT", "/v1/articles/a-1", text=TEXT)
    call("DELETE", "/v1/articles/a-1")
    refused = call("POST", f"/v1/articles/a-1/{action}")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "conflict")
    unknown = call("POST", f"/v1/articles/b-1/{action}")
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "unknown_article")


def test_a_new_pronunciation_is_heard_after_a_remake(call: Call, work: Callable[[], None]) -> None:
    call("PUT", "/v1/articles/a-1", text=TEXT)
    work()
    first = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
    same = call("POST", "/v1/articles/a-1/remake")
    assert (same.status_code, same.get_json()["version"]) == (200, 1)
    call("PUT", "/v1/lexicon/entries/bridge", say="brij")
    again = call("POST", "/v1/articles/a-1/remake")
    assert (again.status_code, again.get_json()["state"]) == (202, PENDING)
    assert call("POST", "/v1/articles/a-1/remake").get_json()["version"] == 2
    work()
    article = call("GET", "/v1/articles/a-1").get_json()
    assert article["state"] == READY
    assert article["audio"]["key"] != first


def test_an_article_with_a_nul_in_its_id_is_unknown(call: Call) -> None:
    assert call("GET", "/v1/articles/a%00b").status_code in (404, 422)
    assert call("GET", "/v1/articles?q=a%00b").get_json()["articles"] == []
