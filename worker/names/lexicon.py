"""Looks up words that a voice's own lexicon lacks."""

import re

from worker.names import cmudict
from worker.names.accent import to_british
from worker.names.fold import without_accents
from worker.names.listed import names_in_small_letters
from worker.names.origin import pronounce_by_origin, with_final_acute
from worker.names.suffixes import with_suffix

_INNER_CAPITAL = re.compile(r"(?!Ma?c|[A-Z]+$)\w+[a-z][A-Z]")
"""LeBron is not the Lebron of the dictionary."""


def pronounce(word: str, british: bool) -> str | None:
    """Return the IPA of a word that a voice's own lexicon lacks, None if it is not known.

    The listed names come first, then spellings that are certain, then the CMU dictionary, which
    is American.
    """
    lower = word.lower().replace("’", "'")
    if british or _INNER_CAPITAL.match(word):
        ipa = with_suffix(lower, _known)
        return to_british(ipa) if ipa and british else ipa
    return with_suffix(lower, _known_in_america)


def _known(word: str) -> str | None:
    return names_in_small_letters().get(without_accents(word)) or pronounce_by_origin(word)


def _known_in_america(word: str) -> str | None:
    ipa = _known(word)
    if ipa:
        return ipa
    ipa = cmudict.look_up(without_accents(word))
    return ipa and with_final_acute(word, ipa)
