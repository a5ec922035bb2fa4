"""/audio/KEY.EXTENSION.c2pa: the signature of a stored file (C2PA), apart from it."""

from io import BytesIO

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import NotFound

from audio_cache.formats import FORMATS
from listen.errors import NotFinished
from listen.library.audio import Audio
from listen.web.find_audio import cache_control, find_audio, token_of
from listen.web.http.conditional import Representation
from listen.web.http.file import send_representation
from listen.web.services import services

signature = Blueprint("signature", __name__, url_prefix="/audio")


@signature.get("/<key>.<extension>.c2pa")
def send_signature(key: str, extension: str) -> Response:
    """Send the manifest: 404 if the server does not sign, 409 until the audio is finished."""
    signatures = services().signatures
    if extension not in FORMATS or signatures is None:
        raise NotFound("This server signs no audio.")
    audio = find_audio(key, extension)
    if audio.manifest is None:
        raise NotFinished("This is available when the audio is finished.")
    found = signatures.apart(audio.manifest)
    representation = Representation(
        size=len(found.content),
        etag=f'"{found.sha256}"',
        last_modified=audio.manifest.created,
        content_type="application/c2pa",
        cache_control="no-cache" if audio.restriction is None else cache_control(audio),
    )
    return send_representation(request, representation, lambda: BytesIO(found.content))


def link_to_signature(audio: Audio) -> str:
    """Return the header `Link` of the stored file."""
    path = url_for(
        "signature.send_signature",
        key=audio.key,
        extension=audio.rendition.format,
        token=token_of(audio),
    )
    return f'<{path}>; rel="c2pa-manifest"'
