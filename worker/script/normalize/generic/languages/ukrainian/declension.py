"""Ukrainian ordinals in the case of their noun, and cardinals that agree with theirs."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal, integer, value_of
from worker.script.normalize.generic.profile import Context
from worker.script.normalize.generic.roman import next_word

# Endings of adjectives: of "перший" and of "третій".
_ENDINGS = {
    "nominative": ("ий", "ій"),
    "genitive": ("ого", "ього"),
    "dative": ("ому", "ьому"),
    "instrumental": ("им", "ім"),
    "neuter": ("е", "є"),
    "feminine": ("а", "я"),
    "feminine-genitive": ("ої", "ьої"),
    "feminine-locative": ("ій", "ій"),
    "feminine-accusative": ("у", "ю"),
    "plural": ("і", "і"),
    "plural-genitive": ("их", "іх"),
}


def ordinal(value: int, kind: str, language: Language) -> str:
    """Return an ordinal in the case and gender of `kind`. Only its last word is inflected."""
    words = integer(str(value), language, "ordinal") or str(value)
    hard, soft = _ENDINGS[kind]
    if words.endswith("ій"):
        return words.removesuffix("ій") + soft
    return words.removesuffix("ий") + hard


LOCATIVE_BEFORE = regex.compile(r"(?<!\p{L})(?i:[ву]|на|об?|при)\ $")


_FEMININE = regex.compile(
    r"""(?:жінк|ос[оі]б|годин|хвилин|секунд|книг|книж|школ|доб|гривн|країн|груп|родин|тонн|сторін|дівчин
      |компані|дивізі|бригад|області|церкв|вулиц|статт|кімнат|ракет|машин|партії|версії|сесії|частин|команд
      |людин|мит|рот|баз|крапк|будів|ділян|точк|річниц|копій|копійк|хат|квартир|тисяч|дитин|сестр|дочк|спроб
      |нагород|премі|медал|станці|секці|\p{L}+ці[їя]|\p{L}+ост)\p{L}*""",
    regex.VERBOSE,
)


def count(written: str, context: Context) -> str | None:
    """Return "одна година", "дві книги"."""
    value, noun = value_of(written), next_word(context)
    last = value % 10
    if written[0] == "0" or value >= 10**6 or last not in (1, 2) or value % 100 in (11, 12):
        return None
    if not noun.islower() or len(noun) < 3:
        return None
    if last == 1:
        kind = {"а": "feminine", "я": "feminine", "о": "neuter", "е": "neuter"}.get(noun[-1])
        return folded(cardinal(value, context.language, kind)) if kind else None
    if _FEMININE.fullmatch(noun):
        return folded(cardinal(value, context.language, "feminine"))
    return None


def folded(words: str) -> str:
    return words.replace("ʼ", "'")
