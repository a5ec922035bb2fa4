"""/v1/articles/ID/token: signed URLs of an article's audio, for those who may have it."""

import math
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request

from audio_cache.excerpt import excerpt
from listen.errors import Conflict, Unprocessable, UnsupportedMediaType, Withdrawn
from listen.keys.audio_signer import DEFAULT_LIFETIME
from listen.library.resource import audio_links
from listen.publishing.settle import settle_article
from listen.publishing.states import WITHDRAWN
from listen.web.articles import find_article
from listen.web.body import read_body
from listen.web.services import services

article_token = Blueprint("article_token", __name__, url_prefix="/v1/articles")

MAX_LIFETIME = 24 * 3600
"""Seconds."""
_MAX_BODY = 10_000
"""Bytes."""


@article_token.post("/<source_id>/token")
def make_token(source_id: str) -> Response:
    """Return a token with which a reader has the article's audio, and its signed URLs."""
    lifetime = _lifetime()
    row = settle_article(services().publishing, find_article(source_id))
    if row.state == WITHDRAWN:
        raise Withdrawn("The article was withdrawn.")
    key = row.audio_key or row.next_key
    if key is None:
        raise Conflict("The article has no audio.")
    token, expires = services().signer.token_until(key, lifetime)
    response = jsonify(
        token=token,
        expires_at=datetime.fromtimestamp(expires, UTC).isoformat().replace("+00:00", "Z"),
        key=key,
        links=audio_links(key, request.root_path, token),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _lifetime() -> float:
    """Return the seconds that the token is valid for. Raises ApiError."""
    body = read_body(request, _MAX_BODY)
    if not body:
        return DEFAULT_LIFETIME
    if request.mimetype != "application/json":
        raise UnsupportedMediaType(
            f"Content-Type must be application/json, got {request.mimetype[:80]!r}."
        )
    fields = services().extractor.parse_json(body)
    if unknown := sorted(fields.keys() - {"lifetime"}):
        raise Unprocessable(f"Unknown field {excerpt(unknown[0])}. The only field is lifetime.")
    value: Any = fields.get("lifetime", DEFAULT_LIFETIME)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or not 1 <= value <= MAX_LIFETIME:
        raise Unprocessable(
            f"'lifetime' must be from 1 to {MAX_LIFETIME} seconds, got {excerpt(value)}."
        )
    return float(value)
