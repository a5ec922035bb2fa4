"""GET /player.js: the player as one script, which pages of any site load."""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request

from listen.web.bundle import bundle

player = Blueprint("player", __name__)

_FOLDER = Path(__file__).parent / "static"


@player.get("/player.js")
def send_player() -> Response:
    """Browsers revalidate the script by its entity tag at each visit, so that none stays stale."""
    is_gzipped = request.accept_encodings.quality("gzip") > 0
    script = _script(_modified_ns(), is_gzipped)
    response = Response(script, mimetype="text/javascript")
    if is_gzipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(script).hexdigest())
    response.make_conditional(request)
    return response


def _modified_ns() -> int:
    """Return the time of the latest change of a module, so that a page reload shows each edit."""
    return max(path.stat().st_mtime_ns for path in _FOLDER.rglob("*.js"))


@lru_cache(maxsize=2)
def _script(_modified_ns: int, is_gzipped: bool) -> bytes:
    script = bundle(_FOLDER / "player.js").encode()
    return gzip.compress(script, mtime=0) if is_gzipped else script
