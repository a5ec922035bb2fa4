"""Facts about a spec, derived once when its audio is requested and kept beside the spec."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class SpecFacts:
    """Values that the API shows of every audio and that are too slow to derive at each poll."""

    title: str
    """The title, else the first heading, else the first sentence."""
    characters: int
    """Code points of the article text."""
    words: int
    estimated_duration: float | None
    """Seconds; None when the voice's pace is unknown."""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)
