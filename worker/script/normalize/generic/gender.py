"""Gender of counted nouns, for languages in which numbers agree with it: "dois", but "duas"."""

from typing import Literal

import regex

from worker.script.normalize.generic.language import Language

Gender = Literal["feminine", "neuter", "common"]

_FIRST_IN_A = regex.compile(r"^\w*[aáàаяαη]\b", regex.IGNORECASE)
_LAST_IN_E_OR_A = regex.compile("[aeė]$")
_FEMININE = {
    **dict.fromkeys(
        ("bg", "ca", "cs", "el", "es", "hr", "it", "pl", "ru", "sk", "sr", "uk"), _FIRST_IN_A
    ),
    **dict.fromkeys(("lt", "lv"), _LAST_IN_E_OR_A),
    "de": regex.compile("^(?!.*(?: pro |byte$)).*[ea]$"),
    "fr": regex.compile("^(?:couronne|heure|hryvnia|lire|livre|minute|roupie|tonne)"),
    "pt": regex.compile(r"^(?!\w*grama\b)\w*a\b", regex.IGNORECASE),
}
_NEUTER = {
    **dict.fromkeys(("da", "sv"), regex.compile(r"(?:gram|pund|ton)$")),
    **dict.fromkeys(("cs", "pl", "sk"), regex.compile("^euro$")),
    "bg": regex.compile("^евро$"),
}
_COMMON = frozenset({"da", "sv"})


def gender_of(name: str, language: Language) -> Gender | None:
    """Return the gender of the singular of a unit or currency; None if it does not matter."""
    if (neuter := _NEUTER.get(language.name)) and neuter.search(name):
        return "neuter"
    if language.name in _COMMON:
        return "common"
    feminine = _FEMININE.get(language.name)
    return "feminine" if feminine and feminine.search(name) else None
