"""/oembed: what a site puts in the place of a link to /embed/KEY (https://oembed.com)."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, Response, abort, jsonify, request
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from listen.errors import Malformed
from listen.web.services import services

oembed = Blueprint("oembed", __name__)

_WIDTH, _HEIGHT = 640, 360
"""CSS pixels: the player, and below it some lines of what it reads."""
_BAR = 160
"""CSS pixels of the player alone, in two rows as on a phone."""
_PATH = re.compile(r"/embed/([0-9a-f]{64})/?")
_OPTIONS = ("theme", "transcript")
_FRAME = Markup(
    '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy" '
    'allow="autoplay" style="max-width:100%"></iframe>'
)


@oembed.get("/oembed")
def tell_oembed() -> Response:
    if request.args.get("format", "json") != "json":
        abort(501, "There is no format but json.")
    width, height = min(_WIDTH, _most("maxwidth")), min(_HEIGHT, _most("maxheight"))
    host_url, key, options = _read_address(request.args.get("url", ""))
    title = services().library.find(key).facts.title
    if height < 2 * _BAR:
        height, options["transcript"] = min(height, _BAR), "0"
    source = address_of(host_url, key, options)
    return jsonify(
        type="rich",
        version="1.0",
        title=title,
        provider_name="Listen",
        provider_url=request.host_url,
        width=width,
        height=height,
        html=_FRAME.format(source, title, width, height),
    )


def address_of(host_url: str, key: str, options: Mapping[str, str] | None = None) -> str:
    """Of the page for frames."""
    return f"{host_url}embed/{key}" + (f"?{urlencode(options)}" if options else "")


def _read_address(url: str) -> tuple[str, str, dict[str, str]]:
    """The server's own address, the key and the options. Raises NotFound for any other URL.

    The scheme is the caller's: a proxy in front may not have told which one it was asked by.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    found = _PATH.fullmatch(parts.path)
    is_ours = parts.netloc.lower() == request.host.lower() and parts.scheme in ("http", "https")
    if not found or not is_ours:
        raise NotFound(f"The url is one that begins with {request.host_url}embed/.")
    options = {name: value for name, value in parse_qsl(parts.query) if name in _OPTIONS}
    return f"{parts.scheme}://{request.host}/", found[1], options


def _most(name: str) -> int:
    """Pixels that the caller has room for. Raises Malformed."""
    given = request.args.get(name)
    if given is None:
        return max(_WIDTH, _HEIGHT)
    if not re.fullmatch(r"0*[1-9][0-9]{0,5}", given):
        raise Malformed(f"{name} is a number of pixels.")
    return int(given)
