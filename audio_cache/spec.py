"""What was asked: every input that decides how the audio sounds, and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

RECIPE = 4
"""Version of what turns a spec into sound: normalising, segmenting, levelling, stitching, encoding.

Raise it with any change to those that can be heard; tests/worker/test_recipe.py fails until it is.
"""

SEPARATOR = "\n\n"
"""Stands between two blocks in the article text."""


KINDS = ("title", "heading", "paragraph", "quote", "list_item", "caption", "table", "code")


@dataclass(frozen=True)
class Block:
    """A part of the article that is spoken: its kind decides the pause after it."""

    kind: str
    """One of KINDS."""
    text: str


@dataclass(frozen=True, order=True)
class Entry:
    """How a word or a phrase is said: `say`, `ipa` or, also for voices that know no IPA, both."""

    word: str
    say: str = ""
    """A respelling, to be read like the article's own words."""
    ipa: str = ""
    """In the International Phonetic Alphabet, without slashes."""
    case: bool = False
    """Whether it is found only as it is written, capital for capital."""
    whole: bool = True
    """Whether it is found only as whole words, with 's or s after them or not."""
    language: str = ""
    """BCP 47 tag of the articles that it is for; empty: any, and so in a spec."""

    def to_dict(self) -> dict[str, Any]:
        """What differs from the defaults: no field that is added later changes a key."""
        values = ((f.name, f.default, getattr(self, f.name)) for f in fields(self))
        return {name: value for name, default, value in values if value != default}


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
    lexicon: tuple[Entry, ...] = ()
    """Of the entries for it those whose words occur in it, sorted."""
    parts: tuple[tuple[str, str], ...] = ()
    """Kinds of blocks that another voice speaks, and its reference; sorted."""

    @property
    def text(self) -> str:
        """The article text, which every offset points into, in Unicode code points."""
        return SEPARATOR.join(block.text for block in self.blocks)

    def to_json(self) -> str:
        """Canonical JSON: equal specs give equal text."""
        spec = asdict(self)
        # Of a spec without them: it has its key from before there were any.
        del spec["lexicon"], spec["parts"]
        if self.lexicon:
            spec["lexicon"] = [entry.to_dict() for entry in self.lexicon]
        if self.parts:
            spec["parts"] = dict(self.parts)
        return json.dumps(spec, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> "SpeechSpec":
        return cls.from_dict(json.loads(text))

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "SpeechSpec":
        blocks = tuple(Block(**block) for block in given["blocks"])
        lexicon = tuple(Entry(**entry) for entry in given.get("lexicon", ()))
        parts = tuple(sorted(dict(given.get("parts", ())).items()))
        return cls(**{**given, "blocks": blocks, "lexicon": lexicon, "parts": parts})
