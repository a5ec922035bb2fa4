"""Pronounces words whose spelling shows the language that they come from.

Only where the spelling leaves no doubt: the tests have the counter-examples.
"""

import re

from worker.names import european, japanese, pinyin
from worker.names.fold import without_accents
from worker.names.french import FRENCH

_FINAL_ACUTE = re.compile("ée?$")
_SILENT_E = re.compile("(?:i|eɪ|ə|ɛ)$")


def pronounce_by_origin(word: str) -> str | None:
    """Return the IPA of a word in lower case, None if its origin is not certain."""
    plain = without_accents(word)
    accented = FRENCH.pronounce(word) or european.pronounce(word)
    return accented or japanese.pronounce(plain) or pinyin.pronounce(plain)


def with_final_acute(word: str, ipa: str) -> str:
    """Return the IPA, with the final é of the word spoken."""
    if not _FINAL_ACUTE.search(word):
        return ipa
    return f"{_SILENT_E.sub('', ipa)}eɪ"


def respell(word: str) -> str:
    """Return a word as English would spell it: a final é is spoken."""
    return _FINAL_ACUTE.sub("ay", word)
