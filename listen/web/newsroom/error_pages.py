"""Pages for errors: what has happened, and what an editor can do."""

import logging
from http import HTTPStatus

from flask import Response
from redis import RedisError
from werkzeug.exceptions import HTTPException

from listen.errors import ApiError, Unavailable
from listen.web.measure import note_error
from listen.web.newsroom.page import plain_page

log = logging.getLogger(__name__)

_AWAY = "Readers still hear what is finished. Wait a minute, then load this page again."


def show_error(error: ApiError) -> Response:
    """Show an error of the API."""
    note_error(error.code, error.limit)
    if error.status == Unavailable.status:
        return show_outage(error)
    return _page(error.status, str(error))


def show_http_error(error: HTTPException) -> Response:
    """Show an error of a URL, a method or a body."""
    response = _page(error.code or 500, _DETAILS.get(error.code or 500, error.description or ""))
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def show_outage(error: Exception) -> Response:
    """Show that the database or Redis is away."""
    log.warning("the newsroom is unavailable: %s", error)
    response = plain_page(
        "newsroom/unavailable.html",
        503,
        part="queue" if isinstance(error, RedisError) else "database",
    )
    response.headers["Retry-After"] = str(Unavailable.retry_after)
    return response


_DETAILS = {
    404: "There is no such page, or no such article.",
    405: "This page has no such form.",
}


def _page(status: int, detail: str) -> Response:
    title = HTTPStatus(status).phrase
    return plain_page("newsroom/error.html", status, title=title, detail=detail)
