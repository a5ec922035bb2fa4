"""The audio as search engines read it: an AudioObject (https://schema.org/AudioObject)."""

from datetime import UTC, datetime
from typing import Any

from audio_cache.formats import FORMATS, MP3
from audio_cache.manifest import Manifest
from listen.article.disclosure import Line
from listen.library.audio import Audio
from listen.provenance.marks import voices_of
from listen.provenance.source_type import schema_org_source_type
from listen.web.oembed import embed_url


def audio_object(
    audio: Audio, manifest: Manifest, root: str, line: Line | None, title: str | None = None
) -> dict[str, Any]:
    """Return the JSON-LD of a finished audio that everybody may have.

    `root` is the server's URL, with a slash at its end; `line` is that of the site's disclosure.
    """
    credit = {"creditText": line.text} if line else {}
    return {
        "@context": "https://schema.org",
        "@type": "AudioObject",
        "name": title or audio.facts.title,
        "contentUrl": f"{root}{audio.rendition.url.removeprefix('/')}",
        "embedUrl": embed_url(root, audio.key),
        "encodingFormat": FORMATS[MP3],
        "contentSize": str(manifest.size),
        "duration": iso_duration(manifest.duration),
        "inLanguage": audio.options.language,
        "uploadDate": datetime.fromtimestamp(manifest.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "digitalSourceType": schema_org_source_type(voices_of(audio.options)),
        **credit,
    }


def iso_duration(seconds: float) -> str:
    """Return a duration as ISO 8601 writes it: PT3M34S."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + ("".join(f"{value}{unit}" for value, unit in parts if value) or "0S")
