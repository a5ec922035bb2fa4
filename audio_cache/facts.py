"""Facts about a spec, which are derived once, when its audio is requested, and stored with it."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class SpecFacts:
    """Values in the audio resource that are too slow to derive at each poll."""

    title: str
    """The title, or else the first heading, or else the first sentence."""
    characters: int
    """Code points of the article text."""
    words: int
    estimated_duration: float | None
    """Seconds; None if the voice and so its pace is unknown."""
    prose_share: float | None = None
    """Share of the running text of the page that is spoken, 0 to 1; of the first page if several
    have the same words. None for text, and if the page is unknown."""

    site: str | None = None
    """Name of the site that the article belongs to; of the first one if several have the same
    words. None for other text."""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)
