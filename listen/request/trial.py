"""A sentence before and after a lexicon entry, to be heard by who proposes the entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from audio_cache.excerpt import excerpt
from audio_cache.spec import Block, BlockKind, LexiconEntry, SpeechSpec
from audio_cache.voice import Voice
from listen.errors import Unprocessable
from listen.lexicon.applicable import Entries
from listen.lexicon.entries import merge
from listen.request.pronounce import pronounce_again
from worker.script.normalize.lexicon import Lexicon
from worker.script.segment import segment

MAX_SENTENCE = 1_000
"""Characters of a sentence that is heard."""


@dataclass(frozen=True)
class Lexicons:
    """The lexicons of an article."""

    site: Entries
    """Of listen.toml."""
    edits: Entries
    """Of the site's editors."""
    own: Entries = ()
    """Of the article's own request."""

    @property
    def in_order(self) -> tuple[Entries, Entries, Entries]:
        """Return the lexicons; a later one overrides earlier ones."""
        return self.site, self.edits, self.own

    def with_edit(self, entry: LexiconEntry) -> "Lexicons":
        """Return the lexicons as they will be when an editor has saved the entry."""
        kept = [
            edit
            for edit in self.edits
            if (edit.word, edit.language) != (entry.word, entry.language)
        ]
        return replace(self, edits=merge(kept, (entry,)))

    def to_dict(self) -> dict[str, Any]:
        return {name: [each.to_dict() for each in entries] for name, entries in vars(self).items()}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "Lexicons":
        return cls(
            **{
                name: tuple(LexiconEntry(**each) for each in entries)
                for name, entries in fields.items()
            }
        )


@dataclass(frozen=True)
class Trial:
    """A sentence, spoken with the present lexicon and with the proposed entry too."""

    sentence: str
    before: SpeechSpec
    after: SpeechSpec


def try_entry(
    article: SpeechSpec,
    sentence: str | None,
    entry: LexiconEntry,
    lexicons: Lexicons,
    voices: Iterable[Voice],
) -> Trial:
    """Return the specs of a sentence as the article's voice would speak it.

    Without `sentence`, it is the first one of the article that holds the word. Raises
    Unprocessable if there is none, or if the sentence does not hold the word, and UnknownVoice.
    """
    lexicon, voices = Lexicon([entry]), list(voices)
    if sentence is None:
        block = _sentence(article, lexicon)
        if block is None:
            raise Unprocessable(f"The article does not hold the word {excerpt(entry.word)}.")
    else:
        block = Block(_kind(article, sentence), sentence)
        if not lexicon.find(sentence):
            raise Unprocessable(
                f"'sentence' must hold the word {excerpt(entry.word)}, got {excerpt(sentence)}."
            )
    parts = tuple((kind, voice) for kind, voice in article.parts if kind == block.kind)
    spec = replace(article, blocks=(block,), parts=parts)
    limit = 100 * MAX_SENTENCE  # respellings make a sentence longer
    before, after = (
        pronounce_again(spec, voices, each.in_order, limit)
        for each in (lexicons, lexicons.with_edit(entry))
    )
    return Trial(block.text, before, after)


def _sentence(article: SpeechSpec, lexicon: Lexicon) -> Block | None:
    """Return the first sentence of the article in which the lexicon finds a word."""
    for block in article.blocks:
        found = lexicon.find(block.text)
        if not found:
            continue
        spans = segment(lexicon.mask(block.text), article.language, MAX_SENTENCE)
        for span in spans:
            if span.start <= found[0].start < span.end:
                return Block(block.kind, block.text[span.start : span.end])
    return None


def _kind(article: SpeechSpec, sentence: str) -> BlockKind:
    """Return the kind of the block that holds the sentence."""
    found = (block.kind for block in article.blocks if sentence in block.text)
    return next(found, "paragraph")
