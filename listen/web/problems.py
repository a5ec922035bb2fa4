"""Turns errors, also Flask's own, into application/problem+json responses (RFC 9457)."""

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify
from redis import RedisError
from werkzeug.exceptions import HTTPException

from listen.errors import ApiError, Unavailable

log = logging.getLogger(__name__)

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
    """Make the application answer every error with a problem."""
    app.register_error_handler(ApiError, _api_error)
    app.register_error_handler(RedisError, _redis_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unhandled_error)


def problem(status: int, code: str, detail: str) -> Response:
    """Return a problem response. Programs should rely on its `code`."""
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
    log.warning("Redis is unreachable: %s", error)
    return _api_error(Unavailable("The queue is unreachable. Finished audio still plays."))


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    response = problem(
        status, _CODE_OF_STATUS.get(status, "error"), error.description or error.name
    )
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _unhandled_error(error: Exception) -> Response:
    log.error("unhandled error", exc_info=error)
    return problem(500, "error", "Internal error. See the server log.")
