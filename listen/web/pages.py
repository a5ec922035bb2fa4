"""Pages for people: / to try it on, and /embed/KEY for frames on other sites."""

from flask import Blueprint, Response, redirect, render_template, request
from redis import RedisError
from werkzeug.wrappers import Response as BaseResponse

from audio_cache.state import FAILED
from listen.errors import ApiError, Unavailable
from listen.publishers.sites import ANY, fetched_hosts
from listen.web.oembed import address_of
from listen.web.services import services

pages = Blueprint("pages", __name__)

_POLICY = (
    "default-src 'self'; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors "
)
"""Nothing inline, nothing from elsewhere; blob: is where Media Source plays from."""
_OURS, _ANYBODYS = "'self'", "*"
_OPENING = 600
"""Characters that fill the frame until the player has the whole text."""
_THEMES = ("light", "dark")


@pages.get("/")
def show_demo() -> Response:
    config = services().config
    hosts = fetched_hosts(config.fetch, config.sites)
    return _page("index.html", _OURS, fetches_any=ANY in hosts, hosts=sorted(hosts))


@pages.get("/embed/<key>")
def show_embed(key: str) -> BaseResponse:
    audio = services().library.find(key)
    failed = audio.progress if audio.state == FAILED else None
    if failed and failed.superseded_by:
        return redirect(address_of("/", failed.superseded_by, request.args), 307)
    return _page(
        "embed.html",
        _ANYBODYS,
        key=key,
        title=audio.facts.title,
        language=audio.spec.language,
        failure=failed.error_detail if failed else None,
        transcript=request.args.get("transcript") != "0",
        opening=audio.spec.text[:_OPENING],
        address=address_of(request.host_url, key),
    )


@pages.errorhandler(ApiError)
def show_error(error: ApiError) -> Response:
    page = _page("embed_error.html", _ANYBODYS, error.status, status=error.status, detail=error)
    if error.retry_after is not None:
        page.headers["Retry-After"] = str(error.retry_after)
    return page


@pages.errorhandler(RedisError)
def show_outage(_: RedisError) -> Response:
    return show_error(Unavailable("The server cannot look it up right now. Try again in a while."))


def _page(template: str, ancestors: str, code: int = 200, **context: object) -> Response:
    """A page that only pages of these ancestors may have in a frame."""
    theme = request.args.get("theme", "")
    html = render_template(template, theme=theme if theme in _THEMES else "", **context)
    response = Response(html, code, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _POLICY + ancestors
    response.headers["Cache-Control"] = "no-cache"
    return response
