"""/v1/lexicon/reports: what readers send, and what editors see of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from listen.config import WebConfig
from listen.publishing.pronunciations import reports as reports_module
from listen.sites.site import Limits, Site
from tests.listen.publishing.conftest import Call

REPORTS = "/v1/lexicon/reports"
SENTENCE = "Kyiv is an old city."
TEXT = f"{SENTENCE} Its bridges are new."
ORIGIN = "https://news.example"


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    limits = Limits(reports_per_hour=5)
    sites = (
        Site("default", ("news.example",), report_mispronunciation=True, limits=limits),
        Site("quiet", ("quiet.example",)),
    )
    return replace(config, sites=sites)


@pytest.fixture
def audio_key(call: Call, work: Callable[[], None]) -> str:
    """The audio of an article."""
    call("PUT", "/v1/articles/a", text=TEXT, title="The city")
    work()
    return str(call("GET", "/v1/articles/a").get_json()["audio"]["key"])


Send = Callable[..., TestResponse]


@pytest.fixture
def send(client: FlaskClient, audio_key: str) -> Send:
    """Send a report as a reader does."""

    def send(origin: str | None = ORIGIN, **fields: Any) -> TestResponse:
        body = {"key": audio_key, "word": "Kyiv", "sentence": SENTENCE, **fields}
        return client.post(REPORTS, json=body, headers={"Origin": origin} if origin else {})

    return send


def reports(call: Call, query: str = "") -> list[tuple[Any, ...]]:
    found = call("GET", f"{REPORTS}{query}").get_json()["reports"]
    return [(each["word"], each["count"], each["state"], each["note"]) for each in found]


def test_the_player_is_told_where_a_site_wants_reports(
    client: FlaskClient, audio_key: str, keys: Any, work: Callable[[], None]
) -> None:
    resource = client.get(f"/v1/audio/{audio_key}").get_json()
    assert resource["extensions"]["report"] == {
        "key": audio_key,
        "marks": f"v1/audio/{audio_key}/marks",
        "reports": "v1/lexicon/reports",
    }
    headers = {"x-api-key": keys.create("quiet", "quiet", ["publish"])[0]}
    body = {"text": f"{TEXT} More.", "url": "https://quiet.example/a"}
    quiet = client.put("/v1/articles/a", json=body, headers=headers).get_json()["audio"]["key"]
    assert "extensions" not in client.get(f"/v1/audio/{quiet}").get_json()
    assert "extensions" not in client.get(f"/v1/pages?url={body['url']}").get_json()


def test_a_report_of_signed_audio_needs_its_token(
    call: Call, client: FlaskClient, work: Callable[[], None]
) -> None:
    held = call("PUT", "/v1/articles/h", text=TEXT, hold=True).get_json()["audio"]
    work()
    resource = client.get(held["links"]["self"]).get_json()
    report = resource["extensions"]["report"]
    assert client.get(f"/{report['marks']}").status_code == 200
    body = {"key": held["key"], "word": "Kyiv", "sentence": SENTENCE}
    assert client.post(REPORTS, json=body).status_code == 403
    assert client.post(f"/{report['reports']}", json=body).status_code == 204


def test_equal_reports_are_one_with_a_count(call: Call, send: Send) -> None:
    assert send().status_code == 204
    assert send(note=" It is\nKeev. ").status_code == 204
    assert send(note="Another note.").status_code == 204
    assert send(word="old").status_code == 204
    assert reports(call) == [("old", 1, "open", ""), ("Kyiv", 3, "open", "It is Keev.")]
    (_, report) = call("GET", REPORTS).get_json()["reports"]
    assert (report["article"], report["title"], report["sentence"]) == ("a", "The city", SENTENCE)


def test_editors_close_reports(call: Call, send: Send) -> None:
    send()
    number = call("GET", REPORTS).get_json()["reports"][0]["id"]
    done = call("PUT", f"{REPORTS}/{number}", state="done")
    assert (done.status_code, done.get_json()["state"]) == (200, "done")
    assert reports(call, "?state=open") == []
    send()
    assert reports(call, "?state=open") == [("Kyiv", 2, "open", "")]
    call("PUT", f"{REPORTS}/{number}", state="dismissed")
    send()
    assert reports(call) == [("Kyiv", 3, "dismissed", "")]
    for fields in ({"state": "gone"}, {"state": 3}, {"status": "done"}):
        assert call("PUT", f"{REPORTS}/{number}", **fields).status_code == 422
    assert call("PUT", f"{REPORTS}/{number + 1}", state="done").status_code == 404
    assert call("GET", f"{REPORTS}?state=gone").status_code == 422


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"key": "0" * 64}, "unknown_audio"),
        ({"key": "x"}, "unknown_audio"),
        ({"key": None}, "unknown_audio"),
        ({"word": "Lviv"}, "invalid_field"),
        ({"word": ""}, "invalid_field"),
        ({"word": 3}, "invalid_field"),
        ({"sentence": "Kyiv is for sale at evil.example."}, "invalid_field"),
        ({"sentence": ""}, "invalid_field"),
        ({"note": "x" * 301}, "invalid_field"),
        ({"name": "Ada"}, "invalid_field"),
        ({"note": "x" * 30_000}, "too_long"),
    ],
)
def test_only_words_of_an_article_can_be_reported(
    call: Call, send: Send, fields: dict[str, Any], code: str
) -> None:
    assert send(**fields).get_json()["code"] == code
    assert reports(call) == []


def test_only_pages_of_the_site_can_report(call: Call, send: Send, client: FlaskClient) -> None:
    assert send(origin="https://evil.example").get_json()["code"] == "origin_not_allowed"
    assert send(origin="https://quiet.example").get_json()["code"] == "origin_not_allowed"
    assert send(origin=None).status_code == 204  # no browser
    for origin, status in ((ORIGIN, 204), ("https://evil.example", 403)):
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        assert client.options(REPORTS, headers=headers).status_code == status
    assert send().headers["Access-Control-Allow-Origin"] == ORIGIN
    assert reports(call) == [("Kyiv", 2, "open", "")]


def test_a_site_that_did_not_ask_for_reports_has_none(
    call: Call, client: FlaskClient, keys: Any, work: Callable[[], None]
) -> None:
    headers = {"x-api-key": keys.create("quiet", "quiet", ["publish"])[0]}
    client.put("/v1/articles/a", json={"text": TEXT}, headers=headers)
    work()
    key = client.get("/v1/articles/a", headers=headers).get_json()["audio"]["key"]
    body = {"key": key, "word": "Kyiv", "sentence": SENTENCE}
    answer = client.post(REPORTS, json=body, headers={"Origin": "https://quiet.example"})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_article")
    assert client.get(REPORTS, headers=headers).get_json()["reports"] == []


def test_an_address_has_a_limit(call: Call, send: Send, redis: Redis) -> None:
    for _ in range(5):
        assert send().status_code == 204
    limited = send()
    assert (limited.status_code, limited.get_json()["code"]) == (429, "rate_limited")
    assert int(limited.headers["Retry-After"]) > 0
    assert reports(call) == [("Kyiv", 5, "open", "")]


def test_a_site_has_a_limit(call: Call, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports_module, "MAX_OPEN", 1)
    assert send().status_code == 204
    assert send(word="old").get_json()["code"] == "quota_exceeded"
    assert send().status_code == 204
    assert reports(call) == [("Kyiv", 2, "open", "")]


def test_the_list_has_pages(call: Call, send: Send) -> None:
    for word in ("Kyiv", "is", "an", "old"):
        send(word=word)
    answer = call("GET", f"{REPORTS}?limit=3").get_json()
    assert [each["word"] for each in answer["reports"]] == ["old", "an", "is"]
    answer = call("GET", f"{REPORTS}?limit=3&cursor={answer['cursor']}").get_json()
    assert [each["word"] for each in answer["reports"]] == ["Kyiv"]
    assert answer["cursor"] is None


def test_reports_need_a_key_to_be_read(client: FlaskClient, send: Send) -> None:
    send()
    assert client.get(REPORTS).status_code == 401
    assert client.put(f"{REPORTS}/1", json={"state": "done"}).status_code == 401
