"""HTML pages: the demo at /, and the embeddable player at /embed/KEY."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from redis import RedisError
from werkzeug.wrappers import Response as BaseResponse

from audio_cache.state import FAILED
from listen.errors import ApiError, Unavailable, UnknownAudio
from listen.library.audio import Audio
from listen.sites.site import ANY
from listen.web.find_audio import find_audio, token_of
from listen.web.jsonld import audio_object
from listen.web.oembed import embed_url
from listen.web.services import services
from listen.web.store_redirect import media_sources

pages = Blueprint("pages", __name__)

_CONTENT_SECURITY_POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "media-src {media}; frame-ancestors {ancestors}"
)
"""No inline scripts or styles, no other origins. Media Source Extensions play from blob: URLs."""
_SELF, _ANY_SITE = "'self'", "*"
"""Values of frame-ancestors."""
_EXCERPT_LENGTH = 600
"""Characters of text that fill the frame until the player has loaded the whole text."""
_THEMES = ("light", "dark")


@pages.get("/")
def show_demo() -> Response:
    hosts = services().sites.fetched_hosts()
    return _page(
        "index.html",
        _SELF,
        fetches_any=ANY in hosts,
        hosts=sorted(hosts),
        needs_key=not services().access.may_synthesize(),
    )


@pages.get("/embed/<key>")
def show_embed(key: str) -> BaseResponse:
    audio = find_audio(key)
    failed = audio.progress if audio.state == FAILED else None
    if failed and failed.superseded_by:
        root = f"{request.root_path}/"
        return redirect(embed_url(root, failed.superseded_by, request.args), 307)
    return _page(
        "embed.html",
        _ANY_SITE,
        key=key,
        token=token_of(audio),
        title=audio.facts.title,
        language=audio.options.language,
        failure=failed.error_detail if failed else None,
        transcript=request.args.get("transcript") != "0",
        opening=_opening(audio),
        address=embed_url(request.url_root, key),
        jsonld=_jsonld(audio),
    )


def _jsonld(audio: Audio) -> dict[str, Any] | None:
    """Return the AudioObject of a finished audio that everybody may have."""
    if audio.manifest is None or audio.restriction:
        return None
    line = services().sites.disclosure_of(audio.facts.site).line(audio.options.language)
    return audio_object(audio, audio.manifest, request.url_root, line)


def _opening(audio: Audio) -> str:
    """Return the beginning of the text; an empty string if the store has lost it."""
    try:
        return services().library.spec(audio).text[:_EXCERPT_LENGTH]
    except UnknownAudio:
        return ""


@pages.errorhandler(ApiError)
def show_error(error: ApiError) -> Response:
    page = _page("embed_error.html", _ANY_SITE, error.status, status=error.status, detail=error)
    if error.retry_after is not None:
        page.headers["Retry-After"] = str(error.retry_after)
    return page


@pages.errorhandler(RedisError)
def show_outage(_: RedisError) -> Response:
    return show_error(Unavailable("The server cannot look up the audio now. Try again later."))


def _page(template: str, frame_ancestors: str, code: int = 200, **context: object) -> Response:
    """Render a template as a page that the given ancestors may show in a frame."""
    theme = request.args.get("theme", "")
    html = render_template(template, theme=theme if theme in _THEMES else "", **context)
    response = Response(html, code, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _CONTENT_SECURITY_POLICY.format(
        media=media_sources(), ancestors=frame_ancestors
    )
    response.headers["Cache-Control"] = "no-cache"
    if code == HTTPStatus.OK:
        response.add_etag()
        response.make_conditional(request)
    return response
