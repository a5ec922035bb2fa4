"""/player.js, which pages of any site load."""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request

from listen.web.bundle import assemble

player = Blueprint("player", __name__)

_FOLDER = Path(__file__).parent / "static"


@player.get("/player.js")
def send_player() -> Response:
    """Asked for by its entity tag at each visit, so that no page stays with an old one."""
    packed = request.accept_encodings.quality("gzip") > 0
    script = _script(_changed(), packed)
    response = Response(script, mimetype="text/javascript")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(script).hexdigest())
    response.make_conditional(request)
    return response


def _changed() -> int:
    """When a part of it was changed last: who writes one need only load the page again."""
    return max(path.stat().st_mtime_ns for path in _FOLDER.rglob("*.js"))


@lru_cache(maxsize=2)
def _script(_changed: int, packed: bool) -> bytes:
    script = assemble(_FOLDER / "player.js").encode()
    return gzip.compress(script, mtime=0) if packed else script
