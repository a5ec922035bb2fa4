"""Assembles the article from text blocks: the spoken blocks, and what is dropped."""

from collections.abc import Hashable, Sequence

from audio_cache.spec import Block, BlockKind
from listen.article.announce import announce
from listen.article.article import Dropped, coalesce
from listen.article.detect_language import detect_language
from listen.article.policy import Mode, Policy
from listen.article.text_block import TextBlock, kept_blocks
from listen.article.verse import Stanza, join_stanzas

_SAMPLE = 5000
"""Characters by which the language of announcements is detected."""


def assemble(
    blocks: Sequence[TextBlock], policy: Policy, language: str | None
) -> tuple[list[Block], list[Dropped]]:
    """Return the spoken blocks and the dropped parts, with tables and code as the policy says.

    Each table is announced once, and so is each run of code. The language of the announcements is
    detected when it is None. A stanza is one block.
    """
    modes: dict[BlockKind, Mode] = {"table": policy.tables, "code": policy.code}
    kept = kept_blocks(blocks)
    if any(modes.get(block.kind, "skip") != "skip" for block in kept):
        language = language or detect_language(" ".join(block.text for block in kept)[:_SAMPLE])
    spoken: list[tuple[Block, Stanza | None]] = []
    dropped: list[Dropped] = []
    previous: Hashable = None
    for block in blocks:
        dropped += block.taken_out
        if block.reason:
            dropped.append(Dropped(block.text, block.reason))
            continue
        mode = modes.get(block.kind, "read")
        is_first = block.kind in modes and (block.kind, block.table) != previous
        previous = (block.kind, block.table)
        is_caption = is_first and block.is_table_caption and mode != "skip"
        if is_first and mode != "skip":
            announced = announce(block.kind, language, block.text if is_caption else "")
            spoken += [(one, None) for one in announced]
        if is_caption:
            continue
        if mode == "read":
            spoken.append((Block(block.kind, block.text), block.stanza))
        else:
            dropped.append(Dropped(block.text, block.kind))
    return join_stanzas(spoken), coalesce(dropped)
