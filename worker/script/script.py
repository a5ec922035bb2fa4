"""The script of an article: its blocks cut into the segments that are spoken one at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from audio_cache.spec import SEPARATOR, Block, BlockKind
from worker.script import clauses
from worker.script.chunks import cut
from worker.script.normalize import normalize
from worker.script.normalize.lexicon import NO_LEXICON, Lexicon
from worker.script.pauses import pause_after
from worker.script.segment import Span, segment

_READ_AT_ONCE = 2_000
"""Code points: a longer sentence is cut before anybody reads it."""

NO_LIMITS: Mapping[BlockKind, int] = MappingProxyType({})
NO_LEXICONS: Mapping[BlockKind, Lexicon] = MappingProxyType({})


@dataclass(frozen=True)
class Segment:
    block: int
    """Index of its block."""
    sentence: int
    """Index of its sentence in the article; the clauses of a long one share it."""
    start: int
    end: int
    """Code points into the article text."""
    spoken: str
    """What the engine is given."""
    pause: float
    """Seconds of silence after it; none after the last."""


def write_script(
    blocks: Sequence[Block],
    language: str,
    limit: int,
    lexicon: Lexicon = NO_LEXICON,
    limits: Mapping[BlockKind, int] = NO_LIMITS,
    lexicons: Mapping[BlockKind, Lexicon] = NO_LEXICONS,
) -> list[Segment]:
    """Every character of the blocks but white space is in exactly one segment.

    No spoken form is longer than `limit`, in code points, where it can be cut. `limits` and
    `lexicons` are of the kinds of blocks that have their own.
    """
    pieces = []
    offset = sentences = 0
    for index, block in enumerate(blocks):
        known = lexicons.get(block.kind, lexicon)
        spans = segment(known.seal(block.text), language, _READ_AT_ONCE)
        reader = _Reader(block.text, language, known, limits.get(block.kind, limit))
        spoken = [
            (span, words)
            for number, span in enumerate(spans)
            for span, words in reader.read(span, opens=index == number == 0)
        ]
        for (span, words), after in zip(spoken, [*spoken[1:], None], strict=False):
            pause = pause_after(
                block.kind,
                block_ends=after is None,
                sentence_ends=after is None or after[0].sentence != span.sentence,
            )
            pieces.append(
                Segment(
                    block=index,
                    sentence=sentences + span.sentence,
                    start=offset + span.start,
                    end=offset + span.end,
                    spoken=words,
                    pause=pause,
                )
            )
        sentences += spans[-1].sentence + 1 if spans else 0
        offset += len(block.text) + len(SEPARATOR)
    return [*pieces[:-1], *(replace(last, pause=0.0) for last in pieces[-1:])]


@dataclass(frozen=True)
class _Reader:
    """Reads the sentences of one block."""

    text: str
    language: str
    lexicon: Lexicon
    limit: int

    def read(self, span: Span, *, opens: bool = False) -> Iterator[tuple[Span, str]]:
        """The sentence with what is said for it, in parts if that is too long for the voice."""
        text = self.text[span.start : span.end]
        said = normalize(text, self.language, self.lexicon)
        for piece in cut(text, said, self.limit, self.language, opens=opens):
            part = replace(span, start=span.start + piece.start, end=span.start + piece.end)
            half = (part.end - part.start) // 2 + 1
            if len(piece.spoken) <= self.limit or half < clauses.MIN_LIMIT:
                yield part, piece.spoken
            else:  # one word, such as a number of many digits
                for start, end in clauses.split(self.text, part.start, part.end, half):
                    yield from self.read(replace(span, start=start, end=end))
