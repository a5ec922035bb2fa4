"""Facts about a spec, which are derived once, when its audio is requested, and stored with it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self


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

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Self:
        """Read the fields of `to_dict`. Those of a later version are ignored.

        Raises TypeError if one without a default is missing.
        """
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in facts.items() if name in known})
