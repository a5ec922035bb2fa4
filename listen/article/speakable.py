"""Drops what a voice cannot speak: emoji, unreadable characters, short links, unknown scripts."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import regex

from audio_cache.spec import Block
from listen.article.article import Dropped
from listen.article.reasons import NOTHING_TO_SPEAK

_PICTOGRAPH = r"[\p{Extended_Pictographic}--[©®™‼⁉〰〽]]"
_EMOJI = (
    rf"(?:{_PICTOGRAPH}|"
    r"\p{Regional_Indicator}|[#*0-9]\uFE0F?\u20E3)"
    r"(?:\p{Emoji_Modifier}|[\uFE0F\u200D\u20E3]|[\U000E0020-\U000E007F])*+"
)
_EMOJI_PART = rf"[{_PICTOGRAPH}\p{{Regional_Indicator}}\u20E3]"
"""A character that is in every match of _EMOJI."""
_UNREADABLE = r"[\p{Co}\p{Cn}\p{Cs}\uFFFD]"
_SHORT_LINK = (
    r"(?<![\w./@-])(?:https?://)?(?:www\.)?(?:pic\.(?:twitter|x)\.com/\w++"
    r"|[a-z]{1,8}\.(?:ly|to|co|gl|gd|me|ms|st|in|it|al|be|cc|im)/(?=\w*(?:\d|[a-z][A-Z]))\w{4,20}+)(?:\?\S*+)?"
    r"(?![\w/])"
)
"""A link that a site makes of a long one: its letters mean nothing."""
_LINKS = regex.compile(_SHORT_LINK)
_WORD_CHARACTER = regex.compile(r"[\p{L}\p{N}]")
_GAPS = regex.compile(r" {2,}")

MIN_SPEAKABLE_SHARE = 0.5
"""Share of an article that a voice must be able to speak."""


@dataclass(frozen=True)
class SpeakableBlocks:
    """Blocks that a voice can speak, and the parts that were dropped from them."""

    blocks: list[Block]
    dropped: list[Dropped]
    share: float
    """Share of the letters and digits that is left, 0 to 1, links aside; 0 without any."""


def drop_unspeakable(blocks: list[Block], scripts: tuple[str, ...]) -> SpeakableBlocks:
    """Drop emoji, short links, unreadable characters, and words in scripts other than these.

    Without any scripts, all are kept.
    """
    speakable: list[Block] = []
    dropped: list[Dropped] = []
    before = after = 0
    for block in blocks:
        if _is_plain(block.text, scripts):
            text = _without_gaps(block.text)
            characters = expected = _word_characters(text)
        else:
            text = _drop(block.text, scripts, dropped)
            characters = _word_characters(text)
            expected = _word_characters(_LINKS.sub("", block.text))
        before += expected
        after += characters
        if characters:
            speakable.append(Block(block.kind, text))
        elif text:
            dropped.append(Dropped(text, NOTHING_TO_SPEAK))
    return SpeakableBlocks(speakable, dropped, after / before if before else 0.0)


def _drop(text: str, scripts: tuple[str, ...], dropped: list[Dropped]) -> str:
    def drop(match: "regex.Match[str]") -> str:
        dropped.append(Dropped(match[0], (match.lastgroup or "").replace("_", " ")))
        return " "

    return _without_gaps(_pattern(scripts).sub(drop, text))


def _word_characters(text: str) -> int:
    """Return the number of letters and digits, by the different characters, which are few."""
    counts = Counter(text)
    return sum(counts[character] for character in _WORD_CHARACTER.findall("".join(counts)))


def _without_gaps(text: str) -> str:
    return _GAPS.sub(" ", text).strip()


def _is_plain(text: str, scripts: tuple[str, ...]) -> bool:
    """Return whether certainly nothing is dropped, which its different characters tell quickly."""
    return "/" not in text and not _suspects(scripts).search("".join(set(text)))


@lru_cache(maxsize=64)
def _suspects(scripts: tuple[str, ...]) -> "regex.Pattern[str]":
    """Return a pattern of single characters, one of which is in all that is dropped but links."""
    return regex.compile(rf"{_EMOJI_PART}|{_UNREADABLE}|{_foreign(scripts)}", regex.V1)


@lru_cache(maxsize=64)
def _pattern(scripts: tuple[str, ...]) -> "regex.Pattern[str]":
    """Return a pattern in which each alternative is a group named after its reason.

    The names have underscores for spaces.
    """
    alternatives = [
        f"(?P<link_address>{_SHORT_LINK})",
        f"(?P<emoji>(?:{_EMOJI})++)",
        f"(?P<unreadable>{_UNREADABLE}++)",
    ]
    if scripts:
        # Possessive, because vowel signs are letters and marks at once.
        word = rf"(?:{_foreign(scripts)}\p{{M}}*+)++"
        alternatives.append(rf"(?P<script>{word}(?:[\s\p{{P}}]++{word})*+)")
    return regex.compile("|".join(alternatives), regex.V1)


def _foreign(scripts: tuple[str, ...]) -> str:
    """Return a pattern of a character in another script; of none, without any scripts."""
    if not scripts:
        return "(?!)"
    known = "".join(rf"\p{{Script={script}}}" for script in scripts)
    return rf"[^{known}\p{{Common}}\p{{Inherited}}]"
