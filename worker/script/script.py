"""Writes the script of an article: its blocks split into the segments that are synthesized."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, tee, zip_longest
from types import MappingProxyType
from typing import Self, TypeVar

import regex

from audio_cache.language import primary_subtag
from audio_cache.spec import SEPARATOR, Block, BlockKind, LexiconEntry
from audio_cache.voice import Voice
from worker.script import clauses
from worker.script.chunks import split_spoken
from worker.script.homographs.notate import SpokenReading, notate_readings, read_homographs
from worker.script.marks import mark_between
from worker.script.normalize.ipa import strip_ipa
from worker.script.normalize.lexicon import NO_LEXICON, Lexicon, lexicon_for
from worker.script.normalize.normalize import normalize
from worker.script.normalize.spoken import SpokenForm
from worker.script.pauses import pause_between, pause_within
from worker.script.segment import Span, segment

T = TypeVar("T")

_WORD_END = regex.compile(r"(?:[\p{L}\p{M}\p{N}]|/\))$")
"""The last word may be in the notation of IPA."""

_MAX_SENTENCE = 2_000
"""Code points; a longer sentence is split before it is normalized."""


@dataclass(frozen=True)
class SpeakerLimits:
    """Limits of a voice that shape the script of its blocks."""

    max_characters: int
    """Code points of the longest spoken form that the voice synthesizes in one go."""
    lexicon: Lexicon = NO_LEXICON
    """Words whose pronunciation is given, in forms that the voice supports."""
    ipa: bool = False
    """True: the voice speaks words in IPA."""

    @classmethod
    def of(cls, voice: Voice, entries: Iterable[LexiconEntry]) -> Self:
        """Return the limits of a voice for a spec with these lexicon entries."""
        return cls(voice.max_characters, lexicon_for(voice, entries), voice.ipa)


_SAME_SPEAKER: Mapping[BlockKind, SpeakerLimits] = MappingProxyType({})


@dataclass(frozen=True)
class Segment:
    """A part of the article that is synthesized in one go."""

    block: int
    """Index of its block."""
    sentence: int
    """Index of its sentence in the article, shared by the chunks of a long sentence."""
    start: int
    end: int
    """Code points into the article text."""
    spoken: str
    """Spoken form, the input of the engine."""
    pause: float
    """Seconds of silence after it; 0 after the last."""


class LazyScript(Iterable[Segment]):
    """A script of which only the first segment is written at once: a reader waits for it."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._unwritten = iter(segments)
        self._written = [*islice(self._unwritten, 1)]

    @property
    def first(self) -> Segment | None:
        return self._written[0] if self._written else None

    def write_rest(self) -> int:
        """Write the other segments. Returns the number of all."""
        self._written.extend(self._unwritten)
        return len(self._written)

    def __iter__(self) -> Iterator[Segment]:
        yield from self._written[:1]
        self.write_rest()
        yield from self._written[1:]


def write_script(
    blocks: Sequence[Block],
    language: str,
    limits: SpeakerLimits,
    limits_by_kind: Mapping[BlockKind, SpeakerLimits] = _SAME_SPEAKER,
) -> list[Segment]:
    """Split the blocks into segments, in order.

    Every character of the blocks except white space is in exactly one segment. No spoken form is
    longer than the limit of its voice unless it cannot be split. `limits_by_kind` holds the
    limits for the kinds of blocks that another voice speaks.
    """
    return list(iter_script(blocks, language, limits, limits_by_kind))


def iter_script(
    blocks: Sequence[Block],
    language: str,
    limits: SpeakerLimits,
    limits_by_kind: Mapping[BlockKind, SpeakerLimits] = _SAME_SPEAKER,
) -> Iterator[Segment]:
    """Yield the segments of `write_script` one by one.

    A reader waits for the first: it costs little more than its own sentence.
    """
    last = max((index for index, block in enumerate(blocks) if block.text.strip()), default=0)
    offset = sentences = 0
    for index, (block, next_block) in enumerate(_with_following(blocks)):
        block_limits = limits_by_kind.get(block.kind, limits)
        spans = segment(block_limits.lexicon.mask(block.text), language, _MAX_SENTENCE)
        segmenter = _BlockSegmenter(block.text, language, block_limits)
        chunks = (
            chunk
            for number, span in enumerate(spans)
            for chunk in segmenter.split(span, is_first=index == number == 0)
        )
        for (span, spoken), following in _with_following(chunks):
            if following is None:
                pause = pause_between(block, next_block) if index < last else 0.0
            else:
                mark = mark_between(block.text, span.end, following[0].start)
                ends = following[0].sentence != span.sentence
                pause = pause_within(sentence_ends=ends, mark=mark)
            yield Segment(
                block=index,
                sentence=sentences + span.sentence,
                start=offset + span.start,
                end=offset + span.end,
                spoken=spoken,
                pause=pause,
            )
        sentences += spans[-1].sentence + 1 if spans else 0
        offset += len(block.text) + len(SEPARATOR)


def _with_following(items: Iterable[T]) -> Iterator[tuple[T, T | None]]:
    """Yield each item with the one after it; None after the last."""
    items, following = tee(items)
    return zip_longest(items, islice(following, 1, None))


def _unfinished(spoken: str) -> str:
    """Return a part of a sentence with a comma, unless it ends with a mark.

    Without one, most voices fall as at the end of the sentence.
    """
    return f"{spoken}," if _WORD_END.search(spoken) else spoken


@dataclass(frozen=True)
class _BlockSegmenter:
    """Splits the sentences of one block into chunks with their spoken forms."""

    text: str
    language: str
    limits: SpeakerLimits

    def split(self, span: Span, *, is_first: bool = False) -> Iterator[tuple[Span, str]]:
        """Yield the chunks of a sentence, as short as the voice requires."""
        text = self.text[span.start : span.end]
        max_characters = self.limits.max_characters
        spoken = normalize(text, self.language, self.limits.lexicon)
        readings = self._read_homographs(text, spoken)
        chunks = split_spoken(text, spoken, max_characters, self.language, is_first=is_first)
        for chunk in chunks:
            part = replace(span, start=span.start + chunk.start, end=span.start + chunk.end)
            half = (part.end - part.start) // 2 + 1
            if len(chunk.spoken) <= max_characters or half < clauses.MIN_LIMIT:
                goes_on = chunk is not chunks[-1] and len(chunk.spoken) < max_characters
                form = _unfinished(chunk.spoken) if goes_on else chunk.spoken
                yield part, self._for_voice(form, chunk.spoken_start, readings)
            else:  # one word, such as a number of many digits
                for start, end in clauses.split(
                    self.text, part.start, part.end, half, self.language
                ):
                    yield from self.split(replace(span, start=start, end=end))

    def _read_homographs(self, text: str, spoken: SpokenForm) -> list[SpokenReading]:
        if not self.limits.ipa or primary_subtag(self.language) != "en":
            return []
        return read_homographs(text, spoken, self.limits.lexicon)

    def _for_voice(self, chunk: str, place: int, readings: Sequence[SpokenReading]) -> str:
        """Return a chunk at `place` of the spoken form: with IPA, or plain for other voices."""
        if not self.limits.ipa:
            return strip_ipa(chunk)
        return notate_readings(chunk, place, readings)
