"""Words of a spoken form that are given in IPA: [Kyiv](/ˈkiːv/), and no other way.

The first part is the word as it would be said without the second. Nothing else in a spoken form
has square brackets. Only voices that know IPA are given such words.
"""

import re

NOTATION = re.compile(r"\[(?P<word>[^\[\]]+)\]\(/(?P<ipa>[^/()]+)/\)")

_BRACKETS = re.compile(r"[\[\]]")
_HISSING = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ")


def notate(word: str, ipa: str) -> str:
    return f"[{_BRACKETS.sub('', word)}](/{ipa}/)"


def as_written(spoken: str) -> str:
    """The spoken form for those who know no IPA."""
    return NOTATION.sub(r"\g<word>", spoken)


def as_sounded(spoken: str) -> str:
    """With the IPA in place of the words: its letters tell how long it takes to say."""
    return NOTATION.sub(r"\g<ipa>", spoken)


def with_s(ipa: str) -> str:
    """An English word's plural or possessive."""
    if ipa.endswith(_HISSING):
        return f"{ipa}ɪz"
    return f"{ipa}s" if ipa.endswith(_VOICELESS) else f"{ipa}z"
