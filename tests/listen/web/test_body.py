"""Bodies of requests: JSON, text, HTML, the URL of a page, and their errors."""

import gzip
import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.errors import FetchFailed
from listen.extraction.scheduler import ExtractionScheduler
from listen.fetch.fetcher import Fetcher
from listen.fetch.page import Page
from listen.sites.site import Site
from listen.web.app import create_app
from tests.listen.web.conftest import UNKNOWN, post, problem


class TestErrors:
    @pytest.mark.parametrize("text", ["", " \n\t ", "…!?", "\x00\x07", "😀 👍🏽", "\ud800"])
    def test_an_article_without_speakable_text_is_empty(
        self, client: FlaskClient, text: str
    ) -> None:
        body = json.dumps({"text": text})
        response = client.post("/v1/audio", data=body, content_type="application/json")
        problem(response, 422, "empty_article")

    def test_a_script_that_the_voice_does_not_support_is_named(self, client: FlaskClient) -> None:
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
    def test_the_invalid_field_is_named(
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
    def test_a_json_body_must_be_an_object(self, client: FlaskClient, body: bytes) -> None:
        for path in ("/v1/audio", "/v1/preview"):
            response = client.post(path, data=body[:20_000], content_type="application/json")
            problem(response, 400, "malformed")

    @pytest.mark.parametrize("kind", ["", "text/csv", "application/xml", "multipart/form-data"])
    def test_other_media_types_are_refused(self, client: FlaskClient, kind: str) -> None:
        response = client.post("/v1/audio", data=b"x", content_type=kind)
        problem(response, 415, "unsupported_media_type")

    @pytest.mark.parametrize("path", ["/v1/audio", "/v1/preview", "/v1/audio/speech"])
    def test_a_compressed_body_is_refused(self, client: FlaskClient, path: str) -> None:
        body = gzip.compress(b'{"text": "Words.", "input": "Words."}')
        headers = {"Content-Encoding": "gzip"}
        response = client.post(path, data=body, content_type="application/json", headers=headers)
        assert response.status_code == 415
        plain = client.post("/v1/audio", json={"text": "Words."}, headers={"Content-Encoding": ""})
        assert plain.status_code == 202

    def test_an_article_over_the_limit_is_refused(self, client: FlaskClient) -> None:
        assert "2000" in problem(post(client, text="word " * 401), 413, "too_long")
        assert post(client, text="word " * 400).status_code == 202

    @pytest.mark.parametrize(
        ("kind", "size"),
        [("application/json", 11_000_000), ("text/html", 11_000_000), ("text/plain", 100_000)],
    )
    def test_a_body_over_its_limit_is_not_read_to_the_end(
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

    def test_a_body_of_unknown_length_is_not_truncated_at_the_limit(
        self, client: FlaskClient
    ) -> None:
        response = client.post(
            "/v1/audio",
            input_stream=BytesIO("𝒜".encode() * 2001),
            content_type="text/plain",
            environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
        )
        problem(response, 413, "too_long")

    def test_text_in_other_charsets_is_decoded(self, client: FlaskClient) -> None:
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
    def test_unknown_paths_methods_and_keys_are_problems(
        self, client: FlaskClient, method: str, path: str, status: int, code: str
    ) -> None:
        problem(client.open(path, method=method), status, code)

    @pytest.mark.parametrize("text", ["x" * 2000, "a " * 1000, ".a" * 1000, "(" * 1999 + "a"])
    def test_unusual_text_is_accepted(self, client: FlaskClient, text: str) -> None:
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

    def test_the_parts_around_an_article_are_skipped(self, client: FlaskClient) -> None:
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
    def test_a_page_without_an_article_is_refused(self, client: FlaskClient, html: str) -> None:
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
    def test_a_binary_file_is_refused(self, client: FlaskClient, file: bytes) -> None:
        for kind in ("text/plain", "text/html"):
            problem(client.post("/v1/audio", data=file, content_type=kind), 422, "not_text")

    def test_more_than_one_source_is_refused(self, client: FlaskClient) -> None:
        detail = problem(post(client, html="<p>x</p>"), 422, "invalid_field")
        assert "Exactly one" in detail


class Pages(Fetcher):
    """A fetcher of pages in memory."""

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
        announced: None,
        scheduler: ExtractionScheduler,
    ) -> FlaskClient:
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
    def test_a_page_is_fetched_and_extracted_by_the_rules_of_its_site(
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
    def test_a_page_that_is_no_article_is_an_error(
        self, client: FlaskClient, path: str, status: int, code: str
    ) -> None:
        for endpoint in ("/v1/audio", "/v1/preview"):
            answer = client.post(endpoint, json={"url": f"https://example.org/{path}"})
            problem(answer, status, code)

    @pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://example.org/", "nonsense", ""])
    def test_only_configured_hosts_are_fetched(self, app: Flask, url: str) -> None:
        problem(app.test_client().post("/v1/audio", json={"url": url}), 403, "url_not_allowed")
