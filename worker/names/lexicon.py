"""Looks up words that a voice's own lexicon lacks."""

from worker.names import cmudict
from worker.names.accent import to_british
from worker.names.fold import without_accents
from worker.names.origin import pronounce_by_origin
from worker.names.reviewed import names_in_small_letters
from worker.names.suffixes import with_suffix


def pronounce(word: str, british: bool) -> str | None:
    """Return the IPA of a word that a voice's own lexicon lacks, None if it is not known.

    The reviewed names come first, then the CMU dictionary, then rules of spelling. The CMU
    dictionary is American.
    """
    plain = without_accents(word).lower()
    if british:
        ipa = with_suffix(plain, _known_in_britain)
        return ipa and to_british(ipa)
    return with_suffix(plain, _known)


def _known(word: str) -> str | None:
    return (
        names_in_small_letters().get(word) or cmudict.look_up(word) or pronounce_by_origin(word)
    )


def _known_in_britain(word: str) -> str | None:
    return names_in_small_letters().get(word) or pronounce_by_origin(word)
