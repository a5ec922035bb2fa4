"""Ukrainian Roman numerals: centuries, monarchs, wars."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages.ukrainian.declension import LOCATIVE_BEFORE, ordinal
from worker.script.normalize.generic.numbers import cardinal
from worker.script.normalize.generic.profile import Context, Match, context_of
from worker.script.normalize.generic.roman import is_certain, last_word, next_word

_REIGNING = regex.compile(
    r"""(?:Петр|Катерин|Олександр|Микол|Іван|Павл|Єлизавет|Людовік|Карл|Генріх|Філіп|Фрідріх|Вільгельм
      |Наполеон|Георг|Едуард|Річард|Яків|Якова|Марі|Пій|Пія|Бенедикт|Лев|Лева|Григорі|Климент|Інокенті
      |Урбан|Юлі|Фердинанд|Франц|Йосиф|Леопольд|Максиміліан|Альфонс|Густав|Християн|Рамзес|Мехмед
      |Сулейман|Казимир|Сигізмунд|Владислав|Ізабелл)\p{L}*$""",
    regex.VERBOSE,
)


_QUEENS = ("Катерин", "Єлизавет", "Марі", "Ізабелл")


_NOUNS = {
    "століття": "genitive",
    "столітті": "dative",
    "століттям": "instrumental",
    "ст": "genitive",
    "світова": "feminine",
    "світової": "feminine-genitive",
    "світову": "feminine-accusative",
    "світовій": "feminine-locative",
    "з'їзд": "nominative",
    "з'їзду": "genitive",
    "вік": "nominative",
}


def roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "XX столітті", "Петра I", "II світова війна"."""
    before, after, language = last_word(context), next_word(context).lower(), context.language
    if _REIGNING.match(before):
        return ordinal(value, _name_kind(before), language)
    if after in _NOUNS:
        kind = _NOUNS[after]
        if after == "століття" and not context.before.strip():
            kind = "neuter"
        if after == "ст" and LOCATIVE_BEFORE.search(context.before):
            kind = "dative"
        return ordinal(value, kind, language)
    if before.lower() in ("том", "розділ", "частина", "акт", "клас", "тип", "група"):
        return cardinal(value, language)
    return cardinal(value, language) if is_certain(written) else None


def _name_kind(name: str) -> str:
    if name.startswith(_QUEENS):
        endings = {"и": "-genitive", "ї": "-genitive", "і": "-locative", "у": "-accusative"}
        return "feminine" + endings.get(name[-1], "")
    if name == "Микола":
        return "nominative"
    return {
        "а": "genitive",
        "я": "genitive",
        "у": "dative",
        "ю": "dative",
        "м": "instrumental",
    }.get(name[-1], "nominative")


def century(match: Match, language: Language) -> str:
    before = context_of(match, language).before
    is_locative = regex.search(r"(?<!\p{L})(?i:[ву])\ [IVXІХ–-]+\ $", before)
    return "столітті" if is_locative else "століття"
