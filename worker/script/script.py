"""The script of an article: its blocks cut into the segments that are spoken one at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from audio_cache.spec import SEPARATOR, Block
from worker.script import clauses
from worker.script.normalize import normalize
from worker.script.normalize.lexicon import NO_LEXICON, Lexicon
from worker.script.opening import with_short_opening
from worker.script.pauses import pause_after
from worker.script.segment import Span, segment

NO_LIMITS: Mapping[str, int] = MappingProxyType({})
NO_LEXICONS: Mapping[str, Lexicon] = MappingProxyType({})


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
    limits: Mapping[str, int] = NO_LIMITS,
    lexicons: Mapping[str, Lexicon] = NO_LEXICONS,
) -> list[Segment]:
    """Every character of the blocks but white space is in exactly one segment.

    No segment is longer than `limit`, in code points, and its spoken form only where it cannot be
    cut any further. `limits` and `lexicons` are of the kinds of blocks that have their own.
    """
    pieces = []
    offset = sentences = 0
    for index, block in enumerate(blocks):
        longest = limits.get(block.kind, limit)
        known = lexicons.get(block.kind, lexicon)
        sealed = known.seal(block.text)
        spans = segment(sealed, language, longest)
        if index == 0:
            spans = with_short_opening(sealed, spans, language)

        def say(span: Span, text: str = block.text, known: Lexicon = known) -> str:
            return normalize(text[span.start : span.end], language, known).text

        spoken = [part for span in spans for part in _speak(sealed, span, say, longest)]
        for (span, words), after in zip(spoken, [*spoken[1:], None], strict=True):
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


def _speak(
    text: str, span: Span, say: Callable[[Span], str], limit: int
) -> Iterator[tuple[Span, str]]:
    """The span with what is said for it; in parts if that is too long for the voice."""
    words = say(span)
    half = (span.end - span.start) // 2 + 1
    if len(words) <= limit or half < clauses.MIN_LIMIT:
        yield span, words
        return
    for start, end in clauses.split(text, span.start, span.end, half):
        yield from _speak(text, Span(span.sentence, start, end), say, limit)
