"""What was asked: every input that decides how the audio sounds, and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

RECIPE = 3
"""Version of what turns a spec into sound: normalising, segmenting, levelling, stitching, encoding.

Raise it with any change to those that can be heard; tests/worker/test_recipe.py fails until it is.
"""

SEPARATOR = "\n\n"
"""Stands between two blocks in the article text."""


@dataclass(frozen=True)
class Block:
    """A part of the article that is spoken: its kind decides the pause after it."""

    kind: str
    """title, heading, paragraph, quote, list_item, caption, table or code."""
    text: str


@dataclass(frozen=True)
class SpeechSpec:
    """The resolved request: two equal specs sound the same, and have the same key."""

    blocks: tuple[Block, ...]
    """In reading order, the title (if there is one) first."""
    language: str
    """BCP 47 tag, as resolved: never "auto"."""
    voice: str
    """engine:name@revision, as resolved."""
    speed: int
    """Hundredths of the voice's own pace."""
    recipe: int = RECIPE

    @property
    def text(self) -> str:
        """The article text, which every offset points into, in Unicode code points."""
        return SEPARATOR.join(block.text for block in self.blocks)

    def to_json(self) -> str:
        """Canonical JSON: equal specs give equal text."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> "SpeechSpec":
        return cls.from_dict(json.loads(text))

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "SpeechSpec":
        return cls(**{**fields, "blocks": tuple(Block(**block) for block in fields["blocks"])})
