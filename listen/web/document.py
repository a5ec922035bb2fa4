"""Sends a document that is stored compressed: as it is, if the client accepts that."""

import hashlib
from io import BytesIO

from flask import Response, request

from audio_cache.documents import CAPTIONS, CHAPTERS, MARKS, REPORT, decompress
from listen.library.audio import Audio
from listen.web.find_audio import cache_control
from listen.web.http.conditional import Representation
from listen.web.http.file import send_representation
from listen.web.services import services

_MEDIA_TYPES = {
    MARKS: "application/json",
    REPORT: "application/json",
    CAPTIONS: "text/vtt",
    CHAPTERS: "application/json+chapters",
}


def send_document(audio: Audio, name: str) -> Response:
    """Answer a GET or HEAD with a document. Raises NotFinished, and Unavailable."""
    content = services().documents.get(audio, name)
    assert audio.manifest
    return send_compressed(
        content, _MEDIA_TYPES[name], audio.manifest.created, cache_control(audio)
    )


def send_compressed(
    content: bytes, media_type: str, last_modified: int, cache_control: str
) -> Response:
    """Answer a GET or HEAD with a document in gzip's format. `last_modified` is a Unix time."""
    etag = hashlib.sha256(content).hexdigest()
    is_compressed = request.accept_encodings.quality("gzip") > 0
    if is_compressed:
        etag += "-gzip"
    else:
        content = decompress(content)
    representation = Representation(
        size=len(content),
        etag=f'"{etag}"',
        last_modified=last_modified,
        content_type=media_type,
        cache_control=cache_control,
    )
    response = send_representation(request, representation, lambda: BytesIO(content))
    response.vary.add("Accept-Encoding")
    if is_compressed and response.status_code != 304:
        response.headers["Content-Encoding"] = "gzip"
    return response
