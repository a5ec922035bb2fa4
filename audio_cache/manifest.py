"""The JSON beside an audio: what was asked, what came of it, and how to tell that it is whole."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from audio_cache.spec import SpeechSpec


@dataclass(frozen=True)
class Timing:
    """Where a segment stands in the article text and in the audio."""

    block: int
    sentence: int
    start: int
    end: int
    """Code points into the spec's text."""
    start_time: float
    end_time: float
    """Seconds from the first sample, to the sample."""


@dataclass(frozen=True)
class Manifest:
    spec: SpeechSpec
    format: str
    """mp3"""
    sample_rate: int
    samples: int
    """Length of the decoded audio."""
    size: int
    """Bytes."""
    sha256: str
    """Of the bytes; the ETag."""
    created: int
    """Unix time, seconds; the Last-Modified."""
    loudness: float | None
    """LUFS, integrated; None for what is too short to have one."""
    true_peak: float | None
    """dBTP."""
    cached: int
    """Segments that had been spoken before."""
    retried: int
    """Segments that were spoken again in parts, because they came out too short or too long."""
    timings: tuple[Timing, ...]
    silent: int = 0
    """Segments that the voice has no sound for."""

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.samples / self.sample_rate

    def to_json(self) -> str:
        return json.dumps({**asdict(self), "duration": self.duration}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Manifest":
        """Raises ValueError, KeyError or TypeError for anything but a manifest."""
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
        )
