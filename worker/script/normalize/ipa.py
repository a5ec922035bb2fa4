"""Notation for words of a spoken form whose pronunciation is given in IPA: [Kyiv](/ˈkiːv/).

The brackets hold the word as it would be spoken without the IPA. A spoken form has no other square
brackets. Only voices that support IPA get this notation.
"""

import re

NOTATION = re.compile(r"\[(?P<word>[^\[\]]+)\]\(/(?P<ipa>[^/()]+)/\)")

_BRACKETS = re.compile(r"[\[\]]")
_SIBILANTS = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ")


def notate(word: str, ipa: str) -> str:
    """Return the notation for a word and its pronunciation."""
    return f"[{_BRACKETS.sub('', word)}](/{ipa}/)"


def strip_ipa(spoken: str) -> str:
    """Return the spoken form with the plain words, for engines that do not support IPA."""
    return NOTATION.sub(r"\g<word>", spoken)


def expand_ipa(spoken: str) -> str:
    """Return the spoken form with IPA in place of the words. Its length predicts the duration."""
    return NOTATION.sub(r"\g<ipa>", spoken)


def add_s(ipa: str) -> str:
    """Return the pronunciation of an English word's plural or possessive."""
    if ipa.endswith(_SIBILANTS):
        return f"{ipa}ɪz"
    return f"{ipa}s" if ipa.endswith(_VOICELESS) else f"{ipa}z"
