"""Ukrainian: words, abbreviations, dates, years, hours, ordinals with a suffix."""

import regex

from worker.script.normalize.generic.datetimes import days_of_month, month_name
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages.ukrainian.declension import (
    LOCATIVE_BEFORE,
    count,
    folded,
    ordinal,
)
from worker.script.normalize.generic.languages.ukrainian.roman import century, roman
from worker.script.normalize.generic.numbers import cardinal
from worker.script.normalize.generic.profile import (
    Context,
    Match,
    Profile,
    Rule,
    context_of,
)
from worker.script.normalize.generic.roman import next_word
from worker.script.normalize.tables import table

_MONTHS = "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"


_SHORT_MONTHS = r"(?:січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд)\."
_UNTIL = regex.compile(r"(?<!\p{L})по\ $")


def _year(match: Match, language: Language) -> str:
    """Verbalize "1945 року", "2020 р."."""
    before, word = context_of(match, language).before, match["word"]
    if word == "р.":
        word = "році" if LOCATIVE_BEFORE.search(before) else "року"
    kind = {"рік": "nominative", "року": "genitive", "році": "dative", "роком": "instrumental"}[
        word
    ]
    words = ordinal(int(match["number"]), kind, language).removeprefix("одна ")
    return f"{words} {word}"


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    language = context.language
    words = f"{ordinal(day, 'genitive', language)} {month_name(month, language)}"
    if not year:
        return words
    return f"{words} {ordinal(year, 'genitive', language).removeprefix('одна ')} року"


def _day(match: Match, language: Language) -> str:
    """Verbalize the days of "з 3 по 5 травня"."""
    until = _UNTIL.search(context_of(match, language).before)
    return ordinal(int(match["number"]), "neuter" if until else "genitive", language)


_SUFFIXES = {
    "й": "nominative",
    "ий": "nominative",
    "ша": "feminine",
    "га": "feminine",
    "тя": "feminine",
    "та": "feminine",
    "ма": "feminine",
    "а": "feminine",
    "я": "feminine",
    "ше": "neuter",
    "ге": "neuter",
    "тє": "neuter",
    "те": "neuter",
    "ме": "neuter",
    "е": "neuter",
    "є": "neuter",
    "го": "genitive",
    "му": "dative",
    "ті": "plural",
    "ні": "plural",
    "і": "plural",
    "х": "plural-genitive",
    "их": "plural-genitive",
    "ої": "feminine-genitive",
    "ї": "feminine-genitive",
    "ту": "feminine-accusative",
    "шу": "feminine-accusative",
    "гу": "feminine-accusative",
    "у": "feminine-accusative",
    "ю": "feminine-accusative",
    "м": "instrumental",
    "им": "instrumental",
}


def _suffixed(match: Match, language: Language) -> str:
    """Verbalize "1-ша", "90-ті", "5-го"."""
    context, kind = context_of(match, language), _SUFFIXES[match["suffix"]]
    if match["suffix"] == "й" and regex.search(r"[іи]$", next_word(context)):
        kind = "feminine-locative"
    return ordinal(int(match["number"]), kind, language).removeprefix("одна ")


_STEMS = table("""
    1 одно, 2 дво, 3 три, 4 чотири, 5 п'яти, 6 шести, 7 семи, 8 восьми, 9 дев'яти, 10 десяти
    11 одинадцяти, 12 дванадцяти, 13 тринадцяти, 14 чотирнадцяти, 15 п'ятнадцяти, 16 шістнадцяти
    17 сімнадцяти, 18 вісімнадцяти, 19 дев'ятнадцяти, 20 двадцяти, 30 тридцяти, 40 сорока
    50 п'ятдесяти, 60 шістдесяти, 70 сімдесяти, 80 вісімдесяти, 90 дев'яносто, 100 сто
""")


def _compound(match: Match, language: Language) -> str:
    """Verbalize "10-річний", "25-відсотковий"."""
    digits = match["number"]
    tens, units = digits[:-1] + "0", digits[-1]
    words = _STEMS.get(digits) or _STEMS.get(tens, "") + _STEMS.get(units, "")
    return (words or cardinal(int(digits), language)) + match["noun"]


def _hour(hour: int, context: Context) -> str | None:
    if hour == 0:
        return None
    at = regex.search(r"(?<!\p{L})(?i:об?)\ $", context.before)
    until = regex.search(r"(?<!\p{L})(?i:до|від|з|після|близько)\ $", context.before)
    kind = "feminine-locative" if at else ("feminine-genitive" if until else "feminine")
    return ordinal(hour, kind, context.language)


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    if denominator == 2 and numerator == 1:
        return "половина"
    kind = "feminine" if numerator % 10 == 1 and numerator != 11 else "plural-genitive"
    count = folded(cardinal(numerator, language, "feminine"))
    return f"{count} {ordinal(denominator, kind, language)}"


PROFILE = Profile(
    point="кома",
    decimals_as_number=True,
    minus="мінус",
    dot="крапка",
    to="–",
    about="приблизно",
    hosts="ua|ru",
    at="равлик",
    and_="і",
    address_signs=table("- дефіс, _ підкреслення, / скісна риска"),
    operators=table("""
        + плюс, ± плюс-мінус, × на, ÷ поділити на, = дорівнює, ≠ не дорівнює, ≈ приблизно
        ≥ мінімум, ≤ максимум, > більше ніж, < менше ніж
    """),
    born="народився",
    died="помер",
    number_sign="номер",
    fractions=("половина", "одна третина", "дві третини", "одна чверть", "три чверті"),
    fraction=_fraction,
    and_a_half="з половиною",
    not_a_fraction_after=r"№|стор\.|с\.|номер|сезон|справа",
    seconds="",
    time_after="о|об|до|від|з|після",
    hour=_hour,
    count=count,
    date=_date,
    roman=roman,
    signs={"грн": "UAH", "грн.": "UAH"},
    currencies=table("""
        UAH гривня/гривні/гривень/гривні, USD долар/долари/доларів/долара, EUR євро
        GBP фунт/фунти/фунтів/фунта, PLN злотий/злоті/злотих/злотого, JPY єна/єни/єн/єни
    """),
    cents=table("UAH копійка/копійки/копійок, EUR цент/центи/центів, USD цент/центи/центів"),
    rates=table("""
        особу на особу, людину на людину, добу на добу, т за тонну, га на гектар, год на годину
        хв на хвилину, с на секунду, л за літр, кг за кілограм, м² за квадратний метр
        шт за штуку, міс на місяць, рік на рік, км² на квадратний кілометр
    """),
    per_many="на",
    micro="мікро",
    units=table("""
        г mass-gram, т mass-tonne, л volume-liter, м length-meter, сек duration-second
        год duration-hour, хв duration-minute
    """),
    abbreviations=table("""
        т.д. так далі, т.п. тому подібне, т.зв. так званий, ін. інші, див. дивись, напр. наприклад
        коп. копійок, вул. вулиця, н.е. нашої ери, ім. імені, тел. телефон, обл. область
        р-н район, чол. чоловік, рр. роки, просп. проспект, тобто тобто, пл. площа, сек. секунд
        хв. хвилин
    """),
    titles=table("""
        м. місто, проф. професор, акад. академік, св. святий, д-р доктор, ген. генерал, с. село
        смт селище
    """),
    counted=table("""
        стор. сторінка, с. сторінка, буд. будинок, кв. квартира, т. том, п. пункт, ст. стаття
        рис. рисунок, табл. таблиця, гл. глава
    """),
    phone=r"\(?0[0-9]{2}\)?[\ -][0-9]{3}[\ -][0-9]{2}[\ -][0-9]{2} | 0[\ -]800[\ -][0-9\ -]{6,9}",
    phone_after=r"(?i:тел|телефон|телефоном|факс|моб)",
    rules=(
        Rule(
            r"(?<![0-9.,])(?P<number>[12]?[0-9]{3})\ (?P<word>р\.|рік|рок(?:у|ом)|році)(?!\p{L})",
            _year,
        ),
        Rule(days_of_month(f"{_MONTHS}|{_SHORT_MONTHS}", "і|й|та|або|чи|по|до|на"), _day),
        Rule(
            rf"(?<![\p{{L}}\p{{N}}.,])(?P<number>[0-9]{{1,4}})-"
            rf"(?P<suffix>{'|'.join(sorted(_SUFFIXES, key=len, reverse=True))})(?!\p{{L}})",
            _suffixed,
        ),
        Rule(
            r"(?<![\p{L}\p{N}.,])(?P<number>[1-9][0-9]{0,2})-(?P<noun>(?:річ|відсотк|годинн|денн|хвилинн|метров|поверхов|кімнатн|тонн|місячн|тижнев|бальн|серійн|томн)\p{Ll}{1,5})(?!\p{L})",
            _compound,
        ),
        Rule(r"(?<=[IVXІХ]\ )ст\.", century),
        Rule(r"(?<![\p{L}\p{N}])ч\.(?=\ [0-9])", lambda *_: "частина"),
    ),
)
