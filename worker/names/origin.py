"""Pronounces or respells words whose spelling shows the language that they come from.

Only where the spelling leaves no doubt: the tests have the counter-examples.
"""

import re

from worker.names import pinyin

_MORA = r"(?:(?:[kgsznhbpmr]y?|ts|sh|ch|[tdjfyw])?[aiueo]|n(?![aiueoy]))"
_JAPANESE = re.compile(
    rf"(?=.*(?:suke|nabe|nobe|kabe|shige|hide|mune|take|kage|tome|zoe)$){_MORA}{{3,}}"
)
"""Matches Japanese names whose final e is spoken."""
_MORAS = re.compile(r"([^aiueo]*)([aiueo])|(n)")
_CONSONANTS = {"sh": "ʃ", "ch": "tʃ", "j": "dʒ", "y": "j", "g": "ɡ", "r": "ɹ"}
_VOWELS = {"a": "ɑ", "i": "i", "u": "u", "e": "ɛ", "o": "oʊ"}

_POLISH = re.compile("[łńśźżęą]")
_SLAVIC = re.compile("[čćđšžěřňťďľ]")
_POLISH_SPELLING = (("szcz", "shch"), ("cz", "ch"), ("sz", "sh"), ("rz", "zh"), ("w", "v"))
_SPELLING = (
    *(("c(?![hiz])", "ts"), ("ci", "chi"), ("ł", "w"), ("ó", "oo"), ("ę", "en"), ("ą", "on")),
    *(("[ńňñ]", "n"), ("[śš]", "sh"), ("[źżž]", "zh"), ("[ćč]", "ch"), ("đ", "dj"), ("ř", "rzh")),
    *(("ě", "ye"), ("ť", "t"), ("ď", "d"), ("ľ", "l"), ("j(?=[aeiouáéíóú])", "y"), ("j", "y")),
)
_PATRONYMIC = re.compile(r"(?<=[a-z][oe]v)ic$")


def pronounce_by_origin(word: str) -> str | None:
    """Return the IPA of a word in lower case without accents, None if its origin is not certain."""
    if _JAPANESE.fullmatch(word):
        return _japanese(word)
    return pinyin.pronounce(word)


def respell(word: str) -> str:
    """Return a capitalised word as English would spell its sounds, unchanged if not certain."""
    if not word[:1].isupper() or word.isupper():
        return word
    lower = word.lower()
    if _POLISH.search(lower):
        lower = _replaced(lower, (*_POLISH_SPELLING, *_SPELLING))
    elif _SLAVIC.search(lower):
        lower = _replaced(lower, _SPELLING)
    else:
        return _PATRONYMIC.sub("ich", word)
    return lower.capitalize()


def _replaced(word: str, spelling: tuple[tuple[str, str], ...]) -> str:
    for letters, english in spelling:
        word = re.sub(letters, english, word)
    return word


def _japanese(word: str) -> str:
    """Return the IPA with the stress on the last syllable but one."""
    moras = [
        (_consonant(mora[1] or mora[3] or ""), _VOWELS.get(mora[2] or "", ""))
        for mora in _MORAS.finditer(word)
    ]
    moras[-1] = (moras[-1][0], "eɪ")
    before_last = max(index for index, mora in enumerate(moras[:-1]) if mora[1])
    return "".join(
        f"{'ˈ' if index == before_last else ''}{consonant}{vowel}"
        for index, (consonant, vowel) in enumerate(moras)
    )


def _consonant(letters: str) -> str:
    for spelled, sound in _CONSONANTS.items():
        letters = letters.replace(spelled, sound)
    return letters
