"""Finds the audio that a request names, if its client may have it."""

from flask import request

from audio_cache.formats import MP3
from audio_cache.stores.store import SIGNED
from listen.errors import Forbidden
from listen.library.audio import Audio
from listen.web.cache_tags import tag_response
from listen.web.http.conditional import IMMUTABLE
from listen.web.services import services

TOKEN = "token"
"""Name of the query parameter that signs a URL."""

_PRIVATE = "private, no-store"


def find_audio(key: str, extension: str = MP3) -> Audio:
    """Return the audio, and name it to caches of the response.

    Raises UnknownAudio, Gone, and Forbidden without a valid token.
    """
    audio = services().library.find(key, extension)
    tag_response(key)
    if audio.restriction == SIGNED:
        token = request.args.get(TOKEN, "")
        if not services().signer.is_valid(token, key):
            raise Forbidden("This audio needs a signed URL, and this one has expired or has none.")
    return audio


def cache_control(audio: Audio) -> str:
    """Return the Cache-Control of an audio's bytes and documents, which never change."""
    return _PRIVATE if audio.restriction else IMMUTABLE


def token_of(audio: Audio) -> str | None:
    """Return the token that the links of an audio need. The request has checked it."""
    return request.args.get(TOKEN) if audio.restriction == SIGNED else None
