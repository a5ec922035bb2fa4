"""/player.js, which pages of other sites load, and /: a page to try it on."""

import hashlib
import re
from pathlib import Path

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

player = Blueprint("player", __name__)

_STATIC = Path(__file__).parent / "static"
_FOR_PEOPLE = re.compile(r"^[ \t]*(?://.*\n|/\*\*(?:(?!\*/).|\n)*\*/\n|\n)|^[ \t]+", re.MULTILINE)
"""Comments on lines of their own, empty lines, indentation: a third of what would be sent."""


@player.get("/")
def show_page() -> Response:
    return Response(render_template("index.html"), mimetype="text/html")


@player.get("/player.js")
def send_player() -> Response:
    return _module(_STATIC / "player.js")


@player.get("/player/<name>.js")
def send_part(name: str) -> Response:
    return _module(_STATIC / "player" / f"{name}.js")


def _module(path: Path) -> Response:
    """Asked for by its entity tag at each visit, so that a page never stays with old parts."""
    if not path.is_file():
        raise NotFound
    response = Response(_FOR_PEOPLE.sub("", path.read_text("utf-8")), mimetype="text/javascript")
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest())
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response
