"""Russian cardinals in the case and gender of their noun."""

import regex

from worker.script.normalize.generic.numbers import cardinal, value_of
from worker.script.normalize.generic.profile import Context

LOCATIVE_BEFORE = regex.compile(r"(?<!\p{L})(?i:во?|на|об?|при)\ $")


_GENITIVE_BEFORE = regex.compile(
    r"(?<!\p{L})(?i:до|из|от|около|без|после|для|у|более|менее|свыше|больше|меньше|среди|порядка"
    r"|кроме|против|вокруг|с)\ $"
)


DATIVE_BEFORE = regex.compile(r"(?<!\p{L})(?i:ко?|по|благодаря)\ $")


_SOFT_FEMININE = regex.compile(
    r"\p{L}+ость|ночь|часть|дверь|площадь|степень|область|роль|цель|модель|речь|соль|сеть|мать|дочь|кровь"
)


_ADJECTIVE = r"(?:\p{Ll}+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их)\ )"


_NOUN = regex.compile(rf"\ (?P<adjective>{_ADJECTIVE})?(?P<noun>\p{{Ll}}{{2,}})")


_NO_NOUN = frozenset(
    [
        "и",
        "или",
        "а",
        "но",
        "на",
        "из",
        "от",
        "до",
        "по",
        "за",
        "при",
        "без",
        "для",
        "не",
        "что",
        "как",
        "это",
        "или",
        "было",
        "был",
        "была",
        "были",
        "есть",
    ]
)


def _gender(noun: str, adjective: str, last_digit: int) -> str:
    """Return the gender of a noun after a number in 1 (nominative) or 2 (genitive)."""
    if last_digit == 1:
        if noun.endswith(("а", "я")) or _SOFT_FEMININE.fullmatch(noun):
            return "feminine"
        if noun.endswith(("у", "ю")):
            return "feminine-accusative"
        return "neuter" if noun.endswith(("о", "е")) else "masculine"
    is_feminine = noun.endswith(("ы", "и")) or adjective.endswith(("ые ", "ие "))
    return "feminine" if is_feminine else "masculine"


def count(written: str, context: Context) -> str | None:
    """Return a number in the case and gender that its preposition and its noun show."""
    value = value_of(written)
    found = _NOUN.match(context.after)
    if written[0] == "0" or value >= 10**6 or not found or found["noun"] in _NO_NOUN:
        return None
    noun, language = found["noun"], context.language
    tens, last = value % 100, value % 10
    simple = last in (1, 2) and tens not in (11, 12)
    if case := _case(noun, context.before, value):
        is_feminine = last == 1 and noun.endswith(("ы", "и", "ой", "ей"))
        # The masculine locative of 21 is wrong in CLDR; the neuter one is the same and right.
        return cardinal(value, language, f"{'feminine' if is_feminine else 'neuter'}-{case}")
    gender = _gender(noun, found["adjective"] or "", last)
    return cardinal(value, language, gender) if simple else None


def _case(noun: str, before: str, value: int) -> str:
    if noun.endswith(("ами", "ями")):
        return "ablative"
    if noun.endswith(("ах", "ях")):
        return "locative"
    if noun.endswith(("ам", "ям")):
        return "dative"
    if _GENITIVE_BEFORE.search(before):
        return "genitive"
    ends_in_one = value % 10 == 1 and value % 100 != 11
    if (
        ends_in_one
        and noun.endswith("е")
        and regex.search(r"(?<!\p{L})(?i:во?|об?|при)\ $", before)
    ):
        return "locative"
    return ""
