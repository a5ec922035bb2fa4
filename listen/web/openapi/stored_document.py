"""Responses with a stored document: speech marks, captions, reports."""

from collections.abc import Mapping
from typing import Any

from listen.web.openapi.build import header, response
from listen.web.openapi.errors import problems

_ETAG = {"ETag": header("A checksum of the document.")}
_HEADERS = {
    **_ETAG,
    "Cache-Control": header("The document may be cached forever."),
    "Last-Modified": header("Time at which the audio was finished."),
    "Vary": header("`Accept-Encoding`: a client that accepts `gzip` gets the document compressed."),
}


def document_responses(description: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Describe the responses to a GET of a document, by status."""
    part = {**_HEADERS, "Content-Range": header("The bytes that are sent.")}
    return {
        "200": response(description, content, _HEADERS),
        "206": response("The part that `Range` requests.", content, part),
        "304": response("The client has the document already.", headers=_ETAG),
        **problems(
            *("unknown_audio", "gone", "not_finished", "unavailable"),
            *("precondition_failed", "range_not_satisfiable"),
        ),
    }
