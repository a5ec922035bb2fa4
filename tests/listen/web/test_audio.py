"""The contract of /v1, request by request."""

import gzip
import json
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from audio_cache.registry import WorkerRegistry
from audio_cache.state import PENDING, States
from audio_cache.stores.memory import MemoryStore
from audio_cache.voice import Voice
from listen.config import WebConfig
from listen.errors import FetchFailed
from listen.extraction.scheduler import ExtractionScheduler
from listen.fetch.fetcher import Fetcher
from listen.fetch.page import Page
from listen.publishers.sites import Site
from listen.web.app import connect, create_app
from listen.web.services import EXTENSION

Work = Callable[[], None]
ARTICLE = "The first sentence of it. The second one, with a clause.\n\nAnother paragraph."
UNKNOWN = "ab" * 32


def problem(response: TestResponse, status: int, code: str) -> str:
    """Asserts an RFC 9457 problem; returns its detail."""
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.mimetype == "application/problem+json"
    body = response.get_json()
    assert (body["status"], body["code"]) == (status, code)
    assert body.keys() == {"type", "title", "status", "detail", "code"}
    assert response.headers["Cache-Control"] == "no-store"
    return str(body["detail"])


def post(client: FlaskClient, **fields: Any) -> TestResponse:
    return client.post("/v1/audio", json={"text": ARTICLE, **fields})


class TestAsking:
    def test_a_new_article_is_accepted(self, client: FlaskClient) -> None:
        response = post(client, title="News")
        assert response.status_code == 202
        audio = response.get_json()
        assert response.headers["Location"] == f"/v1/audio/{audio['key']}"
        assert audio == {
            "key": audio["key"],
            "state": "queued",
            "progress": 0.0,
            "title": "News",
            "language": "en",
            "voice": "tone:beep",
            "speed": 1.0,
            "characters": len("News\n\n" + ARTICLE),
            "words": 14,
            "duration": None,
            "estimated_duration": audio["estimated_duration"],
            "segments": {"total": None, "done": 0, "cached": 0},
            "live": {
                "frame_bytes": 192,
                "frame_seconds": 0.024,
                "placeholder_frames": 1,
                "delay_seconds": pytest.approx(0.046042, abs=1e-6),
            },
            "error": None,
            "links": {
                "self": f"/v1/audio/{audio['key']}",
                "audio": f"/audio/{audio['key']}.mp3",
                "formats": {
                    extension: f"/audio/{audio['key']}.{extension}"
                    for extension in ("mp3", "ogg", "flac", "wav")
                },
                "marks": f"/v1/audio/{audio['key']}/marks",
                "captions": f"/audio/{audio['key']}.vtt",
                "report": f"/v1/audio/{audio['key']}/report",
                "events": f"/v1/audio/{audio['key']}/events",
                "embed": f"/embed/{audio['key']}",
            },
        }

    def test_asking_twice_gives_the_same_key_and_one_job(
        self, client: FlaskClient, redis: Redis
    ) -> None:
        first, second = post(client), post(client)
        assert first.get_json()["key"] == second.get_json()["key"]
        assert redis.zcard(PENDING) == redis.llen("rq:queue:click:tone") == 1

    def test_what_is_there_is_answered_with_200(self, client: FlaskClient, work: Work) -> None:
        post(client)
        work()
        response = post(client)
        assert response.status_code == 200
        audio = response.get_json()
        assert (audio["state"], audio["progress"]) == ("finished", 1.0)
        assert audio["segments"] == {"total": 3, "done": 3, "cached": 0}
        assert audio["live"] is None
        assert audio["duration"] == pytest.approx(audio["estimated_duration"], rel=0.15)

    def test_the_article_can_be_the_body(self, client: FlaskClient) -> None:
        response = client.post(
            "/v1/audio?title=News&speed=1.5&language=en&voice=beep&priority=publish",
            data=ARTICLE,
            content_type="text/plain",
        )
        assert response.status_code == 202
        assert response.get_json()["speed"] == 1.5
        assert (
            response.get_json()["key"]
            == post(client, title="News", speed=1.5, priority="publish").get_json()["key"]
        )

    def test_a_priority_is_a_queue(self, client: FlaskClient, redis: Redis) -> None:
        for priority in ("click", "publish", "backfill"):
            post(client, text=f"Read this at priority {priority}.", priority=priority)
            assert redis.llen(f"rq:queue:{priority}:tone") == 1

    def test_a_title_that_the_text_begins_with_is_spoken_once(self, client: FlaskClient) -> None:
        text = "“NEWS of the day!”\n\nIt is good."
        audio = post(client, text=text, title="News of the Day").get_json()
        assert audio["characters"] == len("News of the Day\n\nIt is good.")

    def test_a_title_may_be_all_that_there_is(self, client: FlaskClient) -> None:
        assert post(client, text="One line.", title="One line").status_code == 202
        problem(post(client, text="…", title="One line"), 422, "empty_article")

    def test_without_a_title_the_first_sentence_is_shown_as_one(self, client: FlaskClient) -> None:
        assert post(client).get_json()["title"] == "The first sentence of it."

    @pytest.mark.parametrize("changes", [{"speed": 1.1}, {"title": "T"}, {"text": ARTICLE + "!"}])
    def test_whatever_can_be_heard_is_in_the_key(
        self, client: FlaskClient, changes: dict[str, Any]
    ) -> None:
        assert post(client).get_json()["key"] != post(client, **changes).get_json()["key"]

    def test_the_case_of_a_language_is_not_in_the_key(self, client: FlaskClient) -> None:
        keys = {post(client, language=tag).get_json()["key"] for tag in ("en-GB", "en-gb", "EN-Gb")}
        assert len(keys) == 1

    def test_white_space_and_line_ends_are_not_in_the_key(self, client: FlaskClient) -> None:
        one = post(client, text="One  two.\r\n\r\n\r\nThree\x00 four.\ufeff ")
        other = post(client, text="One two.\n\nThree four.")
        assert one.get_json()["key"] == other.get_json()["key"]


class TestWhatBadInputGets:
    @pytest.mark.parametrize("text", ["", " \n\t ", "…!?", "\x00\x07", "😀 👍🏽", "\ud800"])
    def test_nothing_to_read(self, client: FlaskClient, text: str) -> None:
        body = json.dumps({"text": text})
        response = client.post("/v1/audio", data=body, content_type="application/json")
        problem(response, 422, "empty_article")

    def test_a_script_that_the_voice_does_not_speak(self, client: FlaskClient) -> None:
        text = "مرحبا بالعالم Hi"
        detail = problem(post(client, text=text, voice="beep"), 422, "unsupported_language")
        assert "Latin" in detail
        assert "ar" in problem(post(client, text=text), 422, "unsupported_language")

    @pytest.mark.parametrize(
        ("fields", "code", "named"),
        [
            ({"text": 1}, "invalid_field", "text"),
            ({"text": None}, "invalid_field", "text"),
            ({"title": []}, "invalid_field", "title"),
            ({"title": "x" * 501}, "invalid_field", "title"),
            ({"language": "not a tag"}, "invalid_field", "language"),
            ({"source_url": "not a url"}, "invalid_field", "source_url"),
            ({"source_url": "http://["}, "invalid_field", "source_url"),
            ({"source_url": "https:///page"}, "invalid_field", "source_url"),
            ({"source_url": "file:///page.html"}, "invalid_field", "source_url"),
            ({"language": "fr"}, "unsupported_language", "de, en"),
            ({"voice": "tone:moo"}, "unknown_voice", "tone:beep"),
            ({"voice": "beep", "language": "fr"}, "unsupported_language", "en, de"),
            ({"speed": "fast"}, "invalid_speed", "speed"),
            ({"speed": True}, "invalid_speed", "speed"),
            ({"speed": 0.49}, "invalid_speed", "0.5"),
            ({"speed": 2.01}, "invalid_speed", "2.0"),
            ({"speed": float("nan")}, "invalid_speed", "0.5"),
            ({"speed": 10**400}, "invalid_speed", "speed"),
            ({"priority": "now"}, "invalid_field", "click, publish, backfill"),
            ({"texts": ""}, "invalid_field", "texts"),
            ({"url": "http://127.0.0.1"}, "invalid_field", "url"),
        ],
    )
    def test_the_field_is_named(
        self, client: FlaskClient, fields: dict[str, Any], code: str, named: str
    ) -> None:
        assert named in problem(post(client, **fields), 422, code)

    def test_a_number_may_have_any_number_of_digits(self, client: FlaskClient) -> None:
        body = b'{"text": "Words.", "speed": ' + b"1" * 5000 + b"}"
        response = client.post("/v1/audio", data=body, content_type="application/json")
        assert "between 0.5 and 2.0" in problem(response, 422, "invalid_speed")

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[]", b'"text"', b"\xff\xfe{", b"[" * 100_000, b"1" * 5000, b"null"]
    )
    def test_what_is_not_a_json_object(self, client: FlaskClient, body: bytes) -> None:
        for path in ("/v1/audio", "/v1/preview"):
            response = client.post(path, data=body[:20_000], content_type="application/json")
            problem(response, 400, "malformed")

    @pytest.mark.parametrize("kind", ["", "text/csv", "application/xml", "multipart/form-data"])
    def test_what_is_neither_json_nor_text_nor_html(self, client: FlaskClient, kind: str) -> None:
        response = client.post("/v1/audio", data=b"x", content_type=kind)
        problem(response, 415, "unsupported_media_type")

    @pytest.mark.parametrize("path", ["/v1/audio", "/v1/preview", "/v1/audio/speech"])
    def test_what_is_compressed_is_not_taken_for_text(self, client: FlaskClient, path: str) -> None:
        body = gzip.compress(b'{"text": "Words.", "input": "Words."}')
        headers = {"Content-Encoding": "gzip"}
        response = client.post(path, data=body, content_type="application/json", headers=headers)
        assert response.status_code == 415
        plain = client.post("/v1/audio", json={"text": "Words."}, headers={"Content-Encoding": ""})
        assert plain.status_code == 202

    def test_too_many_characters(self, client: FlaskClient) -> None:
        assert "2000" in problem(post(client, text="word " * 401), 413, "too_long")
        assert post(client, text="word " * 400).status_code == 202

    @pytest.mark.parametrize(
        ("kind", "size"),
        [("application/json", 11_000_000), ("text/html", 11_000_000), ("text/plain", 100_000)],
    )
    def test_a_body_over_its_cap_is_not_read_whole(
        self, client: FlaskClient, kind: str, size: int
    ) -> None:
        for declared in (str(size), ""):
            body = BytesIO(b"x" * size)
            overrides = {"wsgi.input_terminated": True, "CONTENT_LENGTH": declared}
            response = client.post(
                "/v1/audio", input_stream=body, content_type=kind, environ_overrides=overrides
            )
            assert "bytes" in problem(response, 413, "too_long")
            assert body.tell() < size

    def test_a_body_is_never_cut_at_its_cap(self, client: FlaskClient) -> None:
        response = client.post(
            "/v1/audio",
            input_stream=BytesIO("𝒜".encode() * 2001),
            content_type="text/plain",
            environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
        )
        problem(response, 413, "too_long")

    def test_text_in_another_charset(self, client: FlaskClient) -> None:
        for body, kind in [
            ("Café.".encode("latin-1"), "text/plain; charset=latin-1"),
            ("Café.".encode("cp1252"), "text/plain"),
            ("\ufeffCafé.".encode(), "text/plain; charset=nonsense"),
        ]:
            audio = client.post("/v1/preview", data=body, content_type=kind).get_json()
            assert audio["text"] == "Café."

    @pytest.mark.parametrize(
        ("method", "path", "status", "code"),
        [
            ("GET", "/v1/nothing", 404, "not_found"),
            ("GET", "/v1/preview", 405, "method_not_allowed"),
            ("DELETE", "/v1/audio", 405, "method_not_allowed"),
            ("GET", f"/v1/audio/{UNKNOWN}", 404, "unknown_audio"),
            ("POST", f"/v1/audio/{UNKNOWN}", 404, "unknown_audio"),
            ("GET", f"/v1/audio/{UNKNOWN}/marks", 404, "unknown_audio"),
            ("GET", "/v1/audio/..%2F..%2Fetc", 404, "not_found"),
            ("GET", "/v1/audio/KEY", 404, "unknown_audio"),
        ],
    )
    def test_what_is_not_there(
        self, client: FlaskClient, method: str, path: str, status: int, code: str
    ) -> None:
        problem(client.open(path, method=method), status, code)

    @pytest.mark.parametrize("text", ["x" * 2000, "a " * 1000, ".a" * 1000, "(" * 1999 + "a"])
    def test_strange_text_is_handled(self, client: FlaskClient, text: str) -> None:
        assert post(client, text=text).status_code == 202
        assert client.post("/v1/preview", json={"text": text}).status_code == 200


class TestHtml:
    PAGE = """<html lang="en"><head><title>Bridge reopens</title></head><body>
        <nav><a href="/">Home</a></nav>
        <article><h1>Bridge reopens</h1>
        <p>The old bridge over the river opened again on Monday, two years after the flood.</p>
        <p class="skip-speech">Share this article</p>
        <p>About three hundred people crossed it in the first hour, most of them on foot.</p>
        </article><footer>All rights reserved</footer></body></html>"""

    def test_a_page_is_read_without_what_is_around_its_article(self, client: FlaskClient) -> None:
        body = {"html": self.PAGE, "source_url": "HTTPS://news.example/bridge"}
        preview = client.post("/v1/preview", json=body).get_json()
        assert [(block["kind"], block["text"][:16]) for block in preview["blocks"]] == [
            ("title", "Bridge reopens"),
            ("paragraph", "The old bridge o"),
            ("paragraph", "About three hund"),
        ]
        dropped = " ".join(part["text"] for part in preview["dropped"])
        for words in ("Home", "Share this article", "All rights reserved"):
            assert words in dropped
        raw = client.post("/v1/audio", data=self.PAGE, content_type="text/html")
        assert raw.status_code == 202
        assert raw.get_json()["key"] == preview["key"]

    @pytest.mark.parametrize("html", ["", "<p></p>", "<script>x()</script>", "\x00", "<" * 1000])
    def test_no_article_is_an_answer(self, client: FlaskClient, html: str) -> None:
        problem(client.post("/v1/audio", json={"html": html}), 422, "no_article_found")

    @pytest.mark.parametrize(
        "file",
        [
            b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj",
            rb"{\rtf1\ansi The text.}",
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
            b"PK\x03\x04" + bytes(range(256)) * 4,
        ],
    )
    def test_a_file_of_another_kind_is_no_text(self, client: FlaskClient, file: bytes) -> None:
        for kind in ("text/plain", "text/html"):
            problem(client.post("/v1/audio", data=file, content_type=kind), 422, "not_text")

    def test_one_source_at_a_time(self, client: FlaskClient) -> None:
        detail = problem(post(client, html="<p>x</p>"), 422, "invalid_field")
        assert "Exactly one" in detail


class Pages(Fetcher):
    """A web without a network."""

    def __init__(self, *pages: Page) -> None:
        self._pages = {page.url: page for page in pages}

    def fetch(self, text: str) -> Page:
        if text not in self._pages:
            raise FetchFailed("There is no such page.")
        return self._pages[text]


class TestUrls:
    @pytest.fixture
    def client(
        self,
        config: WebConfig,
        store: MemoryStore,
        redis: Redis,
        beep: Voice,
        scheduler: ExtractionScheduler,
    ) -> FlaskClient:
        WorkerRegistry(redis).announce("worker", [beep])
        site = Site("news", ("example.org",), (("dropped", (".extra",)),))
        text = "The bridge is open. Everybody may cross it again from Monday on."
        pages = Pages(
            Page("https://example.org/", "html", f"<p>{text}</p><p class=extra>Buy it.</p>"),
            Page("https://example.com/", "text", f"{text} Buy it."),
            Page("https://example.org/nothing", "html", "<html><body></body></html>"),
            Page("https://example.org/long", "text", "Long. " * 1000),
        )
        app = create_app(replace(config, sites=(site,)), store, redis, pages, scheduler)
        return app.test_client()

    @pytest.mark.parametrize(("host", "kept"), [("example.org", False), ("example.com", True)])
    def test_a_page_is_fetched_and_read_as_its_site_says(
        self, client: FlaskClient, host: str, kept: bool
    ) -> None:
        answer = client.post("/v1/preview", json={"url": f"https://{host}/"}).get_json()
        assert "The bridge is open." in answer["text"]
        assert ("Buy it." in answer["text"]) == kept
        audio = client.post("/v1/audio", json={"url": f"https://{host}/"})
        assert (audio.status_code, audio.get_json()["key"]) == (202, answer["key"])

    @pytest.mark.parametrize(
        ("path", "status", "code"),
        [
            ("nothing", 422, "no_article_found"),
            ("long", 413, "too_long"),
            ("gone", 502, "fetch_failed"),
        ],
    )
    def test_what_is_no_article_is_an_answer(
        self, client: FlaskClient, path: str, status: int, code: str
    ) -> None:
        for ask in ("/v1/audio", "/v1/preview"):
            answer = client.post(ask, json={"url": f"https://example.org/{path}"})
            problem(answer, status, code)

    @pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://example.org/", "nonsense", ""])
    def test_nothing_is_fetched_unless_it_is_configured(self, app: Flask, url: str) -> None:
        problem(app.test_client().post("/v1/audio", json={"url": url}), 403, "url_not_allowed")


class TestFollowing:
    def test_progress_shows(self, client: FlaskClient, redis: Redis) -> None:
        key = post(client).get_json()["key"]
        states = States(redis)
        states.started(key)
        states.progress(key, 1, 1, 4)
        audio = client.get(f"/v1/audio/{key}").get_json()
        assert (audio["state"], audio["progress"]) == ("started", 0.25)
        assert audio["segments"] == {"total": 4, "done": 1, "cached": 1}

    def test_a_failure_shows_and_can_be_asked_for_again(
        self, client: FlaskClient, redis: Redis
    ) -> None:
        key = post(client).get_json()["key"]
        States(redis).failed(key, "engine_failed", "It broke.")
        audio = client.get(f"/v1/audio/{key}").get_json()
        assert audio["state"] == "failed"
        assert audio["error"] == {"code": "engine_failed", "detail": "It broke."}
        problem(client.get(f"/audio/{key}.mp3"), 502, "engine_failed")
        again = client.post(f"/v1/audio/{key}")
        assert (again.status_code, again.get_json()["state"]) == (202, "queued")
        assert again.get_json()["error"] is None

    def test_what_finishes_while_it_is_asked_for_is_not_made_twice(
        self,
        client: FlaskClient,
        store: MemoryStore,
        redis: Redis,
        work: Work,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        post(client)

        def find_nothing_yet(name: str) -> None:
            monkeypatch.undo()
            work()

        monkeypatch.setattr(store, "find", find_nothing_yet)
        again = post(client)
        assert (again.status_code, again.get_json()["state"]) == (200, "finished")
        assert redis.zcard(PENDING) == 0

    def test_what_fails_while_it_is_asked_for_has_failed(
        self, app: Flask, client: FlaskClient, redis: Redis, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        key = post(client).get_json()["key"]
        library = app.extensions[EXTENSION].library
        request_again = library.request_again

        def request_late(*arguments: Any) -> None:
            States(redis).failed(key, "engine_failed", "It broke.")
            request_again(*arguments)

        monkeypatch.setattr(library, "request_again", request_late)
        problem(client.get(f"/audio/{key}.mp3"), 502, "engine_failed")

    def test_a_full_disk_has_a_status_of_its_own(self, client: FlaskClient, redis: Redis) -> None:
        key = post(client).get_json()["key"]
        States(redis).failed(key, "storage_full", "No room.")
        problem(client.get(f"/audio/{key}.mp3"), 507, "storage_full")

    def test_what_was_evicted_says_so_and_is_made_again(
        self, client: FlaskClient, store: MemoryStore, redis: Redis, work: Work
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        store.audio.clear()
        audio = client.get(f"/v1/audio/{key}").get_json()
        assert (audio["state"], audio["duration"]) == ("evicted", None)
        assert client.post(f"/v1/audio/{key}").get_json()["state"] == "queued"
        work()
        assert client.get(f"/v1/audio/{key}").get_json()["state"] == "finished"

    def test_what_is_there_stays_when_its_voice_changes(
        self, client: FlaskClient, redis: Redis, work: Work, beep: Voice
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        self.change(redis, beep)
        assert client.get(f"/v1/audio/{key}").get_json()["state"] == "finished"
        assert client.get(f"/audio/{key}.mp3").status_code == 200
        assert post(client).get_json()["key"] != key, "who asks now gets the voice of today"

    def test_what_was_evicted_and_whose_voice_changed_is_made_by_the_voice_of_today(
        self, client: FlaskClient, store: MemoryStore, redis: Redis, work: Work, beep: Voice
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        store.audio.clear()
        self.change(redis, beep)
        today = client.get(f"/v1/audio/{key}").get_json()["superseded_by"]
        assert today != key
        assert redis.zcard(PENDING) == 0, "nothing is made by looking"
        response = client.get(f"/audio/{key}.mp3")
        assert (response.status_code, response.headers["Location"]) == (307, f"/audio/{today}.mp3")
        assert client.get(f"/v1/audio/{today}").get_json()["state"] == "queued"
        again = client.post(f"/v1/audio/{key}")
        assert (again.status_code, again.get_json()["key"]) == (202, today)

    def change(self, redis: Redis, beep: Voice) -> None:
        WorkerRegistry(redis).announce("worker", [replace(beep, revision="2")])
        time.sleep(1.1)  # the list is read anew after a second

    def test_asking_again_for_what_is_there_makes_nothing(
        self, client: FlaskClient, redis: Redis, work: Work
    ) -> None:
        key = post(client).get_json()["key"]
        assert client.post(f"/v1/audio/{key}").status_code == 202
        work()
        assert client.post(f"/v1/audio/{key}").status_code == 200
        assert redis.zcard(PENDING) == 0


class TestMarks:
    def test_each_sentence_has_its_place_in_text_and_time(
        self, client: FlaskClient, work: Work
    ) -> None:
        key = post(client).get_json()["key"]
        problem(client.get(f"/v1/audio/{key}/marks"), 409, "not_finished")
        work()
        answer = client.get(f"/v1/audio/{key}/marks").get_json()
        assert answer["text"] == ARTICLE
        sentences = [mark for mark in answer["marks"] if mark["type"] == "sentence"]
        assert [mark["value"] for mark in sentences] == [
            "The first sentence of it.",
            "The second one, with a clause.",
            "Another paragraph.",
        ]
        for mark in answer["marks"]:
            assert ARTICLE[mark["start"] : mark["end"]] == mark["value"]
            assert mark["measured"] == (mark["type"] == "sentence")
            assert mark["start_time"] < mark["end_time"]
        assert [mark["block"] for mark in sentences] == [0, 0, 1]

    def test_a_long_sentence_is_one_mark(self, client: FlaskClient, work: Work) -> None:
        text = "One clause after another, " * 30 + "and an end. Short."
        key = post(client, text=text).get_json()["key"]
        work()
        found = client.get(f"/v1/audio/{key}/marks").get_json()["marks"]
        first, second = (mark for mark in found if mark["type"] == "sentence")
        assert first["value"] == text.removesuffix(" Short.")
        assert second["value"] == "Short."


class TestReport:
    def test_it_tells_what_was_read_and_how_loud(self, client: FlaskClient, work: Work) -> None:
        key = post(client, title="News").get_json()["key"]
        problem(client.get(f"/v1/audio/{key}/report"), 409, "not_finished")
        problem(client.get(f"/audio/{key}.vtt"), 409, "not_finished")
        work()
        report = client.get(f"/v1/audio/{key}/report").get_json()
        assert report["blocks"] == {"title": 1, "paragraph": 2}
        assert report["segments"] == {"total": 4, "cached": 0, "retried": 0, "silent": 0}
        assert report["engine"] == "tone"
        assert -30 < report["loudness"] < -5
        assert report["true_peak"] < -1
        vtt = client.get(f"/audio/{key}.vtt")
        assert vtt.mimetype == "text/vtt"
        assert vtt.get_data(as_text=True).count("-->") == 4


class TestPreview:
    def test_it_shows_what_would_be_read(self, client: FlaskClient) -> None:
        response = client.post("/v1/preview", json={"text": f"{ARTICLE} 😀", "title": "News"})
        preview = response.get_json()
        assert preview["key"] == post(client, text=f"{ARTICLE} 😀", title="News").get_json()["key"]
        assert preview["text"] == f"News\n\n{ARTICLE}"
        assert preview["dropped"] == [{"text": "😀", "reason": "emoji"}]
        assert [block["kind"] for block in preview["blocks"]] == ["title", "paragraph", "paragraph"]
        for part in (*preview["blocks"], *preview["segments"]):
            assert preview["text"][part["start"] : part["end"]] == part["text"]
        assert [segment["sentence"] for segment in preview["segments"]] == [0, 1, 2, 3]
        assert preview["segments"][0]["spoken"] == "News"
        assert preview["lexicon"] == []

    def test_it_makes_nothing(self, client: FlaskClient, redis: Redis) -> None:
        client.post("/v1/preview", json={"text": ARTICLE})
        assert redis.zcard(PENDING) == 0


class TestLexicon:
    TEXT = "Kyiv is old. Its river is wide. Kyiv’s bridges are many."

    def preview(self, client: FlaskClient, **fields: Any) -> dict[str, Any]:
        answer = client.post("/v1/preview", json={"text": self.TEXT, **fields}).get_json()
        assert isinstance(answer, dict)
        return answer

    def test_words_are_said_as_told_and_counted(self, client: FlaskClient) -> None:
        preview = self.preview(client, lexicon={"Kyiv": "Keev 2", "Paris": "Paree"})
        assert [part["spoken"] for part in preview["segments"]] == [
            "Keev two is old.",
            "Its river is wide.",
            "Keev two's bridges are many.",
        ]
        assert preview["lexicon"] == [
            {"word": "Kyiv", "count": 2, "say": "Keev 2", "applied": True}
        ]
        assert preview["text"] == self.TEXT

    def test_only_the_entries_that_occur_are_part_of_the_key(self, client: FlaskClient) -> None:
        def key(**fields: Any) -> str:
            return str(self.preview(client, **fields)["key"])

        assert key() == key(lexicon=[]) == key(lexicon={"Paris": "Paree"})
        assert key(lexicon={"Kyiv": "Keev"}) == key(lexicon={"Kyiv": "Keev", "Paris": "Paree"})
        assert len({key(), key(lexicon={"Kyiv": "Keev"}), key(lexicon={"Kyiv": "Kiev"})}) == 3
        asked = post(client, text=self.TEXT, lexicon={"Kyiv": "Keev"})
        assert asked.get_json()["key"] == key(lexicon={"Kyiv": "Keev"})

    def test_what_the_voice_cannot_speak_is_read_as_written_and_says_so(
        self, client: FlaskClient
    ) -> None:
        preview = self.preview(client, lexicon=[{"word": "Kyiv", "ipa": "ˈkiːv"}])
        assert preview["key"] == self.preview(client)["key"]
        assert preview["lexicon"] == [
            {"word": "Kyiv", "count": 2, "ipa": "ˈkiːv", "applied": False}
        ]

    def test_the_report_tells_it_too(self, client: FlaskClient, work: Work) -> None:
        key = post(client, text=self.TEXT, lexicon={"Kyiv": "Keev"}).get_json()["key"]
        work()
        assert client.get(f"/v1/audio/{key}/report").get_json()["lexicon"] == [
            {"word": "Kyiv", "count": 2, "say": "Keev", "applied": True}
        ]
        words = client.get(f"/v1/audio/{key}/marks").get_json()["marks"]
        assert "Kyiv’s" in [mark["value"] for mark in words if mark["type"] == "word"]

    def test_in_a_query_it_is_json(self, client: FlaskClient) -> None:
        answer = client.post(
            "/v1/preview",
            query_string={"lexicon": '{"Kyiv": "Keev"}'},
            data=self.TEXT.encode(),
            content_type="text/plain",
        )
        assert answer.get_json()["lexicon"][0]["count"] == 2

    @pytest.mark.parametrize(
        "lexicon", ["Kyiv", 1, [1], {"": "x"}, {"x": ""}, {f"x{n}": "x" for n in range(1001)}]
    )
    def test_what_cannot_be_read_is_named(self, client: FlaskClient, lexicon: Any) -> None:
        for path in ("/v1/audio", "/v1/preview"):
            response = client.post(path, json={"text": self.TEXT, "lexicon": lexicon})
            assert "lexicon" in problem(response, 422, "invalid_field")

    def test_an_article_is_not_made_endless_by_it(self, client: FlaskClient) -> None:
        lexicon = {"word": "so " * 60}
        response = post(client, text="word " * 20, language="en", lexicon=lexicon)
        assert "2000" in problem(response, 413, "too_long")


class TestOperations:
    def test_the_process_is_up(self, client: FlaskClient) -> None:
        assert client.get("/healthz").get_json() == {"status": "ok"}

    def test_it_is_ready_when_a_worker_is_there(self, client: FlaskClient, redis: Redis) -> None:
        assert client.get("/readyz").status_code == 200
        redis.delete("listen:workers")
        response = client.get("/readyz")
        assert (response.status_code, response.get_json()["missing"]) == (503, ["worker"])

    def test_voices_of_the_settings_that_no_worker_has_are_told_before_it_is_ready(
        self,
        config: WebConfig,
        redis: Redis,
        beep: Voice,
        scheduler: ExtractionScheduler,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        WorkerRegistry(redis).announce("worker", [beep])
        config = replace(config, default_voice="tone:boop")
        app = create_app(config, store=MemoryStore(), redis=redis, scheduler=scheduler)
        try:
            assert app.test_client().get("/readyz").status_code == 200
        finally:
            app.extensions[EXTENSION].live.close()
        assert "default_voice: tone:boop" in caplog.text

    def test_voices_are_listed(self, client: FlaskClient) -> None:
        (voice,) = client.get("/v1/voices").get_json()["voices"]
        assert voice["id"] == "tone:beep"
        assert voice["languages"] == ["en", "de"]
        assert voice["offline"] is True

    def test_a_voice_that_may_not_be_used_is_not_listed_and_own_names_are(
        self, config: WebConfig, store: MemoryStore, redis: Redis, beep: Voice
    ) -> None:
        WorkerRegistry(redis).announce(
            "worker", [replace(beep, engine="cloud", offline=False), beep]
        )
        own = replace(config, online=False, voices=(("newsreader", beep.id), ("gone", "a:b")))
        app = create_app(own, store=store, redis=redis)
        try:
            (voice,) = app.test_client().get("/v1/voices").get_json()["voices"]
        finally:
            app.extensions[EXTENSION].live.close()
        assert (voice["id"], voice["names"]) == (beep.id, ["newsreader"])

    def test_engines_that_no_worker_could_load_are_told(
        self, client: FlaskClient, redis: Redis
    ) -> None:
        lacking = {"piper": "no voices", "tone": "not on this machine"}
        WorkerRegistry(redis).announce("other", [], lacking)
        assert client.get("/v1/voices").get_json()["absent"] == {"piper": "no voices"}

    def test_a_voice_that_cannot_speak_now_is_told_with_why(
        self, client: FlaskClient, redis: Redis, beep: Voice
    ) -> None:
        assert client.get("/v1/voices").get_json()["voices"][0]["works"] is True
        WorkerRegistry(redis).announce("worker", [beep], troubles={"tone": "It is hoarse."})
        time.sleep(1.1)  # the list is read anew after a second
        answer = client.get("/v1/voices").get_json()
        assert answer["voices"][0]["works"] is False
        assert answer["troubles"] == {"tone": "It is hoarse."}

    def test_the_page_is_there(self, client: FlaskClient) -> None:
        assert "Listen to Article" in client.get("/").get_data(as_text=True)
        with client.get("/static/page.js") as script:
            assert script.status_code == 200


class TestWithoutRedis:
    @pytest.fixture
    def cut(self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
        """Takes Redis away: every command then fails as it does when nothing listens."""

        def cut() -> None:
            nowhere = connect("redis://127.0.0.1:9/0").connection_pool
            monkeypatch.setattr("redis.Redis.execute_command", _failing(nowhere))
            monkeypatch.setattr("redis.client.Pipeline.execute", _failing(nowhere))

        return cut

    def test_new_work_is_refused_for_now(self, client: FlaskClient, cut: Work) -> None:
        client.get("/v1/voices")
        cut()
        response = post(client)
        problem(response, 503, "unavailable")
        assert int(response.headers["Retry-After"]) > 0
        problem(client.get(f"/v1/audio/{UNKNOWN}"), 503, "unavailable")
        assert client.get("/readyz").get_json()["missing"] == ["redis"]
        assert client.get("/healthz").status_code == 200

    def test_finished_audio_is_found_and_served(
        self, client: FlaskClient, work: Work, cut: Work
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        cut()
        assert post(client).get_json()["state"] == "finished"
        assert client.get(f"/v1/audio/{key}").status_code == 200
        assert client.get(f"/v1/audio/{key}/marks").status_code == 200
        assert client.get(f"/audio/{key}.mp3").status_code == 200

    def test_without_a_voice_ever_announced_nothing_can_be_asked(
        self, client: FlaskClient, cut: Work
    ) -> None:
        cut()
        problem(post(client), 503, "unavailable")


def _failing(nowhere: Any) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        return nowhere.get_connection().send_command("PING")

    return fail
