"""The manifest beside an audio: its measurements, its checksum, and those of its documents."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from audio_cache.facts import SpecFacts
from audio_cache.spec import SpeechOptions

_CHECKSUM = ', "checksum": "'
"""Separates a manifest from its checksum, which covers the JSON without it."""


@dataclass(frozen=True)
class Manifest:
    """The description of a finished audio. It is small, however long the article is."""

    key: str
    """The key of the spec."""
    options: SpeechOptions
    """Those of the spec."""
    facts: SpecFacts | None
    """Facts of the spec; None for audio made before version 0.2."""
    format: str
    """A key of FORMATS."""
    sample_rate: int
    samples: int
    """Length of the decoded audio."""
    size: int
    """Bytes."""
    sha256: str
    """Of the bytes; serves as the ETag."""
    created: int
    """Unix time in seconds; serves as Last-Modified."""
    loudness: float | None
    """Integrated loudness, LUFS; None when the audio is too short to measure."""
    true_peak: float | None
    """dBTP."""
    segments: int
    cached: int
    """Segments taken from the sentence cache."""
    retried: int
    """Segments synthesized a second time in parts, because their length was implausible."""
    silent: int = 0
    """Segments without sound, because the voice cannot speak their text."""
    documents: Mapping[str, str] = field(default_factory=dict)
    """Names of the stored documents to the SHA-256 of their compressed bytes."""

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.samples / self.sample_rate

    def to_json(self) -> str:
        """Return JSON that ends with a checksum of the rest."""
        values = {**asdict(self), "options": self.options.to_dict(), "duration": self.duration}
        fields = json.dumps(values, ensure_ascii=False)
        return f'{fields[:-1]}{_CHECKSUM}{_sha256(fields)}"}}'

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Parse a manifest and verify its checksum. Raises as `verified_fields` and `from_dict`."""
        return cls.from_dict(verified_fields(text))

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "Manifest":
        """Build a manifest from verified fields.

        Raises KeyError, TypeError, ValueError or AttributeError for any others.
        """
        others = {name: fields[name] for name in fields if name not in ("duration", "checksum")}
        options, facts = SpeechOptions.from_dict(fields["options"]), fields["facts"]
        facts = SpecFacts.from_dict(facts) if facts else None
        return cls(**{**others, "options": options, "facts": facts})


def verified_fields(text: str) -> dict[str, Any]:
    """Parse the JSON of a manifest, and verify its checksum if it has one.

    Manifests from before version 0.3 may have none.

    Raises ValueError, KeyError, TypeError or RecursionError for anything else.
    """
    rest, _, checksum = text.rpartition(_CHECKSUM)
    if rest and checksum != f'{_sha256(rest + "}")}"}}':
        raise ValueError("wrong checksum")
    fields: dict[str, Any] = json.loads(text)
    if not fields["sample_rate"] > 0:
        raise ValueError("'sample_rate' must be positive")
    return fields


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
