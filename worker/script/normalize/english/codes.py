"""Codes that mix letters and digits: MP3, A350-900, i7, 4Motion, H1N1, 1080p, ILC2s, 0x1F, C#."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END
from worker.script.normalize.english.letters import spell
from worker.script.normalize.english.scripts import transliterate
from worker.script.normalize.rules import DIGIT, LETTER, Rule
from worker.script.normalize.tables import word_set

_WORDS = word_set("""
    to go in up us me my we he be by do if is it of on or so an as at no hi
""")


def _code(match: re.Match[str]) -> str:
    parts = _PART.findall(match[0])
    spoken = [_part(part) for part in parts]
    is_word = len(parts[0]) == 1 and parts[0].islower()  # s2s, k8s
    if len(parts) > 2 and parts[-1] == "s" and parts[-2].isdecimal() and not is_word:
        spoken[-2:] = [numerals.plural(spoken[-2])]
    return " ".join(spoken)


def _part(part: str) -> str:
    if part.isdecimal():
        return numerals.pairs(part)
    if part[0].isdecimal():
        return numerals.number(part)
    if len(part) == 1 or (len(part) <= 3 and part.isupper() and part.isascii()):
        return spell(part) if len(part) > 1 else part.upper()
    if len(part) == 2 and part.islower() and part not in _WORDS:
        return part.upper()
    return transliterate(part)


def _hexadecimal(match: re.Match[str]) -> str:
    return f"zero X {' '.join(map(_part, _PART.findall(match['number'])))}"


def _standard(match: re.Match[str]) -> str:
    """Verbalize 802.11ax and 802.11b/g/n, standards of the IEEE, as engineers say them."""
    letters = " ".join(spell(part) for part in re.findall("[A-Za-z]+", match["letters"]))
    part = numerals.cardinal(int(match["part"]))
    return f"eight oh two dot {part} {letters}".rstrip()


def _greek(match: re.Match[str]) -> str:
    """Verbalize a Greek letter before a Latin one or a digit: πr², Δx."""
    return transliterate(match[0])


def _ends_in_greek(match: re.Match[str]) -> str:
    """Verbalize TNFα and PPARγ."""
    return f"{transliterate(match['word'])} {transliterate(match['greek'])}"


def _sharp(match: re.Match[str]) -> str:
    """Verbalize C# and F#, in music and programming."""
    return f"{match['note']} {'flat' if match['sign'] == '♭' else 'sharp'}"


_LETTERS = "[A-Za-zÀ-ÖØ-öø-ɏ]"
_PART = re.compile(rf"[0-9]+(?:\.[0-9]+)?|{_LETTERS}+")
_MORE = rf"(?>(?:-?[0-9]++|-[A-Z]{{1,3}}+(?![a-z])|{_LETTERS}{{1,15}}+)*)(?![^\W_])"

HEXADECIMAL = (Rule(DIGIT, rf"0[xX](?P<number>[0-9A-Fa-f]{{1,16}}){END}", _hexadecimal),)
STANDARDS = (
    Rule(
        DIGIT,
        r"802\.(?P<part>[0-9]{1,2})"
        rf"(?P<letters>(?:[A-Za-z]{{1,3}}(?:/[A-Za-z]{{1,2}}){{0,4}})?)(?!\.?[0-9]){END}",
        _standard,
    ),
)
RULES = (
    Rule(LETTER, "[Α-Ωα-ω](?=[A-Za-z0-9])", _greek),
    Rule(LETTER, rf"(?P<word>[A-Za-z]{{1,15}}+)(?P<greek>[Α-Ωα-ωµ]){END}", _ends_in_greek),
    Rule(LETTER, rf"(?P<note>[A-G])(?P<sign>[#♯♭]){END}", _sharp),
    Rule(LETTER, rf"{_LETTERS}{{1,15}}+[0-9]++{_MORE}", _code),
    Rule(DIGIT, rf"[0-9]++(?:\.[0-9]++)?{_LETTERS}{{1,15}}+{_MORE}", _code),
)
