"""Requests whose file nginx sends, and those that only the web process answers exactly."""

import pytest
from werkzeug.datastructures import Headers

from listen.web.http.accel import is_for_nginx, redirect_headers
from listen.web.http.conditional import Answer, evaluate
from tests.listen.web.http.conftest import ETAG, MODIFIED, REPRESENTATION

OFFER = {"X-Sendfile-Type": "X-Accel-Redirect"}


def answer(headers: dict[str, str], method: str = "GET") -> Answer:
    return evaluate(method, Headers(headers), REPRESENTATION)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Range": "bytes=0-4"},
        {"Range": "bytes=5-"},
        {"Range": "bytes=-5"},
        {"Range": "bytes=0-4", "If-Range": ETAG},
    ],
)
def test_nginx_sends_the_whole_file_and_one_range(headers: dict[str, str]) -> None:
    assert is_for_nginx("GET", Headers(headers | OFFER), answer(headers))


def test_nginx_answers_a_plain_head() -> None:
    assert is_for_nginx("HEAD", Headers(OFFER), answer({}, "HEAD"))


@pytest.mark.parametrize(
    "headers",
    [
        {"If-Match": ETAG},
        {"If-None-Match": '"other"'},
        {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
        {"If-Unmodified-Since": MODIFIED},
        {"Range": "bytes=0-4,5-9"},
        {"Range": "bytes=5-2"},
        {"Range": "lines=0-4"},
        {"Range": f"bytes=5-{'9' * 30}"},
        {"Range": "bytes=0-4", "If-Range": MODIFIED},
        {"Range": "bytes=0-4", "If-Range": '"other"'},
    ],
)
def test_the_web_process_evaluates_all_else(headers: dict[str, str]) -> None:
    assert not is_for_nginx("GET", Headers(headers | OFFER), answer(headers))


def test_without_an_offer_and_with_other_methods_the_web_process_sends_the_file() -> None:
    assert not is_for_nginx("GET", Headers(), answer({}))
    assert not is_for_nginx("GET", Headers({"X-Sendfile-Type": "X-Sendfile"}), answer({}))
    assert not is_for_nginx("POST", Headers(OFFER), answer({}, "POST"))


def test_the_redirect_has_the_headers_that_nginx_does_not_compute() -> None:
    headers = redirect_headers(answer({"Range": "bytes=0-4"}), "/internal/ab/cd/abcd.mp3")
    assert headers == {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Type": "audio/mpeg",
        "ETag": ETAG,
        "Last-Modified": MODIFIED,
        "X-Accel-Expires": "10",
        "X-Accel-Redirect": "/internal/ab/cd/abcd.mp3",
    }


def test_nginx_asks_each_time_for_a_file_that_is_not_public() -> None:
    private = Answer(200, {"Cache-Control": "private, no-store"}, range(5))
    assert "X-Accel-Expires" not in redirect_headers(private, "/internal/a.mp3")
