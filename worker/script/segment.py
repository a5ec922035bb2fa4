"""Splits a block's text into sentences, and overlong sentences into clauses.

sentencex finds the sentence boundaries. It prefers a missed boundary to a wrong one, which is the
better error for speech too. Its known mistakes are corrected afterwards.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex
import sentencex

from audio_cache.language import primary_subtag
from worker.script import clauses
from worker.script.sentence_starts import ORDINAL_LANGUAGES, false_start, missed_starts

# Code points. sentencex slows down with the length of its input, so the text is split by windows.
_WINDOW = 2_000
# Code points. A boundary closer to the end of a window is left to the next, which has its context.
_CONTEXT = 100

# Replaced by a blank, which preserves offsets: line breaks are white space here, sentencex panics
# at an initial followed by a no-break space, and it does not accept lone surrogates.
_UNSUPPORTED = regex.compile(r"[^\S ]|[\ud800-\udfff]")
_WORD = re.compile(r"\w")
_TERMINATOR = re.compile(r"[.!?…]+[\"'”’»)\]]*\ +|[。！？؟۔।]+[\"'”’」』]*\ *")
_OPENERS = frozenset("\"'“‘«„‚‹([{¿¡")
_CLOSERS = re.compile(r"(?<=[^ ])[\"'”’»›)\]}\ufe0f]++ ++")

# "2. ", "b) " or "• 9. " before a capital, or a letter of a script without capitals.
_LIST_MARKER = regex.compile(
    r"(?<!\S)(?:[•⁃‣*-]\ ?)?(?:(?P<number>\d{1,2})|(?P<letter>[a-z]))(?P<mark>[.)]{1,2})"
    r"\ ++(?=[\"'“‘«]?[\p{Lu}\p{Lo}])"
)


@dataclass(frozen=True)
class Span:
    """A sentence of a block, or a part of a long one."""

    sentence: int
    """Index of the sentence within the text, from 0."""
    start: int
    end: int
    """Code points into the text."""


def segment(text: str, language: str, limit: int) -> list[Span]:
    """Split `text` into spans of at most `limit` code points, in order.

    Every character except white space is in exactly one span, and spans are stripped. `language`
    is a BCP 47 tag; for a language that sentencex does not know, it applies the rules of a related
    one or of English. Raises ValueError for a limit below clauses.MIN_LIMIT.
    """
    if limit < clauses.MIN_LIMIT:
        raise ValueError(f"limit must be at least {clauses.MIN_LIMIT}, got {limit}")
    return [
        Span(number, start, end)
        for number, sentence in enumerate(_sentences(text, language))
        for start, end in clauses.split(text, *sentence, limit, language)
    ]


def _sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each sentence, without the white space around it."""
    plain = _UNSUPPORTED.sub(" ", text)
    primary = primary_subtag(language)
    candidates = {_align(plain, start) for start in _candidate_starts(plain, primary)}
    is_wrong = false_start(primary, plain).match
    starts = {start for start in candidates if not is_wrong(plain, start)}
    starts.update(_align(plain, start) for start in missed_starts(primary, plain))
    starts = _with_list_items(plain, starts, primary)
    for start, end in itertools.pairwise([*_drop_wordless(plain, sorted(starts)), len(plain)]):
        sentence = text[start:end].lstrip()
        if sentence:
            yield end - len(sentence), end - len(sentence) + len(sentence.rstrip())


def _candidate_starts(plain: str, language: str) -> set[int]:
    """Return 0 and the sentence starts that sentencex finds.

    Each window begins at the last sentence start in the window before it. In a sentence longer
    than a window it begins at a blank, which is not a sentence start.
    """
    starts = {0}
    place = 0
    while place + _WINDOW < len(plain):
        window = plain[place : place + _WINDOW]
        in_window = [s for s in _starts_within(window, language) if s <= _WINDOW - _CONTEXT]
        starts.update(place + start for start in in_window)
        if in_window and in_window[-1] >= _WINDOW // 2:
            place += in_window[-1]
        else:
            blank = window.rfind(" ", _WINDOW // 2, _WINDOW - _CONTEXT)
            place += blank if blank > 0 else _WINDOW
    starts.update(place + start for start in _starts_within(plain[place:], language))
    return starts


def _starts_within(window: str, language: str) -> list[int]:
    """Return the sentence starts within `window`; by punctuation alone if sentencex fails."""
    try:
        sentences = sentencex.segment(language, window)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # not a subclass of Exception
            raise
        sentences = []
    ends = list(itertools.accumulate(map(len, sentences)))
    if not ends or ends[-1] != len(window):
        ends = [match.end() for match in _TERMINATOR.finditer(window)]
    return [end for end in ends if end < len(window)]


def _align(plain: str, start: int) -> int:
    """Move `start` past the closing quotes of the previous sentence, or before its own openers."""
    if closers := _CLOSERS.match(plain, start):
        return closers.end()
    opener = start
    while opener and plain[opener - 1] in _OPENERS:
        opener -= 1
    return opener if plain[opener - 1 : opener] == " " else start


def _with_list_items(plain: str, starts: set[int], language: str) -> set[int]:
    """Make each list marker the start of its item, and not a sentence by itself.

    A marker counts if it is at a sentence start or continues the numbering.
    """
    starts, expected = set(starts), None
    for marker in _LIST_MARKER.finditer(plain):
        number = int(marker["number"]) if marker["number"] else ord(marker["letter"])
        if marker.start() in starts or (number, marker["mark"]) == expected:
            starts.add(marker.start())
            starts.discard(marker.end())
            may_be_ordinal = marker["mark"] == "." and language in ORDINAL_LANGUAGES
            expected = None if may_be_ordinal else (number + 1, marker["mark"])
    return starts


def _drop_wordless(plain: str, starts: list[int]) -> list[int]:
    """Drop the starts of sentences without a word, which joins them to the previous sentence."""
    kept = [0]
    speakable = False
    for start, end in itertools.pairwise([*starts, len(plain)]):
        has_word = _WORD.search(plain, start, end) is not None
        if has_word and speakable:
            kept.append(start)
        speakable = speakable or has_word
    return kept
