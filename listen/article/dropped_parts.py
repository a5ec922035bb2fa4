"""The dropped parts of an article in brief, as they are kept with a publisher's article."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from listen.article.article import Dropped
from listen.article.reasons import MARKUP

_MAX_PARTS = 300
_MAX_TEXT = 400
"""Characters of a part."""


@dataclass(frozen=True)
class DroppedParts:
    """Parts of an article that are not spoken."""

    parts: tuple[Dropped, ...] = ()
    """The first ones, each with the beginning of its text. Markup has no words and is left out."""
    more: int = 0
    """Number of further ones."""

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> "DroppedParts":
        fields = json.loads(text)
        return cls(tuple(Dropped(**part) for part in fields["parts"]), fields["more"])


def in_brief(dropped: Iterable[Dropped]) -> DroppedParts:
    """Return the parts in brief."""
    parts = [part for part in dropped if part.reason != MARKUP and part.text.strip()]
    shown = tuple(Dropped(_beginning(part.text), part.reason) for part in parts[:_MAX_PARTS])
    return DroppedParts(shown, max(0, len(parts) - _MAX_PARTS))


def _beginning(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _MAX_TEXT else f"{text[: _MAX_TEXT - 1]}…"
