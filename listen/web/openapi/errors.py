"""Error responses: a problem, or OpenAI's error, with the codes that each status can have."""

from collections.abc import Callable, Iterable
from typing import Any

from listen.failures import FAILURES
from listen.web.error_codes import ErrorCode, openai_codes, problem_codes
from listen.web.openai.errors import PARAMS
from listen.web.openapi.build import (
    Schema,
    closed,
    header,
    html_content,
    integer,
    nullable,
    ref,
    response,
    string,
)

EVERYWHERE = ("forbidden", "error")
"""Codes that every operation can answer with."""

POST_ERRORS = ("origin_not_allowed",)
SYNTHESIZE_ERRORS = ("unauthorized", *POST_ERRORS, "rate_limited")
"""Codes of requests that need an API key, unless the server is open."""

NEW_AUDIO_ERRORS = ("quota_exceeded", "queue_full")
"""Codes of requests for audio that is new."""

BODY_ERRORS = ("malformed", "upload_timeout", "too_long", "unsupported_media_type")
"""Codes of requests with a body."""

ARTICLE_ERRORS = (
    *("empty_article", "no_article_found", "not_text", "invalid_field", "invalid_speed"),
    *("unknown_voice", "unsupported_language", "url_not_allowed", "fetch_failed"),
)
"""Codes of requests with an article."""

AUDIO_ERRORS = tuple(FAILURES)
"""Codes of an audio that failed."""

_PROBLEMS = {each.code: each for each in problem_codes()}
_OPENAI = {each.code: each for each in openai_codes()}

SCHEMAS = {
    "Problem": closed(
        {
            "type": string("URL of the code's description.", format="uri-reference"),
            "title": string("The phrase of the status."),
            "status": integer("The HTTP status.", minimum=400, maximum=599),
            "detail": string("What is wrong, in a sentence for people. It may change."),
            "code": string("Stable. Programs should decide by it.", enum=[*_PROBLEMS]),
            "request_id": string(
                "The id of the request, as in the header `X-Request-Id` and in the log."
            ),
        },
        "An error (RFC 9457).",
    ),
    "OpenAIError": closed(
        {
            "error": closed(
                {
                    "message": string("What is wrong, in a sentence for people. It may change."),
                    "type": string(enum=["invalid_request_error", "server_error"]),
                    "param": nullable(string("The field that is wrong.", enum=[*PARAMS, None])),
                    "code": string(
                        "Stable. Programs should decide by it.", enum=[*_PROBLEMS, *_OPENAI]
                    ),
                }
            )
        },
        "An error in OpenAI's form.",
    ),
}


def problems(*codes: str) -> dict[str, Any]:
    """Describe problems with these codes, and those that every operation has, by status."""
    return _by_status((*codes, *EVERYWHERE), _problem)


def html_problems(*codes: str) -> dict[str, Any]:
    """Describe the same errors as pages for people. An internal error is a problem here too."""
    described = _by_status(codes, _page)
    return described | _by_status(("error",), _problem) | _by_status(("forbidden",), _page)


def openai_errors(*codes: str) -> dict[str, Any]:
    """Describe errors of OpenAI's endpoints, where 422 becomes 400."""
    return _by_status((*codes, *EVERYWHERE), _openai_error, {422: 400})


def _by_status(
    codes: Iterable[str],
    describe: Callable[[int, list[ErrorCode]], dict[str, Any]],
    instead: dict[int, int] | None = None,
) -> dict[str, Any]:
    statuses: dict[int, list[ErrorCode]] = {}
    for each in ({**_PROBLEMS, **_OPENAI}[code] for code in dict.fromkeys(codes)):
        status = (instead or {}).get(each.status, each.status)
        statuses.setdefault(status, []).append(each)
    return {str(status): describe(status, statuses[status]) for status in sorted(statuses)}


def _problem(status: int, codes: list[ErrorCode]) -> dict[str, Any]:
    narrowed = {"status": {"const": status}, "code": {"enum": [each.code for each in codes]}}
    schema: Schema = {"allOf": [ref("Problem"), {"properties": narrowed}]}
    return _error(status, codes, {"application/problem+json": {"schema": schema}})


def _page(status: int, codes: list[ErrorCode]) -> dict[str, Any]:
    return _error(status, codes, html_content())


def _openai_error(status: int, codes: list[ErrorCode]) -> dict[str, Any]:
    narrowed = {"properties": {"code": {"enum": [each.code for each in codes]}}}
    schema: Schema = {"allOf": [ref("OpenAIError"), {"properties": {"error": narrowed}}]}
    return _error(status, codes, {"application/json": {"schema": schema}})


def _error(status: int, codes: list[ErrorCode], content: dict[str, Any]) -> dict[str, Any]:
    retry = {"Retry-After": header("Seconds to wait before the next attempt.")}
    return response(
        "\n".join(f"- `{each.code}`: {each.description}" for each in codes),
        content,
        retry if status in (429, 503) else None,
    ) | {"x-codes": [each.code for each in codes]}
