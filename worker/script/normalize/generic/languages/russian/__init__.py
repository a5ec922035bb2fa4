"""Russian: words, abbreviations, dates, years, ordinals with a suffix."""

import regex

from worker.script.normalize.generic.amounts import measure_in_words
from worker.script.normalize.generic.datetimes import days_of_month, month_name
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages.russian.declension import (
    DATIVE_BEFORE,
    LOCATIVE_BEFORE,
    count,
)
from worker.script.normalize.generic.languages.russian.roman import century, roman
from worker.script.normalize.generic.numbers import cardinal, ordinal
from worker.script.normalize.generic.profile import (
    Context,
    Match,
    Profile,
    Rule,
    context_of,
)
from worker.script.normalize.generic.roman import next_word
from worker.script.normalize.tables import table

_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"


_SHORT_MONTHS = r"(?:янв|фев|февр|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек)\."
_GENITIVE_BEFORE = regex.compile(r"(?<!\p{L})(?i:с|до|от|после|около)\ $")
_DATIVE_HOUR = regex.compile(r"(?<!\p{L})(?i:к)\ $")
_UNTIL = regex.compile(r"(?<!\p{L})по\ $")


def _of_year(value: int, case: str, language: Language) -> str:
    kind = "masculine" if case == "nominative" else f"masculine-{case}"
    return ordinal(value, language, kind).removeprefix("одна ")


def _year_case(word: str, before: str) -> str:
    if word == "году":
        return "dative" if DATIVE_BEFORE.search(before) else "locative"
    return {"год": "nominative", "года": "genitive", "годом": "ablative"}[word]


def _year(match: Match, language: Language) -> str:
    """Verbalize "1945 году", "2020 г."."""
    before, word = context_of(match, language).before, match["word"]
    if word == "г.":
        if LOCATIVE_BEFORE.search(before) or DATIVE_BEFORE.search(before):
            word = "году"
        else:
            word = "года" if regex.search(r"[\p{L}.]\ $", before) else "год"
    return f"{_of_year(int(match['number']), _year_case(word, before), language)} {word}"


def _years(match: Match, language: Language) -> str:
    """Verbalize "1941–1945 годы", "в 1990-1995 гг."."""
    before, word = context_of(match, language).before, match["word"]
    locative = LOCATIVE_BEFORE.search(before) is not None
    if word == "гг.":
        word = "годах" if locative else "годы"
    case = {"годах": "locative", "годов": "genitive", "годами": "ablative", "годам": "dative"}.get(
        word, "nominative"
    )
    first, last = (_of_year(int(match[name]), case, language) for name in ("number", "last"))
    return f"{first} – {last} {word}"


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    language = context.language
    words = f"{ordinal(day, language, 'neuter-genitive')} {month_name(month, language)}"
    return f"{words} {_of_year(year, 'genitive', language)} года" if year else words


def _day(match: Match, language: Language) -> str:
    """Verbalize the days of "с 3 по 5 мая"."""
    until = _UNTIL.search(context_of(match, language).before)
    return ordinal(int(match["number"]), language, "neuter" if until else "neuter-genitive")


_SUFFIXES = {
    "й": "masculine",
    "ый": "masculine",
    "ой": "masculine",
    "я": "feminine",
    "ая": "feminine",
    "е": "neuter",
    "ое": "neuter",
    "ые": "plural",
    "го": "masculine-genitive",
    "ого": "masculine-genitive",
    "му": "masculine-dative",
    "ому": "masculine-dative",
    "м": "masculine-locative",
    "ом": "masculine-locative",
    "ым": "masculine-ablative",
    "х": "plural-genitive",
    "ых": "plural-genitive",
    "ю": "feminine-accusative",
    "ую": "feminine-accusative",
    "ми": "plural-ablative",
}


def _suffixed(match: Match, language: Language) -> str:
    """Verbalize "1-я", "90-е", "5-го"."""
    value, kind = int(match["number"]), _SUFFIXES[match["suffix"]]
    context = context_of(match, language)
    noun = next_word(context)
    if match["suffix"] == "й" and regex.search(r"[еиы]$", noun) and noun[-1] != "й":
        kind = (
            "feminine-locative" if LOCATIVE_BEFORE.search(context.before) else "feminine-genitive"
        )
    if match["suffix"] == "е" and (
        (value % 10 == 0 and noun in ("", "годы")) or noun.endswith(("ы", "и"))
    ):
        kind = "plural"
    return ordinal(value, language, kind).removeprefix("одна ")


def _compound(match: Match, language: Language) -> str:
    """Verbalize "10-летний", "25-процентный"."""
    value, noun = int(match["number"]), match["noun"]
    fixed = {1: "одно", 100: "сто", 90: "девяносто", 1000: "тысяче"}
    words = fixed.get(value) or cardinal(value, language, "masculine-genitive").replace(" ", "")
    return words + noun


def _hours_and_minutes(match: Match, language: Language) -> str | None:
    """Verbalize "8 ч. 30 мин." and "8 ч."."""
    hours = measure_in_words(match["hours"], "", "duration-hour", language)
    digits = match.groupdict().get("minutes")
    minutes = measure_in_words(digits, "", "duration-minute", language) if digits else ""
    return language.join(hours, minutes)


def _hour(hour: int, context: Context) -> str | None:
    """Return the hour in the case that its preposition requires: "до двух", "к двум"."""
    if _GENITIVE_BEFORE.search(context.before):
        return cardinal(hour, context.language, "masculine-genitive")
    if _DATIVE_HOUR.search(context.before):
        return cardinal(hour, context.language, "masculine-dative")
    return None


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    if denominator == 2 and numerator == 1:
        return "половина"
    kind = "feminine" if numerator % 10 == 1 and numerator != 11 else "plural-genitive"
    return f"{cardinal(numerator, language, 'feminine')} {ordinal(denominator, language, kind)}"


PROFILE = Profile(
    minus="минус",
    dot="точка",
    to="–",
    about="примерно",
    hosts="ru|рф",
    at="собака",
    and_="и",
    address_signs=table("- дефис, _ подчёркивание, / косая черта"),
    operators=table("""
        + плюс, ± плюс-минус, × на, ÷ разделить на, = равно, ≠ не равно, ≈ примерно, ≥ минимум
        ≤ максимум, > больше чем, < меньше чем
    """),
    born="родился",
    died="умер",
    number_sign="номер",
    fractions=("половина", "одна треть", "две трети", "одна четверть", "три четверти"),
    fraction=_fraction,
    and_a_half="с половиной",
    not_a_fraction_after=r"№|стр\.|с\.|номер|сезон|дело",
    seconds="",
    count=count,
    date=_date,
    roman=roman,
    signs={"руб": "RUB", "руб.": "RUB"},
    currencies=table("""
        RUB рубль/рубля/рублей/рубля, USD доллар/доллара/долларов/доллара, JPY иена/иены/иен/иены
        GBP фунт/фунта/фунтов/фунта, UAH гривна/гривны/гривен/гривны, EUR евро
    """),
    cents=table(
        "RUB копейка/копейки/копеек, EUR цент/цента/центов, USD цент/цента/центов, "
        "GBP пенс/пенса/пенсов"
    ),
    rates=table("""
        чел на человека, человек на человека, сутки в сутки, сут в сутки, т за тонну
        га на гектар, час в час, ч в час, мин в минуту, с в секунду, л за литр, г за грамм
        м² за квадратный метр, кг за килограмм, шт за штуку, мес в месяц, год в год
        км² на квадратный километр
    """),
    per_many="на",
    micro="микро",
    units=table("""
        г mass-gram, т mass-tonne, л volume-liter, м length-meter, сек duration-second
        проц. concentr-percent
    """),
    hour=_hour,
    scales={"трлн": 12},
    abbreviations=table("""
        т.е. то есть, т.д. так далее, т.п. тому подобное, т.к. так как, т.н. так называемый
        др. другие, см. смотри, ср. сравни, напр. например, коп. копеек, ул. улица, н.э. нашей эры
        им. имени, чел. человек, тел. телефон, обл. область, р-н район, гг. годы, просп. проспект
        пер. переулок, т.о. таким образом, сек. секунд
    """),
    titles=table("""
        г. город, г-н господин, г-жа госпожа, проф. профессор, акад. академик, св. святой
        пл. площадь, д-р доктор, р. река, им. имени, ген. генерал, о. остров, пр. проспект
        ст. станция
    """),
    counted=table("""
        стр. страница, с. страница, д. дом, кв. квартира, т. том, п. пункт, ст. статья
        рис. рисунок, табл. таблица, гл. глава, корп. корпус
    """),
    phone=r"8[\ -]?\(?[0-9]{3,5}\)?[\ -]?[0-9]{1,3}[\ -][0-9]{2}[\ -][0-9]{2}"
    r" | [0-9]{3}-[0-9]{2}-[0-9]{2}",
    phone_after=r"(?i:тел|телефон|телефону|телефона|факс|моб)",
    rules=(
        Rule(
            r"(?<![0-9.,])(?P<number>[12][0-9]{3})[–-](?P<last>[12][0-9]{3})"
            r"\ (?P<word>гг\.|год(?:ы|ов|ах|ам|ами)(?!\p{L}))",
            _years,
        ),
        Rule(
            r"(?<![0-9.,])(?P<number>[12]?[0-9]{3})\ (?P<word>г\.|год(?:а|у|ом)?(?!\p{L}))", _year
        ),
        Rule(days_of_month(f"{_MONTHS}|{_SHORT_MONTHS}", "и|или|по|до|на|либо"), _day),
        Rule(
            rf"(?<![\p{{L}}\p{{N}}.,])(?P<number>[0-9]{{1,4}})-?"
            rf"(?P<suffix>{'|'.join(sorted(_SUFFIXES, key=len, reverse=True))})"
            r"(?![\p{L}\p{N}])",
            _suffixed,
        ),
        Rule(
            r"(?<![\p{L}\p{N}.,])(?P<number>[1-9][0-9]{0,3})-(?P<noun>(?:летн|процентн|часов|дневн|минутн|метров|километров|этажн|кратн|местн|комнатн|тонн|секундн|тысячн|миллионн|недельн|месячн|балльн|серийн|томн|уровнев)\p{Ll}{2,3}|лети\p{Ll}{1,2})(?!\p{L})",
            _compound,
        ),
        Rule(r"(?<=[IVXІХ]\ )вв?\.", century),
        Rule(
            r"(?<![\p{N}.,:])(?P<hours>[0-9]{1,2})\ ч\.\ (?P<minutes>[0-5]?[0-9])\ мин(?!\p{L})\.?",
            _hours_and_minutes,
        ),
        Rule(r"(?<![\p{L}\p{N}])ч\.(?=\ [0-9])", lambda *_: "часть"),
        Rule(r"(?<![\p{N}.,:])(?P<hours>[0-9]{1,3})\ ч(?!\p{L}|\.\ [0-9])\.?", _hours_and_minutes),
    ),
)
