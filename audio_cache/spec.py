"""The spec of an audio: all inputs that determine its sound, and no others."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from itertools import accumulate
from typing import Any, Literal, get_args

RECIPE = 10
"""Version of the steps from spec to sound: normalize, segment, level, stitch, encode.

It must be raised with every audible change to them; tests/worker/test_recipe.py fails otherwise.
"""

SEPARATOR = "\n\n"
"""Separates two blocks in the article text."""

BlockKind = Literal[
    "title", "heading", "paragraph", "quote", "list_item", "caption", "table", "code", "disclosure"
]
BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)


@dataclass(frozen=True)
class Block:
    """A spoken part of the article. Its kind and its lines determine the pause after it."""

    kind: BlockKind
    text: str
    """A line break in it is heard: of verse or code. Wrapped lines are joined."""


@dataclass(frozen=True, order=True)
class LexiconEntry:
    """The pronunciation of a word or phrase: `say`, `ipa`, or both for voices without IPA."""

    word: str
    say: str = ""
    """A respelling, spoken like the text of the article."""
    ipa: str = ""
    """In the International Phonetic Alphabet, without slashes."""
    case: bool = False
    """True: it matches only in the same letter case."""
    whole: bool = True
    """True: it matches whole words only; a following 's or s is allowed."""
    language: str = ""
    """BCP 47 tag of the articles that it applies to; empty for any. Always empty in a spec."""

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that differ from their defaults, so that a new field changes no key."""
        values = ((f.name, f.default, getattr(self, f.name)) for f in fields(self))
        return {name: value for name, default, value in values if value != default}


@dataclass(frozen=True)
class SpeechOptions:
    """The fields of a spec that say how its text is spoken, without the text and the lexicon."""

    language: str
    voice: str
    speed: int
    recipe: int = RECIPE
    parts: tuple[tuple[BlockKind, str], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {**vars(self), "parts": dict(self.parts)}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "SpeechOptions":
        """Read the options from the fields of `to_dict` or of a spec's JSON."""
        return cls(
            language=fields["language"],
            voice=fields["voice"],
            speed=fields["speed"],
            recipe=fields["recipe"],
            parts=tuple(sorted(dict(fields.get("parts", ())).items())),
        )


@dataclass(frozen=True)
class SpeechSpec:
    """A resolved request. Equal specs have the same key and sound the same."""

    blocks: tuple[Block, ...]
    """In reading order; the title, if any, comes first, or after the disclosure."""
    language: str
    """BCP 47 tag, resolved: never "auto"."""
    voice: str
    """engine:name@revision, resolved."""
    speed: int
    """Hundredths of the voice's normal pace."""
    recipe: int = RECIPE
    lexicon: tuple[LexiconEntry, ...] = ()
    """The entries whose words occur in the blocks, sorted."""
    parts: tuple[tuple[BlockKind, str], ...] = ()
    """Block kinds that another voice speaks, with its reference; sorted."""

    @property
    def text(self) -> str:
        """The article text. All offsets index it, in Unicode code points."""
        return SEPARATOR.join(block.text for block in self.blocks)

    def block_spans(self) -> list[tuple[int, int]]:
        """Return where each block of `text` begins and ends."""
        starts = accumulate((len(block.text) + len(SEPARATOR) for block in self.blocks), initial=0)
        return [
            (start, start + len(block.text))
            for start, block in zip(starts, self.blocks, strict=False)
        ]

    @property
    def options(self) -> SpeechOptions:
        return SpeechOptions(self.language, self.voice, self.speed, self.recipe, self.parts)

    def to_json(self) -> str:
        """Return canonical JSON: equal specs serialize to equal text."""
        spec = asdict(self)
        # A spec without them keeps the key that it had before these fields existed.
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
    def from_dict(cls, fields: Mapping[str, Any]) -> "SpeechSpec":
        blocks = tuple(Block(**block) for block in fields["blocks"])
        lexicon = tuple(LexiconEntry(**entry) for entry in fields.get("lexicon", ()))
        parts = tuple(sorted(dict(fields.get("parts", ())).items()))
        return cls(**{**fields, "blocks": blocks, "lexicon": lexicon, "parts": parts})
