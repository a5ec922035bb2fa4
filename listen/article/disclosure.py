"""Disclosure: how listeners learn that a synthetic voice reads ([sites.NAME.disclosure])."""

from dataclasses import dataclass
from typing import Any, Literal, Self

from audio_cache.spec import Block
from listen.article.disclosure_sentences import SENTENCES
from listen.article.speakable import drop_unspeakable

DisclosureMode = Literal["text", "spoken", "off"]
Place = Literal["beginning", "end"]

Wording = tuple[tuple[str, str], ...]
"""Pairs of a language tag and a text; an empty tag stands for all other languages."""


_FULL_STOPS = ".。।"


@dataclass(frozen=True)
class Line:
    """The line in the player."""

    text: str
    language: str
    """BCP 47 tag."""


@dataclass(frozen=True)
class Disclosure:
    """The line in the player, and the sentence in the audio."""

    mode: DisclosureMode = "text"
    """`text`: a line in the player. `spoken`: also a sentence in the audio. `off`: neither."""
    place: Place = "beginning"
    """Place of the spoken sentence."""
    text: Wording = ()
    """Own wording of the line."""
    sentence: Wording = ()
    """Own wording of the sentence."""

    def line(self, language: str) -> Line | None:
        """Return the line for an article in a language; None if the publisher wants none.

        It is in English for languages without a wording.
        """
        if self.mode == "off":
            return None
        if text := _find(dict(self.text), language):
            return Line(text, language)
        if sentence := _find(SENTENCES, language):
            return Line(sentence.rstrip(_FULL_STOPS), language)
        return Line(SENTENCES["en"].rstrip(_FULL_STOPS), "en")

    def with_sentence(
        self, blocks: list[Block], language: str, scripts: tuple[str, ...]
    ) -> list[Block]:
        """Return the blocks with the spoken sentence, if there is one to speak.

        There is none in languages without a wording, and none that a voice of these scripts could
        speak in part only.
        """
        sentence = _find(dict(self.sentence), language) or _find(SENTENCES, language)
        if self.mode != "spoken" or sentence is None:
            return blocks
        block = Block("disclosure", sentence)
        if drop_unspeakable([block], scripts).blocks != [block]:
            return blocks
        return [block, *blocks] if self.place == "beginning" else [*blocks, block]

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> Self:
        """Return the disclosure whose fields `dataclasses.asdict` returned, also through JSON."""
        text, sentence = (tuple(map(tuple, fields[name])) for name in ("text", "sentence"))
        return cls(**{**fields, "text": text, "sentence": sentence})


BY_DEFAULT = Disclosure()


def _find(wordings: dict[str, str], language: str) -> str | None:
    """Return the text for a language tag, for the longest part of it that has one (RFC 4647)."""
    tag = language
    while tag and tag not in wordings:
        tag = tag.rpartition("-")[0]
    return wordings.get(tag)
