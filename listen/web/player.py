"""GET /player.js: the player as one script, which pages of any site load.

What few pages need, or only after a click, is in scripts of its own below /player/, which the first
one imports when it needs them.
"""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, request
from werkzeug.security import safe_join

from listen.web.bundle import bundle

player = Blueprint("player", __name__)

_FOLDER = Path(__file__).parent / "static"
_REVALIDATE = "no-cache"
_IMMUTABLE = "public, max-age=31536000, immutable"


@player.get("/player.js")
def send_player() -> Response:
    """Browsers revalidate the script by its entity tag at each visit, so that none stays stale."""
    return _send(_FOLDER / "player.js", _REVALIDATE)


@player.get("/player/<name>.js")
def send_module(name: str) -> Response:
    return _send_versioned(f"{name}.js")


@player.get("/player/features/<name>.js")
def send_feature(name: str) -> Response:
    return _send_versioned(f"features/{name}.js")


@player.get("/player/labels/<language>.js")
def send_labels(language: str) -> Response:
    return _send_versioned(f"labels/{language}.js")


def _send_versioned(name: str) -> Response:
    """Send a module that the player imports, which browsers keep: its URL has the version."""
    path = safe_join(str(_FOLDER / "player"), name)
    if path is None or not Path(path).is_file():
        abort(404)
    is_current = request.args.get("v") == _version(_modified_ns())
    return _send(Path(path), _IMMUTABLE if is_current else _REVALIDATE)


def _send(module: Path, cache_control: str) -> Response:
    is_gzipped = request.accept_encodings.quality("gzip") > 0
    script = _script(module, _modified_ns(), is_gzipped)
    response = Response(script, mimetype="text/javascript")
    if is_gzipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = cache_control
    response.set_etag(hashlib.sha256(script).hexdigest())
    response.make_conditional(request)
    return response


def _modified_ns() -> int:
    """Return the time of the latest change of a module, so that a page reload shows each edit."""
    return max(path.stat().st_mtime_ns for path in _FOLDER.rglob("*.js"))


@lru_cache(maxsize=1)
def _version(_modified_ns: int) -> str:
    """Return the version of all modules: equal for equal sources, on every server."""
    digest = hashlib.sha256()
    for path in sorted((_FOLDER / "player").rglob("*.js")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=128)
def _script(module: Path, modified_ns: int, is_gzipped: bool) -> bytes:
    script = bundle(module, _version(modified_ns)).encode()
    return gzip.compress(script, mtime=0) if is_gzipped else script
