"""Halves, thirds and quarters."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.tables import AND, AND_A_HALF, FRACTIONS, OF

_SIGNS = ("½", "⅓", "⅔", "¼", "¾")
_SLASHED = ("1/2", "1/3", "2/3", "1/4", "3/4")
_WHOLE = regex.compile(r"[0-9]\ ?$")
_CONTEXT = 2  # code points


def fraction_pattern(language: Language) -> str:
    """Return the pattern of a fraction; empty for a language whose words are not known."""
    if language.name not in FRACTIONS:
        return ""
    signs = f"[{''.join(_SIGNS)}]"
    if not (of := OF.get(language.name)):
        return signs
    of_something = rf"(?=\ (?:(?:{of})(?!\p{{L}})|\p{{L}}++'))"
    return rf"{signs}|(?<![\p{{L}}\p{{N}}/.,-])(?:{'|'.join(_SLASHED)}){of_something}"


def fraction_in_words(match: "regex.Match[str]", language: Language) -> str:
    """Return a fraction in words, with an "and" after a whole number."""
    forms = _SIGNS if match[0] in _SIGNS else _SLASHED
    index = forms.index(match[0])
    spoken = FRACTIONS[language.name][index]
    if not _WHOLE.search(match.string[max(0, match.start() - _CONTEXT) : match.start()]):
        return spoken
    if index == 0 and language.name in AND_A_HALF:
        return AND_A_HALF[language.name]
    return language.join(AND.get(language.name), spoken)
