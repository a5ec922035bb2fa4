"""/oembed: the HTML that a site embeds in place of a link to /embed/KEY (https://oembed.com)."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, Response, abort, jsonify, request
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from listen.errors import Malformed
from listen.web.base_url import without_default_port
from listen.web.find_audio import find_audio
from listen.web.services import services

oembed = Blueprint("oembed", __name__)

_WIDTH, _HEIGHT = 640, 360
"""Default size in CSS pixels: the player, and some lines of the transcript below it."""
_PLAYER_HEIGHT = 180
"""CSS pixels of the player alone, in two rows as on a phone."""
_PATH = re.compile(r"(.*/)embed/([0-9a-f]{64})/?")
_OPTIONS = ("theme", "transcript")
_IFRAME = Markup(
    '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy" '
    'allow="autoplay" style="max-width:100%"></iframe>'
)


@oembed.get("/oembed")
def show_oembed() -> Response:
    output_format = request.args.get("format", "json")
    if output_format != "json":
        abort(501, f"'format' must be json, got {output_format[:80]!r}.")
    width, height = min(_WIDTH, _limit("maxwidth")), min(_HEIGHT, _limit("maxheight"))
    root, key, options = _parse_embed_url(request.args.get("url", ""))
    title = find_audio(key).facts.title
    if height < 2 * _PLAYER_HEIGHT:
        height, options["transcript"] = min(height, _PLAYER_HEIGHT), "0"
    source = embed_url(root, key, options)
    return jsonify(
        type="rich",
        version="1.0",
        title=title,
        provider_name="Listen",
        provider_url=request.url_root,
        width=width,
        height=height,
        html=_IFRAME.format(source, title, width, height),
    )


def embed_url(root: str, key: str, options: Mapping[str, str] | None = None) -> str:
    """Return the URL of the embeddable page, below a URL that ends with a slash."""
    return f"{root}embed/{key}" + (f"?{urlencode(options)}" if options else "")


def _parse_embed_url(url: str) -> tuple[str, str, dict[str, str]]:
    """Return the server's URL, the key and the options. Raises NotFound for any other URL.

    Without `public_url`, the scheme is that of the URL, because a proxy may not forward it.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    found = _PATH.fullmatch(parts.path)
    host = without_default_port(parts.scheme, parts.netloc)
    is_ours = host == request.host.lower() and parts.scheme in ("http", "https")
    if not found or found[1] != f"{request.root_path}/" or not is_ours:
        raise NotFound(
            f"'url' must be {request.url_root}embed/ followed by an audio key, got {url[:80]!r}."
        )
    options = {name: value for name, value in parse_qsl(parts.query) if name in _OPTIONS}
    root = request.url_root if services().config.public_url else f"{parts.scheme}://{request.host}/"
    return root, found[2], options


def _limit(name: str) -> int:
    """Return a size limit in pixels from the query. Raises Malformed."""
    value = request.args.get(name)
    if value is None:
        return max(_WIDTH, _HEIGHT)
    if not re.fullmatch(r"0*[1-9][0-9]{0,5}", value):
        raise Malformed(
            f"{name!r} must be a whole number of pixels from 1 to 999999, got {value[:80]!r}."
        )
    return int(value)
