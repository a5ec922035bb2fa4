"""The manifest beside an audio: its spec, its measurements, and its checksum."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from audio_cache.facts import SpecFacts
from audio_cache.spec import SpeechSpec


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
        return json.dumps({**asdict(self), "duration": self.duration}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Manifest":
        """Parse a manifest. Raises ValueError, KeyError or TypeError for anything else."""
        fields: Mapping[str, Any] = json.loads(text)
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
