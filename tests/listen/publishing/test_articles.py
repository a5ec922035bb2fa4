"""/v1/articles: saved, edited, listed, held, withdrawn."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.spec import RECIPE
from audio_cache.state import States
from audio_cache.stores.memory import MemoryStore
from listen.extraction.extractor import Busy, Extractor
from listen.keys.key_store import KeyStore
from listen.library.audio import Audio
from listen.library.library import Library
from listen.publishing.article_rows import find_row
from listen.voices import fallbacks
from listen.web import article_batch
from listen.web.services import Services
from tests.conftest import pending_names
from tests.listen.publishing.conftest import Call

TEXT = "The old bridge is open again. Two years ago, a flood had damaged it."
EDIT = "The old bridge is open again. Three years ago, a flood had damaged it."


class TestSave:
    def test_a_new_article_gets_audio(self, call: Call, work: Callable[[], None]) -> None:
        saved = call("PUT", "/v1/articles/a-1", text=TEXT, title="The bridge")
        assert saved.status_code == 202
        article = saved.get_json()
        assert (article["id"], article["site"], article["state"]) == ("a-1", "default", "pending")
        assert article["audio"]["state"] == "queued"
        work()
        article = call("GET", "/v1/articles/a-1").get_json()
        assert (article["state"], article["version"]) == ("ready", 1)
        assert article["audio"]["state"] == "finished"
        assert article["next_audio"] is None
        assert article["segments"]["new"] == article["segments"]["total"] > 0
        data = article["jsonld"]
        assert data["@type"] == "AudioObject"
        assert data["contentUrl"].endswith(article["audio"]["links"]["audio"])
        assert data["digitalSourceType"] == "https://schema.org/AlgorithmicMediaDigitalSource"
        assert data["associatedArticle"]["headline"] == "The bridge"

    def test_audio_that_waited_during_an_upgrade_is_made_with_the_new_version(
        self, call: Call, redis: Redis, work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        [name] = pending_names(redis)
        States(redis).failed(name, "voice_changed", "This worker has another recipe.", None)
        monkeypatch.setattr(fallbacks, "RECIPE", RECIPE + 1)
        article = call("GET", "/v1/articles/a-1").get_json()
        assert (article["state"], article["error"]) == ("pending", None)
        assert pending_names(redis) == [article["audio"]["key"]] != [name]
        work()
        assert call("GET", "/v1/articles/a-1").get_json()["state"] == "ready"

    def test_a_worker_older_than_the_server_fails_the_article(
        self, call: Call, redis: Redis
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        [name] = pending_names(redis)
        States(redis).failed(name, "voice_changed", "This worker has another recipe.", None)
        article = call("GET", "/v1/articles/a-1").get_json()
        assert (article["state"], article["error"]["code"]) == ("failed", "voice_changed")

    def test_saving_it_again_makes_nothing(
        self, call: Call, work: Callable[[], None], client: FlaskClient
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT, tags=["a"])
        work()
        first = call("GET", "/v1/articles/a-1").get_json()
        again = call("PUT", "/v1/articles/a-1", text=TEXT, tags=["b"], image="https://x.example/i")
        assert again.status_code == 200
        article = again.get_json()
        assert (article["state"], article["version"]) == ("ready", 1)
        assert (article["tags"], article["image"]) == (["b"], "https://x.example/i")
        assert article["changed_at"] == first["changed_at"]
        assert article["segments"]["new"] == 0

    @pytest.mark.parametrize("access", ["public", "private"])
    def test_a_name_that_a_database_refuses_is_stored_without_its_odd_characters(
        self, call: Call, access: str
    ) -> None:
        title = " One\0two \ud800\n\x08 three \x7f"
        fields = {"text": TEXT, "title": title, "access": access}
        if access == "private":
            fields["voice"] = "a\0b\udfff"  # nobody speaks it
        assert call("PUT", "/v1/articles/a-1", **fields).status_code == 200 + 2 * (
            access == "public"
        )
        with_title = call("GET", "/v1/articles?q=two").get_json()["articles"]
        assert [each["title"] for each in with_title] == ["One two three"]

    def test_the_old_audio_stays_until_the_new_is_whole(
        self, call: Call, work: Callable[[], None], client: FlaskClient
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        work()
        old = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
        article = call("PUT", "/v1/articles/a-1", text=EDIT).get_json()
        assert (article["state"], article["version"]) == ("pending", 2)
        assert article["audio"]["key"] == old
        new = article["next_audio"]["key"]
        assert client.get(f"/audio/{old}.mp3").status_code == 200
        work()
        article = call("GET", "/v1/articles/a-1").get_json()
        assert (article["state"], article["audio"]["key"]) == ("ready", new)

    def test_an_edit_that_is_taken_back_makes_nothing(
        self, call: Call, work: Callable[[], None]
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        work()
        key = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
        edited = call("PUT", "/v1/articles/a-1", text=EDIT).get_json()["next_audio"]["key"]
        article = call("PUT", "/v1/articles/a-1", text=TEXT).get_json()
        assert (article["state"], article["audio"]["key"]) == ("ready", key)
        assert call("GET", f"/v1/audio/{edited}").status_code == 404  # cancelled

    def test_lost_audio_is_not_made_again_if_an_edit_replaces_it_meanwhile(
        self, call: Call, redis: Redis, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        [lost] = pending_names(redis)
        States(redis).cancel(lost)
        request = Library.request

        def edit_first(*args: Any, **options: Any) -> Audio:
            monkeypatch.setattr(Library, "request", request)
            call("PUT", "/v1/articles/a-1", text=EDIT)
            return request(*args, **options)

        monkeypatch.setattr(Library, "request", edit_first)
        call("GET", "/v1/articles/a-1")
        article = call("GET", "/v1/articles/a-1").get_json()
        assert pending_names(redis) == [article["audio"]["key"]] != [lost]

    def test_a_storm_of_edits_makes_the_last_one(
        self, call: Call, work: Callable[[], None]
    ) -> None:
        for number in range(20):
            saved = call("PUT", "/v1/articles/a-1", text=f"{TEXT} Edition {number}.")
            assert saved.status_code == 202
        work()
        article = call("GET", "/v1/articles/a-1").get_json()
        assert (article["state"], article["version"]) == ("ready", 20)
        marks = call("GET", article["audio"]["links"]["marks"]).get_json()
        assert "Edition 19" in marks["text"]

    def test_two_articles_of_the_same_words_share_their_audio(
        self, call: Call, work: Callable[[], None], client: FlaskClient
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        call("PUT", "/v1/articles/a-2", text=TEXT)
        work()
        key = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
        assert call("GET", "/v1/articles/a-2").get_json()["audio"]["key"] == key
        assert call("DELETE", "/v1/articles/a-1").status_code == 204
        assert client.get(f"/audio/{key}.mp3").status_code == 200
        assert call("DELETE", "/v1/articles/a-2").status_code == 204
        assert client.get(f"/audio/{key}.mp3").status_code == 410


class TestWithdrawal:
    def test_its_audio_is_gone(
        self, call: Call, work: Callable[[], None], client: FlaskClient
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        work()
        first = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
        call("PUT", "/v1/articles/a-1", text=EDIT)
        work()
        second = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
        call("PUT", "/v1/articles/a-1", text=EDIT + " More.")
        assert call("DELETE", "/v1/articles/a-1").status_code == 204
        for key in (first, second):
            for path in (
                *(f"/audio/{key}.mp3", f"/audio/{key}.ogg", f"/audio/{key}.vtt"),
                *(f"/v1/audio/{key}", f"/v1/audio/{key}/marks", f"/v1/audio/{key}/events"),
                *(f"/v1/audio/{key}/report", f"/embed/{key}"),
            ):
                assert client.get(path).status_code == 410, path
            assert client.post(f"/v1/audio/{key}").status_code == 410
        gone = call("GET", "/v1/articles/a-1")
        assert (gone.status_code, gone.get_json()["code"]) == (410, "withdrawn")
        assert call("DELETE", "/v1/articles/a-1").status_code == 204
        assert [each["state"] for each in call("GET", "/v1/articles").get_json()["articles"]] == [
            "withdrawn"
        ]

    def test_it_can_be_published_again(self, call: Call, work: Callable[[], None]) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        work()
        call("DELETE", "/v1/articles/a-1")
        assert call("PUT", "/v1/articles/a-1", text=TEXT).status_code == 202
        work()
        article = call("GET", "/v1/articles/a-1").get_json()
        assert article["state"] == "ready"
        assert call("GET", article["audio"]["links"]["audio"]).status_code == 200

    def test_an_unknown_article_cannot_be_withdrawn(self, call: Call) -> None:
        answer = call("DELETE", "/v1/articles/a-1")
        assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_article")


class TestHold:
    def test_a_held_article_is_public_only_after_it_was_published(
        self, call: Call, work: Callable[[], None], client: FlaskClient
    ) -> None:
        made = call("PUT", "/v1/articles/a-1", text=TEXT, hold=True)
        key = made.get_json()["audio"]["key"]
        assert client.get(f"/v1/audio/{key}").status_code == 403
        work()
        article = call("GET", "/v1/articles/a-1").get_json()
        assert article["state"] == "held"
        assert client.get(f"/audio/{key}.mp3").status_code == 403
        signed = client.get(article["audio"]["links"]["audio"])
        assert signed.status_code == 200
        assert signed.headers["Cache-Control"] == "private, no-store"
        published = call("POST", "/v1/articles/a-1/publish")
        assert (published.status_code, published.get_json()["state"]) == (200, "ready")
        assert "immutable" in client.get(f"/audio/{key}.mp3").headers["Cache-Control"]
        assert call("POST", "/v1/articles/a-1/publish").status_code == 200

    def test_an_edit_of_a_public_article_is_held_too(
        self, call: Call, work: Callable[[], None], client: FlaskClient
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        work()
        call("GET", "/v1/articles/a-1")
        call("PUT", "/v1/articles/a-1", text=EDIT, hold=True)
        work()
        article = call("GET", "/v1/articles/a-1").get_json()
        assert article["state"] == "held"
        assert client.get(f"/audio/{article['audio']['key']}.mp3").status_code == 200
        assert client.get(f"/audio/{article['next_audio']['key']}.mp3").status_code == 403

    def test_an_article_that_is_being_made_cannot_be_published(self, call: Call) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT, hold=True)
        answer = call("POST", "/v1/articles/a-1/publish")
        assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")


class TestAccess:
    HTML = (
        "<h1>The bridge</h1><p>Everybody may read that the bridge is open again.</p>"
        "<!--members-only--><p>Only members learn about the secret tunnel below it.</p>"
    )

    def test_only_the_public_part_of_a_paid_article_is_spoken(
        self, call: Call, work: Callable[[], None]
    ) -> None:
        call("PUT", "/v1/articles/a-1", html=self.HTML, access="paid")
        work()
        article = call("GET", "/v1/articles/a-1").get_json()
        assert article["state"] == "ready"
        text = call("GET", article["audio"]["links"]["marks"]).get_json()["text"]
        assert "Everybody" in text
        assert "secret" not in text

    def test_without_a_public_part_a_paid_article_has_no_audio(self, call: Call) -> None:
        for access in ("paid", "members", "password", "private"):
            saved = call("PUT", f"/v1/articles/{access}", text=TEXT, access=access)
            article = saved.get_json()
            assert (saved.status_code, article["state"]) == (200, "withdrawn")
            assert (article["audio"], article["access"]) == (None, access)

    @pytest.mark.parametrize("part", ["", "<figure><img src='https://a.example/a.png'></figure>"])
    def test_audio_ends_when_nothing_above_the_paywall_can_be_spoken(
        self, call: Call, work: Callable[[], None], client: FlaskClient, part: str
    ) -> None:
        call("PUT", "/v1/articles/a-1", html=f"<p>{TEXT}</p>")
        work()
        key = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
        html = f"{part}<!--members-only--><p>{TEXT}</p>"
        saved = call("PUT", "/v1/articles/a-1", html=html, access="paid")
        assert (saved.status_code, saved.get_json()["state"]) == (200, "withdrawn")
        assert client.get(f"/audio/{key}.mp3").status_code == 410

    def test_audio_ends_when_the_article_becomes_private(
        self, call: Call, work: Callable[[], None], client: FlaskClient
    ) -> None:
        call("PUT", "/v1/articles/a-1", text=TEXT)
        work()
        key = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
        call("PUT", "/v1/articles/a-1", text=TEXT, access="password")
        assert client.get(f"/audio/{key}.mp3").status_code == 410
        call("PUT", "/v1/articles/a-1", text=TEXT)
        work()
        assert client.get(f"/audio/{key}.mp3").status_code == 200

    def test_the_full_audio_ends_when_readers_must_pay(
        self, call: Call, work: Callable[[], None], client: FlaskClient
    ) -> None:
        call("PUT", "/v1/articles/a-1", html=self.HTML)
        work()
        key = call("GET", "/v1/articles/a-1").get_json()["audio"]["key"]
        call("PUT", "/v1/articles/a-1", html=self.HTML, access="members")
        assert client.get(f"/audio/{key}.mp3").status_code == 410
        work()
        article = call("GET", "/v1/articles/a-1").get_json()
        assert article["state"] == "ready"
        assert article["audio"]["key"] != key


class TestList:
    def test_pages_follow_each_other(self, call: Call) -> None:
        for number in range(5):
            call("PUT", f"/v1/articles/{number}", text=f"{TEXT} Edition {number}.")
        found, path = [], "/v1/articles?limit=2"
        while True:
            page = call("GET", path).get_json()
            found += [each["id"] for each in page["articles"]]
            if page["cursor"] is None:
                break
            path = f"/v1/articles?limit=2&cursor={page['cursor']}"
        assert found == ["4", "3", "2", "1", "0"]

    def test_filters(self, call: Call, work: Callable[[], None]) -> None:
        call("PUT", "/v1/articles/a", text=TEXT, title="The 100% bridge")
        work()
        call("PUT", "/v1/articles/b", text=EDIT, title="A tunnel")

        def ids(query: str) -> list[str]:
            answer = call("GET", f"/v1/articles?{query}").get_json()
            return [each["id"] for each in answer["articles"]]

        assert ids("q=BRIDGE") == ["a"]
        assert ids("q=100x") == []
        assert ids("q=100%25") == ["a"]
        assert ids("q=%25") == ["a"]
        call("GET", "/v1/articles")
        assert ids("state=ready") == ["a"]
        assert ids("state=pending") == ["b"]

    def test_wrong_options_are_named(self, call: Call) -> None:
        for query in (
            "limit=0",
            "limit=201",
            "limit=x",
            "limit=²",
            "cursor=x",
            "cursor=9999999999",
            "state=a",
        ):
            answer = call("GET", f"/v1/articles?{query}")
            assert answer.status_code == 422, query
            assert query.partition("=")[0] in answer.get_json()["detail"]


class TestKeys:
    def test_a_key_is_required(self, client: FlaskClient, keys: KeyStore) -> None:
        for method, path in (
            ("PUT", "/v1/articles/a"),
            ("GET", "/v1/articles/a"),
            ("DELETE", "/v1/articles/a"),
            ("POST", "/v1/articles/a/publish"),
            ("GET", "/v1/articles"),
        ):
            assert client.open(path, method=method, json={"text": TEXT}).status_code == 401
            text, _ = keys.create("speech", "default", ["synthesize"])
            answer = client.open(path, method=method, json={}, headers={"x-api-key": text})
            assert answer.status_code == 403, path

    def test_a_key_is_for_its_site(self, client: FlaskClient, keys: KeyStore) -> None:
        text, _ = keys.create("other", "elsewhere", ["publish"])
        headers = {"x-api-key": text}
        answer = client.get("/v1/articles?site=default", headers=headers)
        assert (answer.status_code, answer.get_json()["code"]) == (403, "forbidden")
        answer = client.get("/v1/articles", headers=headers)
        assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_site")
        admin, _ = keys.create("admin", None, ["admin"])
        headers = {"x-api-key": admin}
        assert client.get("/v1/articles?site=default", headers=headers).status_code == 200
        assert client.get("/v1/articles?site=elsewhere", headers=headers).status_code == 404


class TestBatch:
    def send(self, client: FlaskClient, key: str, body: bytes) -> list[dict[str, Any]]:
        answer = client.post("/v1/articles/batch", data=body, headers={"x-api-key": key})
        assert answer.status_code == 200
        return [json.loads(line) for line in answer.get_data().splitlines()]

    def test_each_line_has_its_answer(self, client: FlaskClient, key: str, call: Call) -> None:
        call("PUT", "/v1/articles/old", text=TEXT)
        lines = [
            json.dumps({"id": "a", "text": TEXT}),
            "",
            '{"id": "b", "text": ',
            json.dumps({"text": TEXT}),
            json.dumps({"id": "c", "text": "…"}),
            json.dumps({"id": "d", "text": TEXT, "access": "friends"}),
            json.dumps({"id": "old", "withdrawn": True}),
            json.dumps({"id": 7, "text": TEXT}),
            "[]",
            json.dumps({"id": "e", "text": f"{TEXT} At the end."}),
        ]
        answers = self.send(client, key, "\n".join(lines).encode())
        assert [(each["line"], each["id"], each["status"]) for each in answers] == [
            *[(1, "a", 202), (3, None, 400), (4, None, 400), (5, "c", 422), (6, "d", 422)],
            *[(7, "old", 204), (8, None, 400), (9, None, 400), (10, "e", 202)],
        ]
        assert answers[3]["error"]["code"] == "empty_article"
        assert answers[0]["article"]["state"] == "pending"
        assert call("GET", "/v1/articles/old").status_code == 410

    @pytest.mark.parametrize("body", [b"", b"\n\n", b"\xff\xfe", b"\0" * 100, b"{" * 100_000])
    def test_any_body_is_answered(self, client: FlaskClient, key: str, body: bytes) -> None:
        assert all(each["status"] == 400 for each in self.send(client, key, body))

    def test_a_line_that_is_too_long_is_one_error(
        self, client: FlaskClient, key: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(article_batch, "_MAX_LINE", 200)
        long = json.dumps({"id": "a", "text": "x" * 300_000})
        body = f"{long}\n{json.dumps({'id': 'b', 'text': TEXT})}"
        answers = self.send(client, key, body.encode())
        assert [each["status"] for each in answers] == [413, 202]

    def test_a_key_is_required(self, client: FlaskClient, key: str) -> None:
        assert client.post("/v1/articles/batch", data=b"").status_code == 401


def test_a_save_waits_while_the_server_is_busy(
    call: Call, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    extractor, attempts = services.extractor, []

    def build_spec(*args: Any) -> Any:
        attempts.append(args)
        if len(attempts) < 3:
            raise Busy("busy")
        return Extractor.build_spec(extractor, *args)

    monkeypatch.setattr(extractor, "build_spec", build_spec)
    assert call("PUT", "/v1/articles/a", text=TEXT).status_code == 202
    assert len(attempts) == 3


def test_a_save_that_waits_gives_way_to_a_later_one(
    call: Call, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    extractor = services.extractor

    def build_spec(speech: Any, *args: Any) -> Any:
        if "first" in speech.text:
            call("PUT", "/v1/articles/a", text="The second save.")
            raise Busy("busy")
        return Extractor.build_spec(extractor, speech, *args)

    monkeypatch.setattr(extractor, "build_spec", build_spec)
    article = call("PUT", "/v1/articles/a", text="The first save.").get_json()
    assert (article["title"], article["version"]) == ("The second save.", 1)


def test_audio_in_a_new_revision_of_the_voice_is_as_closed_as_the_old_one(
    call: Call,
    work: Callable[[], None],
    client: FlaskClient,
    store: MemoryStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = call("PUT", "/v1/articles/held", text=TEXT, hold=True).get_json()["audio"]["key"]
    call("PUT", "/v1/articles/open", text=EDIT)
    work()
    signed = call("GET", "/v1/articles/held").get_json()["audio"]["links"]["self"]
    public = call("GET", "/v1/articles/open").get_json()["audio"]["key"]
    monkeypatch.setattr(
        "listen.library.library.with_current_revision", lambda spec, _: replace(spec, speed=110)
    )
    store.audio.clear()  # evicted
    remade = client.post(signed).get_json()["key"]
    again = client.post(f"/v1/audio/{public}").get_json()["key"]
    assert len({held, public, remade, again}) == 4
    assert client.get(f"/v1/audio/{remade}").status_code == 403
    assert client.get(f"/v1/audio/{again}").status_code == 200
    call("DELETE", "/v1/articles/held")
    call("DELETE", "/v1/articles/open")
    for key in (held, public, remade, again):
        assert client.get(f"/v1/audio/{key}").status_code == 410


def test_two_first_saves_at_once_are_one_article(
    call: Call, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL lets both find that there is no such article."""
    if services.publishing.database.is_sqlite:
        pytest.skip("SQLite has one writer at a time")

    calls = []

    def find_no_row(session: Any, site: str, source_id: str) -> Any:
        row = find_row(session, site, source_id)
        calls.append(row)
        if len(calls) == 2:  # in the transaction that writes
            call("PUT", "/v1/articles/a", text=EDIT)
        return row

    monkeypatch.setattr("listen.publishing.save.find_row", find_no_row)
    assert call("PUT", "/v1/articles/a", text=TEXT).status_code == 202
    assert len(call("GET", "/v1/articles").get_json()["articles"]) == 1
