"""Russian Roman numerals: centuries, monarchs, wars."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages.russian.declension import LOCATIVE_BEFORE
from worker.script.normalize.generic.numbers import cardinal, ordinal
from worker.script.normalize.generic.profile import Context, Match, context_of
from worker.script.normalize.generic.roman import is_certain, last_word, next_word

_REIGNING = regex.compile(
    r"""(?:П[её]тр|Екатерин|Александр|Никола|Иван|Павел|Павл|Елизавет|Людовик|Карл|Генрих|Филипп
      |Фридрих|Вильгельм|Наполеон|Георг|Эдуард|Ричард|Яков|Мария|Марии|Пий|Пия|Бенедикт|Лев|Льв
      |Григори|Климент|Иннокенти|Урбан|Юли|Сикст|Фердинанд|Франц|Иосиф|Леопольд|Максимилиан|Альфонс
      |Густав|Христиан|Рамзес|Тутмос|Птолеме|Мехмед|Сулейман|Селим|Иоанн|Хуан|Изабелл|Анн)\p{L}*$""",
    regex.VERBOSE,
)


_QUEENS = ("Екатерин", "Елизавет", "Мари", "Изабелл", "Анн")


_CENTURY = {
    "век": "masculine",
    "века": "masculine-genitive",
    "веку": "masculine-dative",
    "веком": "masculine-ablative",
    "веке": "masculine-locative",
    "веков": "masculine-genitive",
    "веках": "masculine-locative",
    "столетие": "neuter",
    "столетия": "neuter-genitive",
    "столетии": "neuter-locative",
    "съезд": "masculine",
    "съезда": "masculine-genitive",
    "съезде": "masculine-locative",
    "мировая": "feminine",
    "мировой": "feminine-genitive",
    "мировую": "feminine-accusative",
    "олимпиада": "feminine",
    "международный": "masculine",
}


def roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "XX века", "Петра I", "II мировая война", "том IV"."""
    before, after, language = last_word(context), next_word(context).lower(), context.language
    if _REIGNING.match(before):
        return ordinal(value, language, _name_kind(before))
    if after in ("в", "вв") and regex.match(r"\ вв?\.", context.after):
        is_locative = LOCATIVE_BEFORE.search(context.before)
        return ordinal(
            value, language, "masculine-locative" if is_locative else "masculine-genitive"
        )
    if after in _CENTURY:
        return ordinal(value, language, _CENTURY[after])
    if before.lower() in ("том", "глава", "часть", "акт", "класс", "тип", "группа"):
        return cardinal(value, language)
    if regex.match(r"[–-][IVXІХ]+", context.after):  # the first century of XIX-XX
        return ordinal(value, language, "masculine")
    return cardinal(value, language) if is_certain(written) else None


def _name_kind(name: str) -> str:
    if name.startswith(_QUEENS):
        endings = {
            "ы": "-genitive",
            "и": "-genitive",
            "е": "-dative",
            "у": "-accusative",
            "й": "-ablative",
        }
        return "feminine" + endings.get(name[-1], "")
    endings = {
        "а": "-genitive",
        "я": "-genitive",
        "у": "-dative",
        "ю": "-dative",
        "м": "-ablative",
        "е": "-locative",
    }
    return "masculine" + endings.get(name[-1], "")


def century(match: Match, language: Language) -> str:
    """Return the word for "в." after a Roman numeral."""
    roman = regex.search(r"(?P<before>\p{L}*)\ ?[IVXІХ–-]+\ $", context_of(match, language).before)
    is_locative = roman and roman["before"].lower() in ("в", "во", "на", "о")
    if match[0] == "вв.":
        return "веках" if is_locative else "веков"
    return "веке" if is_locative else "века"
