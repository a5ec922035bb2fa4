"""The measured figures that the model takes, as JSON.

Processor times are seconds of one processor. Lengths of articles are seconds of audio: the work of
a worker grows with what it speaks.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True)
class JobCost:
    """The cost of a job in a worker: `begin` + `per_second` × audio + `end`.

    From jobs of two lengths, which give a straight line.
    """

    begin: float
    """Processor seconds from the queue to the first sound."""
    end: float
    """Processor seconds for the documents, and to store the audio."""
    per_second: float
    """Processor seconds for each second of new audio."""
    cores: float
    """Processors that the job uses while it has the machine for itself: two for concurrent
    segments, a little for the encoder."""


@dataclass(frozen=True)
class ServerCost:
    """What the servers spend for one request or article of a kind."""

    web: float = 0.0
    """Processor seconds of the web process and of the extraction."""
    redis: float = 0.0
    """Processor seconds of both Redis servers."""
    commands: float = 0.0
    """Commands of both Redis servers."""
    received: float = 0.0
    sent: float = 0.0
    """Bytes that the Redis servers received and sent."""
    client: float = 0.0
    """Processor seconds of the measuring client, which shares the machine in the check."""


@dataclass(frozen=True)
class Inputs:
    """One run of measurements."""

    about: str
    """Date, machine and libraries."""
    cores: int
    characters: float
    """Of a measured article."""
    seconds: float
    """Its audio."""
    segments: list[float]
    """Seconds of audio of the segments of several articles."""
    click: JobCost
    bulk: JobCost
    cached_per_second: float
    """Processor seconds for a second of audio that comes from the sentence cache, as it does after
    a job gave way."""
    turnover: float
    """Seconds from the checkpoint at which a job gives way until the worker has the next job."""
    accept: list[float]
    """Seconds from idle clicks to the response that names the audio."""
    first_sound: list[float]
    """Seconds from the same clicks to the first sound, in the same order."""
    busy_first_sound: list[float]
    """Seconds from clicks to the first sound while the only worker makes a bulk job."""
    cached_first_sound: list[float]
    """Seconds to the first bytes of finished audio, which are at once more than its first sound."""
    new_click: ServerCost
    publish: ServerCost
    cached_click: ServerCost
    idle: ServerCost
    """For each second of an idle machine with one worker."""
    worker_idle_commands: float
    """Redis commands for each second of a further idle worker."""
    worker_connections: float
    """Connections of a worker to both Redis servers."""
    other_connections: float
    """Connections of the web and the publish process."""
    store_bytes: float
    store_files: float
    """Of a measured article, with its documents."""
    audio_bytes: float
    """Of its MP3 file."""
    others: float
    """Processors that processes outside of the product used meanwhile; 0 on a quiet machine."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Load what `to_dict` has given, also from within docs/capacity.json."""
        fields: dict[str, Any] = json.loads(path.read_text("utf-8"))
        fields = fields.get("inputs", fields)
        for name in ("click", "bulk"):
            fields[name] = JobCost(**fields[name])
        for name in ("new_click", "publish", "cached_click", "idle"):
            fields[name] = ServerCost(**fields[name])
        return cls(**fields)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def begin(self) -> list[float]:
        """Return the seconds from the response to the first sound of each idle click."""
        return [s - a for s, a in zip(self.first_sound, self.accept, strict=True)]

    @property
    def longest_until_a_bulk_job_gave_way(self) -> float:
        """Return the worst busy click beyond the median idle one, in seconds."""
        idle = sorted(self.first_sound)[len(self.first_sound) // 2]
        return max(self.busy_first_sound) - idle
