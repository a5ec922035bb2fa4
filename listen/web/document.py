"""Sends a stored document of an audio: compressed as it is stored, if the client accepts that."""

import hashlib
from io import BytesIO

from flask import Response, request

from audio_cache.documents import CAPTIONS, MARKS, REPORT, decompress
from listen.library.audio import Audio
from listen.web.find_audio import cache_control
from listen.web.http.conditional import Representation
from listen.web.http.file import send_representation
from listen.web.services import services

_MEDIA_TYPES = {
    MARKS: "application/json",
    REPORT: "application/json",
    CAPTIONS: "text/vtt; charset=utf-8",
}


def send_document(audio: Audio, name: str) -> Response:
    """Answer a GET or HEAD with a document. Raises NotFinished, and Unavailable."""
    content = services().documents.get(audio, name)
    etag = hashlib.sha256(content).hexdigest()
    is_compressed = request.accept_encodings.quality("gzip") > 0
    if is_compressed:
        etag += "-gzip"
    else:
        content = decompress(content)
    assert audio.manifest
    representation = Representation(
        size=len(content),
        etag=f'"{etag}"',
        last_modified=audio.manifest.created,
        content_type=_MEDIA_TYPES[name],
        cache_control=cache_control(audio),
    )
    response = send_representation(request, representation, lambda: BytesIO(content))
    response.vary.add("Accept-Encoding")
    if is_compressed and response.status_code != 304:
        response.headers["Content-Encoding"] = "gzip"
    return response
