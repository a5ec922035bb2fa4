"""Reads a manifest from a store, where anything may have happened to it."""

from collections.abc import Mapping
from typing import Any

from audio_cache.manifest import Manifest, verified_fields
from audio_cache.rendition import Rendition

MANIFEST_ERRORS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""Errors of a text that is no manifest."""


def read_manifest(text: str, rendition: Rendition) -> Manifest:
    """Parse the manifest of a rendition. Raises one of MANIFEST_ERRORS for anything else."""
    return manifest_of(verified_fields(text), rendition)


def manifest_of(fields: Mapping[str, Any], rendition: Rendition) -> Manifest:
    """Build the manifest of a rendition. Raises one of MANIFEST_ERRORS for other fields."""
    manifest = Manifest.from_dict(fields)
    if "checksum" not in fields:
        raise ValueError("no checksum")
    check_identity(manifest, rendition)
    return manifest


def check_identity(manifest: Manifest, rendition: Rendition) -> None:
    """Raise ValueError if the manifest is that of another rendition."""
    if (manifest.key, manifest.format) != (rendition.key, rendition.format):
        raise ValueError("of another audio")
