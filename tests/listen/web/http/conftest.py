"""A finished file of 1,000 bytes, served by a Flask application."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from listen.web.http.conditional import Representation
from listen.web.http.file import send_representation

CONTENT = bytes(position * 7 % 251 for position in range(1000))
ETAG = f'"{hashlib.sha256(CONTENT).hexdigest()}"'
MODIFIED = "Wed, 01 May 2024 12:00:07 GMT"

REPRESENTATION = Representation(
    size=len(CONTENT),
    etag=ETAG,
    last_modified=1714564807,
    content_type="audio/mpeg",
    cache_control="public, max-age=31536000, immutable",
)


class OpenedFiles:
    """Opens the content, and records every file that it has opened."""

    def __init__(self, opener: Callable[[], BinaryIO]) -> None:
        self.opener = opener
        self.files: list[BinaryIO] = []

    def __call__(self) -> BinaryIO:
        self.files.append(self.opener())
        return self.files[-1]


@pytest.fixture(params=["a file on disk", "a file in memory"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> OpenedFiles:
    if request.param == "a file in memory":
        return OpenedFiles(lambda: io.BytesIO(CONTENT))
    path = tmp_path / "audio.mp3"
    path.write_bytes(CONTENT)
    return OpenedFiles(lambda: path.open("rb"))


@pytest.fixture
def client(opened: OpenedFiles) -> FlaskClient:
    app = Flask(__name__)
    app.testing = True

    @app.route("/audio.mp3", methods=["GET", "POST"])
    def audio() -> Response:
        return send_representation(request, REPRESENTATION, opened)

    return app.test_client()
