"""Parses request bodies, whose size is limited, into speech requests."""

from collections.abc import Callable
from typing import Any

from flask import Request, request
from werkzeug.exceptions import ClientDisconnected

from listen.errors import Malformed, TooLong, UnsupportedMediaType
from listen.fetch.page import MAX_PAGE_BYTES
from listen.request.schema import SpeechRequest, parse_speech_request, with_page
from listen.web.services import services

SITE_OPTION = "site"
"""Query parameter: the site, for a key of several. It is no field of the article."""

TEXT_BYTES_PER_CHARACTER = 4
JSON_BYTES_PER_CHARACTER = 12
"""The longest form of a character in JSON is a surrogate pair of escapes: \\ud835\\udc9c."""

_RAW = {"text/plain": "text", "text/html": "html"}
"""Media types of a body that is the article itself, and the field that it stands for."""


def read_speech_request(check: Callable[[SpeechRequest], object] | None = None) -> SpeechRequest:
    """Return the speech request in the current HTTP request. Fetch the page at its `url`, if any.

    `check` gets the request before that, and may raise. Raises ApiError.
    """
    max_chars = services().config.max_chars
    speech = parse_speech_request(read_fields(request, max_chars), max_chars)
    if check:
        check(speech)
    return speech if speech.url is None else with_page(speech, services().fetcher.fetch(speech.url))


def read_fields(request: Request, max_chars: int) -> dict[str, Any]:
    """Return the fields of a JSON body, or the article in the body with the query's options.

    Raises ApiError.
    """
    if request.mimetype == "application/json":
        return read_json(request, max(max_chars * JSON_BYTES_PER_CHARACTER, MAX_PAGE_BYTES))
    if request.mimetype not in _RAW:
        raise UnsupportedMediaType(
            "Content-Type must be application/json, text/plain or text/html, "
            f"got {request.mimetype[:80]!r}."
        )
    source = _RAW[request.mimetype]
    limit = max_chars * TEXT_BYTES_PER_CHARACTER if source == "text" else MAX_PAGE_BYTES
    body = read_body(request, limit)
    charset = request.mimetype_params.get("charset", "")
    text = services().extractor.decode(body, charset, is_page=source == "html")
    options = {name: value for name, value in request.args.items() if name != SITE_OPTION}
    return {**options, source: text}


def read_body(request: Request, max_bytes: int) -> bytes:
    """Return the body.

    Raises TooLong as soon as the body is known to be longer, UnsupportedMediaType for an encoded
    body, and Malformed for a truncated one.
    """
    encoding = request.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity"):
        raise UnsupportedMediaType(
            f"The body must not have a Content-Encoding, got {encoding[:80]!r}."
        )
    too_long = TooLong(f"The body must not be longer than {max_bytes} bytes.")
    if (request.content_length or 0) > max_bytes:
        raise too_long
    # Werkzeug silently ends a body of unknown length at its limit, so one byte more is allowed.
    request.max_content_length = max_bytes + 1
    truncated = Malformed("The body is truncated: it is shorter than its Content-Length.")
    try:
        body = request.get_data(cache=False)
    except ClientDisconnected:
        raise truncated from None
    if len(body) > max_bytes:
        raise too_long
    if len(body) < (request.content_length or 0):
        raise truncated  # werkzeug does not notice
    return body


def read_json(request: Request, max_bytes: int) -> dict[str, Any]:
    """Return the JSON object in the body. Raises ApiError."""
    return services().extractor.parse_json(read_body(request, max_bytes))
