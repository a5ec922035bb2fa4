"""Turns errors, also Flask's own, into application/problem+json responses (RFC 9457)."""

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify, request
from redis import RedisError
from redis.exceptions import OutOfMemoryError
from werkzeug.exceptions import HTTPException

from audio_cache.origin import current_origin
from audio_cache.stores import StoreError
from listen.errors import (
    ApiError,
    AudioFailed,
    Malformed,
    TooLong,
    Unauthorized,
    Unavailable,
    UnsupportedMediaType,
)
from listen.library.store_errors import store_unavailable
from listen.web.measure import note_error

log = logging.getLogger(__name__)

INTERNAL_ERROR = ApiError.code

CODE_OF_STATUS = {
    400: Malformed.code,
    404: "not_found",
    405: "method_not_allowed",
    412: "precondition_failed",
    413: TooLong.code,
    415: UnsupportedMediaType.code,
    416: "range_not_satisfiable",
    501: "not_implemented",
}
"""HTTP status to the code of an error that Flask, Werkzeug or a view raises as HTTPException."""


def handle_errors(app: Flask) -> None:
    """Make the application answer every error with a problem."""
    app.register_error_handler(ApiError, _api_error)
    app.register_error_handler(RedisError, _redis_error)
    app.register_error_handler(StoreError, _store_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unhandled_error)


def problem(status: int, code: str, detail: str, limit: str = "") -> Response:
    """Return a problem response. Programs should rely on its `code`.

    `limit` is the name of the limit that caused it.
    """
    note_error(code, limit)
    body = {
        "type": type_url(code),
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": current_origin.get().request_id,
    }
    response = jsonify(body)
    response.status_code = status
    response.mimetype = "application/problem+json"
    response.headers["Cache-Control"] = "no-store"
    return response


def type_url(code: str) -> str:
    """Return the URL of the code's description, on the host that the client called.

    The URL is absolute, as RFC 9457, section 3.1.1 recommends. A request without a valid Host
    header gets a path, which is a valid URI reference too.
    """
    base = request.url_root if request.host else f"{request.root_path}/"
    return f"{base}docs/errors#{code}"


def _api_error(error: ApiError) -> Response:
    response = problem(error.status, error.code, str(error), error.limit)
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    if error.status == Unauthorized.status:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _redis_error(error: RedisError) -> Response:
    log.warning("Redis failed: %s", error)
    if isinstance(error, OutOfMemoryError):
        return _api_error(
            Unavailable("Redis is out of memory, so nothing can be queued. Finished audio plays.")
        )
    if str(error).startswith("MISCONF"):
        detail = "Redis cannot write to its disk, so nothing can be queued. Finished audio plays."
        return _api_error(AudioFailed("storage_full", detail))
    return _api_error(Unavailable("The queue is unreachable. Finished audio still plays."))


def _store_error(error: StoreError) -> Response:
    log.warning("the store failed: %s", error)
    return _api_error(store_unavailable(error))


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    response = problem(
        status, CODE_OF_STATUS.get(status, INTERNAL_ERROR), error.description or error.name
    )
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _unhandled_error(error: Exception) -> Response:
    log.error("unhandled error", exc_info=error)
    return problem(500, INTERNAL_ERROR, "Internal error. See the server log.")
