"""/player.js: the player as one script, which pages of any site load."""

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
    """Send the bundle, revalidated by its entity tag at each visit, so that it is never stale."""
    is_gzip = request.accept_encodings.quality("gzip") > 0
    script = _script(_last_modified(), is_gzip)
    response = Response(script, mimetype="text/javascript")
    if is_gzip:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(script).hexdigest())
    response.make_conditional(request)
    return response


def _last_modified() -> int:
    """Return the newest change of a module in nanoseconds. A developer need not restart."""
    return max(path.stat().st_mtime_ns for path in _FOLDER.rglob("*.js"))


@lru_cache(maxsize=2)
def _script(_last_modified: int, is_gzip: bool) -> bytes:
    script = bundle(_FOLDER / "player.js").encode()
    return gzip.compress(script, mtime=0) if is_gzip else script
