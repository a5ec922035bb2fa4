"""Divides a block's text into the pieces that are spoken in one go: sentences, or parts of them.

The sentence ends are sentencex's, whose rule is ours too: rather two sentences spoken as one than
one torn in two. What it is known to get wrong is put right afterwards.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex
import sentencex

from worker.script import clauses

# sentencex slows down with the length of what it is given, so it gets windows (code points).
_WINDOW = 2_000
# A sentence end nearer to a window's end is left to the next window, which sees what follows.
_CONTEXT = 100

# Each becomes a blank, so that offsets stay: a line break is white space here, sentencex panics
# at an initial followed by a no-break space, and a lone surrogate can't be passed to it.
_UNFIT = regex.compile(r"[^\S ]|[\ud800-\udfff]")
_WORD = re.compile(r"\w")
_TERMINATOR = re.compile(r"[.!?…]+[\"'”’»)\]]*\ +|[。！？؟۔।]+[\"'”’」』]*\ *")
_OPENERS = frozenset("\"'“‘«„‚‹([{¿¡")
_CLOSERS = re.compile(r"(?<=[^ ])[\"'”’»›)\]}\ufe0f]++ ++")

# What stands before and after a place that sentencex may take for a sentence start wrongly.
_NOT_A_START = r"""
    (?<=\b(?:Ms|Amb|Ald|Assoc|Atty|Dep|Ft|Mgr|Ofc|Ste|[Mm]evr)\.\ +)(?=\p{Lu})
  | (?<=\b(?i:vols?|chs?|eqs?|figs|sect|paras?|eps?|pag|tel|apt|rm|rte|approx|est|circa
        |janv|févr|juil|déc)\.\ +)(?=\d)
  | (?<=\b[ap]\.m\.\ +)(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)
  | (?<=(?<![^\s(])(?:\p{L}|\p{L}{1,4}(?:\.\p{L}{1,4})+)\.\ +)(?=\p{Ll}++(?!\p{Lu}))  # bl.a. den
  | (?<=\p{Lu}\.)(?=\p{L})  | (?<=\.)(?=\p{Lu}(?!\p{Ll}))       # ASP.Net, example.NET
  | (?<=\.)(?=[-ºª])                                            # J.-C., n.º
  | (?<=\ )(?=[—–]\ *+\p{Ll})                                   # «Да?» — сказал он.
  | (?<=[」』])(?=と|って)                                       # 「はい。」と言う。
  | (?=[\p{M}\u200d])                                           # these belong to what is before
"""
_NOT_A_START_FRENCH = r" | (?<=\b(?:MM?|Mr|Me|Dr|Pr)\.\ +)(?=\p{Lu})"
_NOT_A_START_ORDINAL = r" | (?<=(?<![^\s(])\d{1,2}\.\ +)(?=\p{L})"  # im 19. Jahrhundert
_ORDINAL_LANGUAGES = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "lv", "nb", "no", "sk", "sl", "sr", "tr"}
)

# "2. ", "b) " or "• 9. " before a capital, or a letter of a script without capitals.
_LIST_MARKER = regex.compile(
    r"(?<!\S)(?:[•⁃‣*-]\ ?)?(?:(?P<number>\d{1,2})|(?P<letter>[a-z]))(?P<mark>[.)]{1,2})"
    r"\ ++(?=[\"'“‘«]?[\p{Lu}\p{Lo}])"
)


@dataclass(frozen=True)
class Span:
    """A piece of a block's text to be spoken in one go."""

    sentence: int  # index of the sentence within this text, from 0
    start: int  # Unicode code points into the text
    end: int


def segment(text: str, language: str, limit: int) -> list[Span]:
    """Divide `text` into spans of at most `limit` code points, in order.

    Every character that is not white space is in exactly one span, and no span has white space at
    its ends. `language` is a BCP 47 tag; one that sentencex doesn't know is read by the rules of
    a relative or of English. Raises ValueError for a limit under clauses.MIN_LIMIT.
    """
    if limit < clauses.MIN_LIMIT:
        raise ValueError(f"limit is {limit}, must be at least {clauses.MIN_LIMIT}")
    return [
        Span(number, start, end)
        for number, sentence in enumerate(_sentences(text, language))
        for start, end in clauses.split(text, *sentence, limit)
    ]


def _sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and ends, without the white space around it."""
    plain = _UNFIT.sub(" ", text)
    primary = language.replace("_", "-").partition("-")[0].lower()
    found = {_beside_marks(plain, start) for start in _found_starts(plain, primary)}
    wrong = _not_a_start(primary).match
    starts = {start for start in found if not wrong(plain, start)}
    starts = _with_list_items(plain, starts, primary)
    for start, end in itertools.pairwise([*_with_words(plain, sorted(starts)), len(plain)]):
        words = text[start:end].lstrip()
        if words:
            yield end - len(words), end - len(words) + len(words.rstrip())


def _found_starts(plain: str, language: str) -> set[int]:
    """The sentence starts that sentencex finds, 0 included.

    The next window starts at the last sentence start found in the window before it, or, when a
    sentence is longer than that, at a blank, which then is no sentence start.
    """
    starts = {0}
    place = 0
    while place + _WINDOW < len(plain):
        window = plain[place : place + _WINDOW]
        found = [start for start in _ask(window, language) if start <= _WINDOW - _CONTEXT]
        starts.update(place + start for start in found)
        if found and found[-1] >= _WINDOW // 2:
            place += found[-1]
        else:
            blank = window.rfind(" ", _WINDOW // 2, _WINDOW - _CONTEXT)
            place += blank if blank > 0 else _WINDOW
    starts.update(place + start for start in _ask(plain[place:], language))
    return starts


def _ask(window: str, language: str) -> list[int]:
    """The sentence starts within `window`, by sentencex or, should it fail, by the marks alone."""
    try:
        sentences = sentencex.segment(language, window)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a panic in Rust is not an Exception
            raise
        sentences = []
    ends = list(itertools.accumulate(map(len, sentences)))
    if not ends or ends[-1] != len(window):
        ends = [found.end() for found in _TERMINATOR.finditer(window)]
    return [end for end in ends if end < len(window)]


@functools.lru_cache
def _not_a_start(language: str) -> "regex.Pattern[str]":
    """Matches at a place that sentencex may take for a sentence start in `language` wrongly."""
    rules = _NOT_A_START
    if language == "fr":
        rules += _NOT_A_START_FRENCH
    if language in _ORDINAL_LANGUAGES:
        rules += _NOT_A_START_ORDINAL
    return regex.compile(rules, regex.VERBOSE)


def _beside_marks(plain: str, start: int) -> int:
    """`start` moved off the closing marks of the sentence before it or before its own openers."""
    if closers := _CLOSERS.match(plain, start):
        return closers.end()
    opener = start
    while opener and plain[opener - 1] in _OPENERS:
        opener -= 1
    return opener if plain[opener - 1 : opener] == " " else start


def _with_list_items(plain: str, starts: set[int], language: str) -> set[int]:
    """A list marker starts a sentence, and is none, if it is at a start or follows its sibling."""
    starts, expected = set(starts), None
    for marker in _LIST_MARKER.finditer(plain):
        number = int(marker["number"]) if marker["number"] else ord(marker["letter"])
        if marker.start() in starts or (number, marker["mark"]) == expected:
            starts.add(marker.start())
            starts.discard(marker.end())
            may_be_ordinal = marker["mark"] == "." and language in _ORDINAL_LANGUAGES
            expected = None if may_be_ordinal else (number + 1, marker["mark"])
    return starts


def _with_words(plain: str, starts: list[int]) -> list[int]:
    """`starts` without those of stretches that have no word; they go with what is before them."""
    kept = [0]
    speakable = False
    for start, end in itertools.pairwise([*starts, len(plain)]):
        has_word = _WORD.search(plain, start, end) is not None
        if has_word and speakable:
            kept.append(start)
        speakable = speakable or has_word
    return kept
