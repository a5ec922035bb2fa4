"""Entries written before version 0.3, whose manifests held the spec and the timings."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import Any

from audio_cache.documents import TIMINGS, checksums, compress
from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.spec import SpeechSpec
from audio_cache.timing import Timing, timings_to_json


def is_old(fields: Mapping[str, Any]) -> bool:
    """Return whether these are the fields of a manifest from before version 0.3."""
    return "spec" in fields


def upgrade(fields: Mapping[str, Any]) -> tuple[Manifest, SpeechSpec, dict[str, bytes]]:
    """Return the manifest, the spec and the documents that stand for an old manifest.

    Raises KeyError, TypeError, ValueError or AttributeError for any other fields.
    """
    spec = SpeechSpec.from_dict(fields["spec"])
    timings = [Timing(**timing) for timing in fields["timings"]]
    documents = {TIMINGS: compress(timings_to_json(timings))}
    known = {field.name for field in fields_of(Manifest)}
    kept = {name: value for name, value in fields.items() if name in known}
    manifest = Manifest.from_dict(
        {
            **kept,
            "key": key_of(spec),
            "options": spec.options.to_dict(),
            "facts": fields.get("facts"),
            "segments": len(timings),
            "documents": checksums(documents),
        }
    )
    return manifest, spec, documents
