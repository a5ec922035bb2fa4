"""Parts of any input as an article's blocks, and what was dropped of it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from audio_cache.spec import Block, BlockKind
from listen.article.announce import announce
from listen.article.article import Dropped, coalesce
from listen.article.detect_language import detect_language
from listen.article.policy import Policy


@dataclass(frozen=True, slots=True)
class Part:
    kind: BlockKind
    text: str
    reason: str = ""
    """Why it is not read; empty when it is."""
    whole: Hashable = None
    """The table that it is a row of."""
    is_name: bool = False
    """Whether it says what the table is."""


def assemble(
    parts: Sequence[Part], policy: Policy, language: str | None
) -> tuple[list[Block], list[Dropped]]:
    """Running text as it is; tables and code as the policy says.

    Each table is announced, and code once, in however many pieces it comes.
    """
    ways = {"table": policy.tables, "code": policy.code}
    read = [part for part in parts if not part.reason]
    if any(ways.get(part.kind, "skip") != "skip" for part in read):
        language = language or detect_language(" ".join(part.text for part in read)[:5000])
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    before: Hashable = None
    for part in parts:
        if part.reason:
            dropped.append(Dropped(part.text, part.reason))
            continue
        way = ways.get(part.kind, "read")
        begins = part.kind in ways and (part.kind, part.whole) != before
        before = (part.kind, part.whole)
        named = begins and part.is_name and way != "skip"
        if begins and way != "skip":
            blocks += announce(part.kind, language, part.text if named else "")
        if named:
            continue
        if way == "read":
            blocks.append(Block(part.kind, part.text))
        else:
            dropped.append(Dropped(part.text, part.kind))
    return blocks, coalesce(dropped)
