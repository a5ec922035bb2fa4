"""The versions of a finished file: as it is stored, as clients save it, as podcasts have it."""

import hashlib
from dataclasses import dataclass, replace

from audio_cache.manifest import Manifest
from listen.errors import Unavailable
from listen.library.audio import Audio
from listen.provenance.mark_file import START_BYTES, Splice, mark_file
from listen.provenance.marks import Marks
from listen.web.find_audio import cache_control
from listen.web.services import services

_UNSIGNED = "no-cache"
"""Cache-Control of a file that is to be signed and could not be: the next one may be signed."""


@dataclass(frozen=True)
class FileVersion:
    """The bytes of a response."""

    splice: Splice
    """Their difference from the stored file."""
    etag: str
    """Without quotes."""
    cache_control: str
    is_stored: bool = False
    """True: they are those of the stored file."""


def stored_version(audio: Audio, manifest: Manifest) -> FileVersion:
    """Return the file as it is stored, and as it is streamed while it is made."""
    return FileVersion(Splice(), manifest.sha256, cache_control(audio), is_stored=True)


def download_version(audio: Audio, manifest: Manifest) -> FileVersion:
    """Return the file with its marks, and signed if the server signs. Raises FileNotFoundError."""
    marks = Marks.of(audio.facts.title, audio.options, manifest.duration)
    with services().library.open(audio.rendition, manifest) as file:
        marked = mark_file(audio.rendition.format, file.read(START_BYTES), marks)
    control = cache_control(audio)
    if signatures := services().signatures:
        try:
            signature = signatures.inside(manifest, marked)
        except Unavailable:
            control = control if audio.restriction else _UNSIGNED
        else:
            if signature:
                return FileVersion(signature.splice, signature.sha256, control)
    if not marked.head:
        return stored_version(audio, manifest)
    return replace(spliced_version(audio, manifest, marked), cache_control=control)


def spliced_version(audio: Audio, manifest: Manifest, splice: Splice) -> FileVersion:
    """Return the file with another beginning."""
    digest = hashlib.sha256(splice.head).hexdigest()[:16]
    return FileVersion(splice, f"{manifest.sha256}-{digest}", cache_control(audio))
