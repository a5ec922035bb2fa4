"""/feeds: the articles of a site and their audio, for podcast apps and feed readers."""

from io import BytesIO

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from listen.errors import Forbidden, Unprocessable
from listen.podcast.artwork import media_type_of
from listen.podcast.channel import Address
from listen.podcast.feeds import BUILDERS
from listen.publishing.deliveries import feed_tag
from listen.publishing.fields import MAX_TAG
from listen.publishing.source_id import UNSAFE
from listen.web.cache_tags import tag_response
from listen.web.document import send_compressed
from listen.web.http.conditional import IMMUTABLE, Representation
from listen.web.http.file import send_representation
from listen.web.services import services

feeds = Blueprint("feeds", __name__, url_prefix="/feeds")

_CACHE_CONTROL = "public, max-age=300"
"""Podcast apps ask at most every few minutes. A purge by tag ends the copy in a cache earlier."""

_MAX_PAGE = 10**6


@feeds.get("/<name>.<form>")
def send_feed(name: str, form: str) -> Response:
    site = services().sites.find(name)
    if form not in BUILDERS or site is None or site.podcast is None:
        raise NotFound(f"The server has no feed {name[:64]}.{form[:16]}.")
    if not request.host:
        raise Forbidden("A feed has absolute links, so Host must be a name of this server.")
    address = Address(request.url_root, site.name, form, _tag(), _page())
    document = services().feeds.document(site, site.podcast, address)
    if document is None:
        raise NotFound(f"The feed has no page {address.page}.")
    tag_response(feed_tag(site.name))
    return send_compressed(
        document.compressed, document.media_type, document.modified, _CACHE_CONTROL
    )


@feeds.get("/artwork/<sha256>.<extension>")
def send_artwork(sha256: str, extension: str) -> Response:
    content, media_type = services().feeds.artwork(sha256), media_type_of(extension)
    if content is None or media_type is None:
        raise NotFound("No feed has named this artwork.")
    representation = Representation(
        size=len(content),
        etag=f'"{sha256}"',
        last_modified=0,
        content_type=media_type,
        cache_control=IMMUTABLE,
    )
    return send_representation(request, representation, lambda: BytesIO(content))


def _tag() -> str | None:
    """Return the tag in the query. Raises Unprocessable."""
    tag = request.args.get("tag", "").strip()
    if len(tag) > MAX_TAG or UNSAFE.search(tag):
        raise Unprocessable(
            f"'tag' must have at most {MAX_TAG} characters and no control characters, "
            f"got {tag[:80]!r}."
        )
    return tag or None


def _page() -> int:
    """Return the page in the query. Raises Unprocessable."""
    value = request.args.get("page", "1")
    page = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0
    if not 1 <= page <= _MAX_PAGE:
        raise Unprocessable(
            f"'page' must be a whole number from 1 to {_MAX_PAGE}, got {value[:80]!r}."
        )
    return page
