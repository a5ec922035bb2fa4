"""The counters of an article on a day."""

from dataclasses import asdict, dataclass, fields
from typing import Self


@dataclass(frozen=True)
class Counts:
    """Sums over the readers of an article. Counters are columns of the table `plays`."""

    loads: int = 0
    """Players that loaded the description of the audio."""
    plays: int = 0
    """Players in which the audio began to sound."""
    quarter_25: int = 0
    """Players that played a quarter of the audio. Each second counts once."""
    quarter_50: int = 0
    quarter_75: int = 0
    completions: int = 0
    """Players that reached the end, and played three quarters."""
    seconds: int = 0
    """Seconds of audio that were played. A player counts each second once."""
    downloads: int = 0
    """Downloads of the podcast episode (IAB Podcast Technical Measurement Guidelines 2.2)."""

    def __add__(self, other: Self) -> "Counts":
        mine, theirs = self.to_dict(), other.to_dict()
        return Counts(**{name: mine[name] + theirs[name] for name in NAMES})

    def to_dict(self) -> dict[str, int]:
        return asdict(self)


NAMES = tuple(field.name for field in fields(Counts))
"""Names of the counters."""
