"""Problems: errors as application/problem+json."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestedRangeNotSatisfiable

from listen.errors import Unavailable, UnknownAudio
from listen.web.problems import type_url


def test_a_problem_has_the_members_of_rfc_9457_and_a_code(client: FlaskClient) -> None:
    response = client.get("/v1/audio/x")
    assert response.mimetype == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.get_json() == {
        "type": "http://localhost/docs/errors#unknown_audio",
        "title": "Not Found",
        "status": 404,
        "detail": "An audio key must have 64 hexadecimal digits in lower case, got 'x'.",
        "code": "unknown_audio",
        "request_id": response.headers["X-Request-Id"],
    }


def test_the_type_leads_to_the_code_on_the_page_of_codes(client: FlaskClient) -> None:
    page, _, anchor = client.get("/v1/audio/x").get_json()["type"].partition("#")
    assert f'id="{anchor}"' in client.get(page).get_data(as_text=True)


@pytest.mark.parametrize(
    ("base_url", "headers", "url"),
    [
        ("http://localhost:8000", {}, "http://localhost:8000/docs/errors#unknown_audio"),
        ("https://127.0.0.1", {}, "https://127.0.0.1/docs/errors#unknown_audio"),
        ("http://localhost", {"Host": "a b"}, "/docs/errors#unknown_audio"),
    ],
)
def test_the_type_is_on_the_host_that_was_called(
    app: Flask, base_url: str, headers: dict[str, str], url: str
) -> None:
    with app.test_request_context(base_url=base_url, headers=headers):
        assert type_url(UnknownAudio.code) == url


@pytest.mark.parametrize(
    ("error", "code", "header"),
    [
        (MethodNotAllowed(["GET"]), "method_not_allowed", ("Allow", "GET")),
        (
            RequestedRangeNotSatisfiable(length=9),
            "range_not_satisfiable",
            ("Content-Range", "bytes */9"),
        ),
    ],
)
def test_an_http_error_keeps_its_headers(
    app: Flask, error: HTTPException, code: str, header: tuple[str, str]
) -> None:
    with app.test_request_context():
        response = app.make_response(app.handle_user_exception(error))
    assert (response.status_code, response.get_json()["code"]) == (error.code, code)
    assert response.headers[header[0]] == header[1]


def test_an_error_that_passes_says_when_to_try_again(app: Flask) -> None:
    with app.test_request_context():
        response = app.make_response(app.handle_user_exception(Unavailable("Later.")))
    assert response.headers["Retry-After"] == "5"


def test_an_unhandled_error_says_nothing_of_its_cause(app: Flask) -> None:
    with app.test_request_context():
        response = app.make_response(app.handle_exception(RuntimeError("a password")))
    assert (response.status_code, response.get_json()["code"]) == (500, "error")
    assert "password" not in response.get_data(as_text=True)
