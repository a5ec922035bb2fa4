"""The manifest beside an audio: its spec, its measurements, and its checksum."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from audio_cache.facts import SpecFacts
from audio_cache.spec import SpeechSpec

_CHECKSUM = ', "checksum": "'
"""Separates a manifest from its checksum, which covers the JSON without it."""


@dataclass(frozen=True)
class Timing:
    """The position of a segment in the article text and in the audio."""

    block: int
    sentence: int
    start: int
    end: int
    """Code points of the spec's text."""
    start_time: float
    end_time: float
    """Seconds from the first sample, to the sample."""


@dataclass(frozen=True)
class Manifest:
    """The description of a finished audio."""

    spec: SpeechSpec
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
    cached: int
    """Segments taken from the sentence cache."""
    retried: int
    """Segments synthesized a second time in parts, because their length was implausible."""
    timings: tuple[Timing, ...]
    silent: int = 0
    """Segments without sound, because the voice cannot speak their text."""
    facts: SpecFacts | None = None
    """Facts of the spec; None in manifests written before version 0.2."""

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.samples / self.sample_rate

    def to_json(self) -> str:
        """Return JSON that ends with a checksum of the rest."""
        fields = json.dumps({**asdict(self), "duration": self.duration}, ensure_ascii=False)
        return f'{fields[:-1]}{_CHECKSUM}{_sha256(fields)}"}}'

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Parse a manifest and verify its checksum. Older manifests have none.

        Raises ValueError, KeyError, TypeError or RecursionError for anything else.
        """
        rest, _, checksum = text.rpartition(_CHECKSUM)
        if rest and checksum != f'{_sha256(rest + "}")}"}}':
            raise ValueError("wrong checksum")
        fields: Mapping[str, Any] = json.loads(text)
        if not fields["sample_rate"] > 0:
            raise ValueError("'sample_rate' must be positive")
        return cls(
            spec=SpeechSpec.from_dict(fields["spec"]),
            format=fields["format"],
            sample_rate=fields["sample_rate"],
            samples=fields["samples"],
            size=fields["size"],
            sha256=fields["sha256"],
            created=fields["created"],
            loudness=fields["loudness"],
            true_peak=fields["true_peak"],
            cached=fields["cached"],
            retried=fields["retried"],
            timings=tuple(Timing(**timing) for timing in fields["timings"]),
            silent=fields.get("silent", 0),
            facts=SpecFacts(**fields["facts"]) if fields.get("facts") else None,
        )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
