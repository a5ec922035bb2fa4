"""Looks up words that a voice's own lexicon lacks."""

from worker.names import cmudict
from worker.names.accent import to_british
from worker.names.fold import without_accents
from worker.names.origin import pronounce_by_origin, with_final_acute
from worker.names.reviewed import names_in_small_letters
from worker.names.suffixes import with_suffix


def pronounce(word: str, british: bool) -> str | None:
    """Return the IPA of a word that a voice's own lexicon lacks, None if it is not known.

    The reviewed names come first, then spellings that are certain, then the CMU dictionary, which
    is American.
    """
    lower = word.lower().replace("’", "'")
    if british:
        ipa = with_suffix(lower, _known)
        return ipa and to_british(ipa)
    return with_suffix(lower, _known_in_america)


def _known(word: str) -> str | None:
    return names_in_small_letters().get(without_accents(word)) or pronounce_by_origin(word)


def _known_in_america(word: str) -> str | None:
    ipa = _known(word)
    if ipa:
        return ipa
    ipa = cmudict.look_up(without_accents(word))
    return ipa and with_final_acute(word, ipa)
