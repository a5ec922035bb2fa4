"""Finds the lexicon entries that occur in an article, for a new spec or for one that exists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from audio_cache.spec import SEPARATOR, Block, BlockKind, SpeechSpec
from audio_cache.voice import Voice, id_of
from listen.errors import TooLong, UnknownVoice
from listen.lexicon.applicable import (
    Entries,
    applicable_entries,
    ipa_only_entries,
    merge_pronunciations,
)
from listen.voices.fallbacks import with_current_revision
from worker.script.lexicon_uses import UseCounts, count_uses


def lexicon_uses(
    blocks: Sequence[Block],
    speaks_ipa: Callable[[BlockKind], bool],
    lexicons: Sequence[Entries],
    language: str,
) -> tuple[UseCounts, UseCounts]:
    """Return the uses of applicable entries, and of those that the voice cannot speak.

    `speaks_ipa` tells whether the voice of a kind of blocks does. A later lexicon overrides
    earlier ones.
    """
    ipa_blocks = [block for block in blocks if speaks_ipa(block.kind)]
    other_blocks = [block for block in blocks if not speaks_ipa(block.kind)]
    uses = count_uses(ipa_blocks, applicable_entries(lexicons, language, speaks_ipa=True))
    uses += count_uses(other_blocks, applicable_entries(lexicons, language, speaks_ipa=False))
    return uses, count_uses(other_blocks, ipa_only_entries(lexicons, language))


def check_length(spec: SpeechSpec, uses: UseCounts, max_chars: int) -> None:
    """Raise TooLong if the article with its respellings, without a disclosure, is too long."""
    texts = [block.text for block in spec.blocks if block.kind != "disclosure"]
    characters = len(SEPARATOR.join(texts)) + _added_characters(uses)
    if characters > max_chars:
        raise TooLong(
            f"The article must not be longer than {max_chars} characters, got {characters}."
        )


def pronounce_again(
    spec: SpeechSpec, voices: Iterable[Voice], lexicons: Sequence[Entries], max_chars: int
) -> SpeechSpec:
    """Return the spec of the same words with other lexicons, as a new request would have it.

    Its voices have their current revisions. Raises UnknownVoice and TooLong.
    """
    by_id = {voice.id: voice for voice in voices}
    main = _voice(by_id, spec.voice)
    parts = {kind: _voice(by_id, reference) for kind, reference in spec.parts}
    uses, _ = lexicon_uses(
        spec.blocks, lambda kind: parts.get(kind, main).ipa, lexicons, spec.language
    )
    check_length(spec, uses, max_chars)
    return replace(with_current_revision(spec, by_id.values()), lexicon=merge_pronunciations(uses))


def _voice(by_id: dict[str, Voice], reference: str) -> Voice:
    voice = by_id.get(id_of(reference))
    if voice is None:
        raise UnknownVoice(f"No worker has the voice {id_of(reference)} of the article now.")
    return voice


def _added_characters(uses: UseCounts) -> int:
    """Return the number of characters that respellings add to the article."""
    return sum(count * max(0, len(entry.say) - len(entry.word)) for entry, count in uses.items())
