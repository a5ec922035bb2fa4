"""Requests for audio, and assertions about problems."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audio_cache.stores.store import StoreAway

Work = Callable[[], None]
ARTICLE = "The first sentence of it. The second one, with a clause.\n\nAnother paragraph."
UNKNOWN = "ab" * 32
"""A key that was never requested."""


class LostFile(BytesIO):
    """A file without a descriptor, whose store went away after it was opened."""

    def read(self, size: int | None = -1) -> bytes:
        raise StoreAway("The store does not answer.")


def problem(response: TestResponse, status: int, code: str) -> str:
    """Assert an RFC 9457 problem, and return its detail."""
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.mimetype == "application/problem+json"
    body = response.get_json()
    assert (body["status"], body["code"]) == (status, code)
    assert body.keys() == {"type", "title", "status", "detail", "code", "request_id"}
    assert body["request_id"] == response.headers["X-Request-Id"]
    assert response.headers["Cache-Control"] == "no-store"
    return str(body["detail"])


def post(client: FlaskClient, **fields: Any) -> TestResponse:
    return client.post("/v1/audio", json={"text": ARTICLE, **fields})
