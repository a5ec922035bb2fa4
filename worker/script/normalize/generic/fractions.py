"""Halves, thirds and quarters."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.tables import AND, AND_A_HALF, OF, SHARES

_SIGNS = ("½", "⅓", "⅔", "¼", "¾")
_SLASHED = ("1/2", "1/3", "2/3", "1/4", "3/4")
_WHOLE = regex.compile(r"[0-9]\ ?$")
_REACH = 2  # code points


def share_pattern(language: Language) -> str:
    """Empty where nobody knows what is said."""
    if language.name not in SHARES:
        return ""
    signs = f"[{''.join(_SIGNS)}]"
    if not (of := OF.get(language.name)):
        return signs
    of_something = rf"(?=\ (?:(?:{of})(?!\p{{L}})|\p{{L}}++'))"
    return rf"{signs}|(?<![\p{{L}}\p{{N}}/.,-])(?:{'|'.join(_SLASHED)}){of_something}"


def share_in_words(found: "regex.Match[str]", language: Language) -> str:
    written = _SIGNS if found[0] in _SIGNS else _SLASHED
    share = written.index(found[0])
    said = SHARES[language.name][share]
    if not _WHOLE.search(found.string[max(0, found.start() - _REACH) : found.start()]):
        return said
    if share == 0 and language.name in AND_A_HALF:
        return AND_A_HALF[language.name]
    return language.join(AND.get(language.name), said)
