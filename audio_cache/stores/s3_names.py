"""Names of the objects of a key, as described in s3.py."""

from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition


def folder(key: str) -> str:
    return f"audio/{key}"


def digest(manifest: Manifest) -> str:
    """Return the end of the name of an audio."""
    return manifest.sha256[:32]


def audio(rendition: Rendition, manifest: Manifest) -> str:
    return f"{folder(rendition.key)}/{rendition.format}.{digest(manifest)}"


def manifest(rendition: Rendition) -> str:
    return f"{folder(rendition.key)}/{rendition.format}.json"


def evicted(rendition: Rendition) -> str:
    return f"{folder(rendition.key)}/{rendition.format}.evicted.json"


def document(rendition: Rendition, name: str) -> str:
    return f"{folder(rendition.key)}/{rendition.format}.{name}.gz"


def spec(key: str) -> str:
    return f"{folder(key)}/spec.json.gz"


def restriction(key: str) -> str:
    return f"{folder(key)}/restriction"


def attachment(key: str, name: str) -> str:
    return f"{folder(key)}/attached.{name}"


def use(key: str) -> str:
    return f"{folder(key)}/used"
