"""What the web answers when it cannot do what it was asked.

    ApiError                     status, code, the sentence that callers read
    ├── Malformed                400 malformed
    ├── Forbidden                403 forbidden
    │   ├── OriginNotAllowed     403 origin_not_allowed
    │   └── UrlNotAllowed        403 url_not_allowed
    ├── UnknownAudio             404 unknown_audio
    ├── UploadTimeout            408 upload_timeout
    ├── NotFinished              409 not_finished
    ├── TooLong                  413 too_long
    ├── UnsupportedMediaType     415 unsupported_media_type
    ├── Unprocessable            422 invalid_field
    │   ├── EmptyArticle         422 empty_article
    │   ├── NoArticleFound       422 no_article_found
    │   ├── InvalidSpeed         422 invalid_speed
    │   ├── UnknownVoice         422 unknown_voice
    │   └── UnsupportedLanguage  422 unsupported_language
    ├── FetchFailed              502 fetch_failed
    ├── Unavailable              503 unavailable, with Retry-After
    └── AudioFailed              the status of the failure's own code

All of them, and Flask's own, are answered as application/problem+json (RFC 9457).
"""

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify
from redis import RedisError
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)


class ApiError(Exception):
    status = 500
    code = "error"
    retry_after: int | None = None
    """Seconds."""


class Malformed(ApiError):
    status, code = 400, "malformed"


class Forbidden(ApiError):
    status, code = 403, "forbidden"


class OriginNotAllowed(Forbidden):
    code = "origin_not_allowed"


class UrlNotAllowed(Forbidden):
    code = "url_not_allowed"


class UnknownAudio(ApiError):
    status, code = 404, "unknown_audio"


class UploadTimeout(ApiError):
    status, code = 408, "upload_timeout"


class NotFinished(ApiError):
    status, code = 409, "not_finished"


class TooLong(ApiError):
    status, code = 413, "too_long"


class UnsupportedMediaType(ApiError):
    status, code = 415, "unsupported_media_type"


class Unprocessable(ApiError):
    status, code = 422, "invalid_field"


class EmptyArticle(Unprocessable):
    code = "empty_article"


class NoArticleFound(Unprocessable):
    code = "no_article_found"


class InvalidSpeed(Unprocessable):
    code = "invalid_speed"


class UnknownVoice(Unprocessable):
    code = "unknown_voice"


class UnsupportedLanguage(Unprocessable):
    code = "unsupported_language"


class FetchFailed(ApiError):
    status, code = 502, "fetch_failed"


class Unavailable(ApiError):
    status, code = 503, "unavailable"
    retry_after = 5


class AudioFailed(ApiError):
    """The audio was asked for, and its making failed."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.status = _STATUS_OF_FAILURE.get(code, 502)
        self.retry_after = Unavailable.retry_after if self.status == Unavailable.status else None


_STATUS_OF_FAILURE = {
    "engine_failed": 502,
    "voice_changed": 502,
    "unavailable": 503,
    "storage_full": 507,
}

_CODE_OF_STATUS = {
    400: "malformed",
    404: "not_found",
    405: "method_not_allowed",
    412: "precondition_failed",
    413: "too_long",
    415: "unsupported_media_type",
    416: "range_not_satisfiable",
    501: "not_implemented",
}


def handle_errors(app: Flask) -> None:
    app.register_error_handler(ApiError, _api_error)
    app.register_error_handler(RedisError, _redis_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unforeseen)


def problem(status: int, code: str, detail: str) -> Response:
    """An RFC 9457 problem, with the code that programs go by."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    response = jsonify(body)
    response.status_code = status
    response.mimetype = "application/problem+json"
    response.headers["Cache-Control"] = "no-store"
    return response


def _api_error(error: ApiError) -> Response:
    response = problem(error.status, error.code, str(error))
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _redis_error(error: RedisError) -> Response:
    log.warning("Redis does not answer: %s", error)
    return _api_error(Unavailable("The queue cannot be reached; finished audio still plays."))


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    response = problem(
        status, _CODE_OF_STATUS.get(status, "error"), error.description or error.name
    )
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _unforeseen(error: Exception) -> Response:
    log.error("a request failed in a way that nobody foresaw", exc_info=error)
    return problem(500, "error", "Something went wrong here; it was logged.")
