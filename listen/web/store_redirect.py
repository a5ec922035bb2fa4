"""Redirects readers of public audio to the object store, so that the bytes pass by this server."""

from flask import Response, request

from audio_cache.manifest import Manifest
from audio_cache.store_url import media_origin
from listen.library.audio import Audio
from listen.web.http.conditional import Representation, evaluate
from listen.web.services import services

URL_LIFETIME = 6 * 3600
"""Seconds for which a URL of the store is valid. A reader who pauses for longer asks here again."""

_MAX_AGE = 300
"""Seconds for which caches may keep a redirect. What is withdrawn is deleted, so its URLs fail."""


def redirect_to_store(
    representation: Representation, audio: Audio, manifest: Manifest
) -> Response | None:
    """Return a redirect to the stored file; None if this server must answer itself.

    It sends what is not for everybody, because a URL of the store cannot be revoked. It answers
    HEAD, because the method is signed, and requests whose answer has no body.
    """
    # The player reads live audio with `fetch`, which would need the bucket's consent.
    is_live = "from" in request.args
    if request.method != "GET" or is_live or audio.restriction or not _is_wanted(audio):
        return None
    if not evaluate(request.method, request.headers, representation).window:
        return None
    url = services().library.url_of(audio.rendition, manifest, URL_LIFETIME)
    if url is None:
        return None
    headers = {"Location": url, "Cache-Control": f"public, max-age={_MAX_AGE}"}
    return Response(status=307, headers=headers)


def media_sources() -> str:
    """Return the sources of audio for the Content-Security-Policy of pages with a player."""
    sites = services().sites.all()
    config = services().config
    is_possible = config.redirect_audio or any(site.redirect_audio for site in sites)
    origin = media_origin(config.store) if is_possible else ""
    return f"'self' blob: {origin}".rstrip()


def _is_wanted(audio: Audio) -> bool:
    """Return what the site says, or else the server."""
    site = services().sites.find(audio.facts.site) if audio.facts.site else None
    wanted = site.redirect_audio if site else None
    return services().config.redirect_audio if wanted is None else wanted
