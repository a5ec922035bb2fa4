"""Pronounces the possessives and plurals of words whose pronunciation is known."""

from collections.abc import Callable

from worker.script.normalize.ipa import add_s

_MIN_PLURAL = 4
"""Letters of a word that may have a plural s."""


def with_suffix(word: str, look_up: Callable[[str], str | None]) -> str | None:
    """Return the IPA of a word, or that of the word it is derived from with its ending.

    `word` is in lower case, with straight apostrophes. Covers 's, s' and the plural s.
    """
    ipa = look_up(word)
    if ipa:
        return ipa
    if word.endswith("'s"):
        ipa = look_up(word.removesuffix("'s"))
        return add_s(ipa) if ipa else None
    if word.endswith("'"):
        return with_suffix(word[:-1], look_up)
    if len(word) > _MIN_PLURAL and word.endswith("s") and not word.endswith("ss"):
        ipa = look_up(word[:-1])
        return add_s(ipa) if ipa else None
    return None
