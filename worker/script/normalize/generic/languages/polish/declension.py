"""Polish ordinals in the case of their noun, and cardinals that agree with theirs."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal, integer, value_of
from worker.script.normalize.generic.profile import (
    Context,
)
from worker.script.normalize.generic.roman import next_word
from worker.script.normalize.tables import word_set

# Endings of adjectives: of "pierwszy", of "drugi" and of "trzeci".
_ENDINGS = {
    "nominative": ("y", "gi", "ci"),
    "genitive": ("ego", "giego", "ciego"),
    "dative": ("emu", "giemu", "ciemu"),
    "locative": ("ym", "gim", "cim"),
    "neuter": ("e", "gie", "cie"),
    "feminine": ("a", "ga", "cia"),
    "feminine-genitive": ("ej", "giej", "ciej"),
    "feminine-accusative": ("ą", "gą", "cią"),
    "plural-genitive": ("ych", "gich", "cich"),
}


_STEM = regex.compile(r"(?<=\p{L})(?:y|gi|ci)(?!\p{L})")


_INDEX = {"y": 0, "gi": 1, "ci": 2}


def ordinal(value: int, kind: str, language: Language) -> str:
    """Return an ordinal in the case and gender of `kind`."""
    words = integer(str(value), language, "ordinal") or str(value)
    return _STEM.sub(lambda end: _ENDINGS[kind][_INDEX[end[0]]], words)


LOCATIVE_BEFORE = regex.compile(r"(?<!\p{L})(?i:we?|o|po|przy|na)\ $")


_GENITIVE_BEFORE = regex.compile(
    r"(?<!\p{L})(?i:do|od|ze?|bez|dla|około|ok\.|powyżej|poniżej|spośród|wśród|podczas|koło|u)\ $"
)


_KINDS = {
    "a": "feminine",
    "ę": "feminine-accusative",
    "y": "feminine-genitive",
    "i": "feminine-genitive",
    "o": "neuter",
    "u": "genitive",
}
_NEUTER = regex.compile(r"\p{L}+(?:sce|cze|anie|enie|cie|le|rze)")
_FEMININE_LOCATIVE = regex.compile(r"\p{L}+(?:sie|zie|cje|nie|ce)")


def kind_before(noun: str, before: str) -> str:
    """Return the form of an ordinal before a noun, by the noun's ending and the preposition."""
    is_locative = LOCATIVE_BEFORE.search(before) is not None
    if noun.endswith("e"):
        if is_locative and (_FEMININE.fullmatch(noun) or _FEMININE_LOCATIVE.fullmatch(noun)):
            return "feminine-genitive"
        return "locative" if is_locative and not _NEUTER.fullmatch(noun) else "neuter"
    if noun.endswith("ach"):
        return "plural-genitive"
    if noun.endswith("em") or (noun.endswith("u") and is_locative):
        return "locative"
    return "genitive" if noun in MONTHS else _KINDS.get(noun[-1:], "nominative")


MONTHS = word_set("""
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada
    grudnia
""")


_FEMININE = regex.compile(
    r"""(?:osob|kobiet|godzin|minut|sekund|stron|sztuk|książ[ke]|drużyn|szkoł|cór[ke]|siostr|rodzin|firm
      |gmin|bram[ke]|prób|spraw|tur|rund|umow|ofiar|dziewczyn|tras|ulic|noc|częś[cn]|wersj|stacj|ton|grup
      |klas|parti|kolejk|dob|szans|połow|łyż[ke]|szklan[ke]|kop|gwiazd|rzecz|bit|wojn|książk|dziewczyn[ke]
      |\p{L}+cj|\p{L}+ości|par|lini|map|kamer|rat|lekcj|stref|gr|piosen[ke]|nagrod|tabel|warst|łaz|łyżecz)
      \p{L}*""",
    regex.VERBOSE,
)


def count(written: str, context: Context) -> str | None:
    """Return "jedna osoba", "dwie kobiety", "do pięciu osób", "w trzech miastach"."""
    value = value_of(written)
    noun = next_word(context)
    if value >= 1000 or not noun.islower() or written[0] == "0":
        return None
    feminine = _FEMININE.fullmatch(noun) is not None
    if noun.endswith("ach"):
        return cardinal(value, context.language, "masculine-locative")
    if noun.endswith("ami"):
        gender = "feminine" if feminine else "masculine"
        return cardinal(value, context.language, f"{gender}-instrumental")
    if _GENITIVE_BEFORE.search(context.before) and noun not in MONTHS:
        gender = "feminine" if noun.endswith("y") else "masculine"
        return cardinal(value, context.language, f"{gender}-genitive")
    if value == 1:
        return "jedna" if noun.endswith("a") else ("jedno" if noun[-1] in "oeę" else None)
    is_two = value % 10 == 2 and value % 100 != 12
    return cardinal(value, context.language, "feminine") if feminine and is_two else None
