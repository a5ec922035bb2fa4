"""Polish: words, abbreviations, dates, years, hours."""

import regex

from worker.script.normalize.generic.datetimes import days_of_month, month_name
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages.polish.declension import (
    MONTHS,
    count,
    kind_before,
    ordinal,
)
from worker.script.normalize.generic.languages.polish.roman import roman
from worker.script.normalize.generic.numbers import cardinal
from worker.script.normalize.generic.profile import (
    Context,
    Match,
    Profile,
    Rule,
    context_of,
)
from worker.script.normalize.generic.roman import next_word
from worker.script.normalize.tables import table, words

_SHORT_MONTHS = r"(?:sty|lut|mar|kwi|cze|lip|sie|wrz|paź|paźdz|lis|list|gru)\."


def _year_kind(word: str, before: str) -> str:
    if word == "rok":
        return "nominative"
    if word == "rokiem":
        return "locative"
    is_locative = regex.search(r"(?<!\p{L})(?i:w|o|po|przy)\ $", before)
    return "locative" if is_locative else "genitive"


def _year(match: Match, language: Language) -> str:
    """Verbalize "1945 roku", "1939 r."."""
    before, word = context_of(match, language).before, match["word"]
    spoken = {"r.": "roku"}.get(word, word)
    dated = regex.search(rf"(?:{'|'.join(MONTHS)})\ $", before)
    kind = "genitive" if dated and word == "r." else _year_kind(spoken, before)
    return f"{ordinal(int(match['number']), kind, language)} {spoken}"


def _day(match: Match, language: Language) -> str:
    return ordinal(int(match["number"]), "genitive", language)


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    language = context.language
    words = f"{ordinal(day, 'genitive', language)} {month_name(month, language)}"
    return f"{words} {ordinal(year, 'genitive', language)} roku" if year else words


def _numbered(match: Match, language: Language) -> str:
    """Verbalize "1. miejsce"."""
    context = context_of(match, language)
    return ordinal(int(match["number"]), kind_before(next_word(context), context.before), language)


def _decade(match: Match, language: Language) -> str:
    """Verbalize the number of "lata 80." and "lat 90."."""
    is_nominative = context_of(match, language).before.lower().endswith("lata ")
    kind = "neuter" if is_nominative else "plural-genitive"
    return ordinal(int(match["number"]), kind, language)


def _hour(hour: int, context: Context) -> str | None:
    after_preposition = regex.search(
        r"(?<!\p{L})(?i:o|od|do|po|około|ok\.)\ (?:godz\.\ |godzin[iy]e?\ )?$", context.before
    )
    if hour == 0:
        return None
    return ordinal(hour, "feminine-genitive" if after_preposition else "feminine", context.language)


def _full_hour(match: Match, language: Language) -> str:
    """Verbalize "godz. 14"."""
    oblique = regex.search(r"(?<!\p{L})(?i:o|od|do|po)\ $", context_of(match, language).before)
    noun, kind = ("godzinie", "feminine-genitive") if oblique else ("godzina", "feminine")
    if oblique and oblique[0].lower() in ("od ", "do "):
        noun = "godziny"
    return f"{noun} {ordinal(int(match['number']), kind, language)}"


_UNITS = words("jedno dwu trzy cztero pięcio sześcio siedmio ośmio dziewięcio")
_TEENS = words("""
    dziesięcio jedenasto dwunasto trzynasto czternasto piętnasto szesnasto siedemnasto osiemnasto
    dziewiętnasto
""")
_TENS = words("""
    dwudziesto trzydziesto czterdziesto pięćdziesięcio sześćdziesięcio siedemdziesięcio
    osiemdziesięcio dziewięćdziesięcio
""")


def _compound(match: Match, language: Language) -> str | None:
    """Verbalize "34-letni", "2-krotnie" and "100-procentowy"."""
    hundreds, rest = divmod(int(match["number"]), 100)
    tens, units = divmod(rest, 10)
    if hundreds > 1:
        return None
    below = _TEENS[units] if tens == 1 else (_TENS[tens - 2] if tens else "")
    unit = _UNITS[units - 1] if units and tens != 1 else ""
    return "stu" * hundreds + below + unit + match["noun"]


def _opening_hours(match: Match, language: Language) -> str:
    """Verbalize the end of "w godz. 14–18"."""
    first, last = (_hour_ordinal(match[name], language) for name in ("first", "last"))
    return f"godzinach od {first} do {last}"


def _hour_ordinal(digits: str, language: Language) -> str:
    return ordinal(int(digits), "feminine-genitive", language)


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    if denominator == 2 and numerator == 1:
        return "pół"
    few = numerator % 10 in (2, 3, 4) and numerator not in (12, 13, 14)
    kind = "feminine" if numerator == 1 else ("neuter" if few else "plural-genitive")
    return f"{cardinal(numerator, language, 'feminine')} {ordinal(denominator, kind, language)}"


PROFILE = Profile(
    point="przecinek",
    decimals_as_number=True,
    minus="minus",
    dot="kropka",
    to="do",
    about="około",
    hosts="pl",
    at="małpa",
    and_="i",
    address_signs=table("- myślnik, _ podkreślnik, / ukośnik"),
    operators=table("""
        + plus, ± plus minus, × razy, ÷ podzielić przez, = równa się, ≠ nie równa się
        ≈ mniej więcej, ≥ co najmniej, ≤ co najwyżej, > więcej niż, < mniej niż
    """),
    born="urodzony",
    died="zmarły",
    number_sign="numer",
    number_signs="numery",
    fractions=("pół", "jedna trzecia", "dwie trzecie", "jedna czwarta", "trzy czwarte"),
    fraction=_fraction,
    and_a_half="i pół",
    not_a_fraction_after=r"nr|str\.|s\.|numer|sezon|roku",
    seconds="",
    time_after="o|od|do|po|godz\\.|godzinie|godzina",
    hour=_hour,
    count=count,
    date=_date,
    roman=roman,
    currencies=table("""
        PLN złoty/złote/złotych/złotego, USD dolar/dolary/dolarów/dolara
        GBP funt/funty/funtów/funta, JPY jen/jeny/jenów/jena, UAH hrywna/hrywny/hrywien/hrywny
        EUR euro
    """),
    cents=table(
        "PLN grosz/grosze/groszy, EUR cent/centy/centów, USD cent/centy/centów, "
        "GBP pens/pensy/pensów"
    ),
    rates=table("""
        osobę na osobę, os na osobę, dzień na dzień, t na tonę, doba na dobę, dobę na dobę
        mies na miesiąc, noc za noc
    """),
    per_many="na",
    micro="mikro",
    units=table("proc. concentr-percent, s duration-second"),
    abbreviations=table("""
        np. na przykład, m.in. między innymi, tj. to jest, tzn. to znaczy, tzw. tak zwany
        itd. i tak dalej, itp. i tym podobne, ok. około, ul. ulica, św. święty, godz. godzina
        tel. telefon, p.n.e. przed naszą erą, n.e. naszej ery, ds. do spraw, im. imienia
        woj. województwo, hab. habilitowany, zob. zobacz, por. porównaj, wg według
        pt. pod tytułem, dot. dotyczący, wyd. wydanie, tzn. to znaczy, cdn. ciąg dalszy nastąpi
        w. wieku
    """),
    titles=table("""
        dr doktor, dr. doktora, prof. profesor, mgr magister, inż. inżynier, gen. generał
        ks. ksiądz, płk pułkownik, bp biskup, abp arcybiskup, al. aleja, pl. plac, os. osiedle
        red. redaktor, Sz. Szanowny, kpt. kapitan, mjr major, o. ojciec, s. siostra
        kard. kardynał
    """),
    counted=table("""
        nr numer, str. strona, s. strona, art. artykuł, ust. ustęp, pkt punkt, poz. pozycja
        t. tom, rozdz. rozdział, rys. rysunek, tab. tabela, par. paragraf
    """),
    phone=r"[0-9]{2}\ [0-9]{3}\ [0-9]{2}\ [0-9]{2} | [0-9]{3}-[0-9]{3}-[0-9]{3}",
    phone_after=r"(?i:tel|telefon|telefonu|numer telefonu|kom|fax|faks|infolinia)",
    rules=(
        Rule(
            r"(?<![\p{L}\p{N}.,])(?P<number>[1-9][0-9]{0,2})-"
            r"(?!(?:te|gie|cie|sze|me|ste)(?:go|mu)(?!\p{L})|(?:t|st|m)y(?:ch|mi)(?!\p{L}))"
            r"(?P<noun>\p{Ll}{4,})(?![\p{L}-])",
            _compound,
        ),
        Rule(
            r"(?<=(?<!\p{L})[Ww]\ )godz(?:\.|inach)\ (?P<first>[0-9]{1,2})\ ?[-–]\ ?"
            r"(?P<last>[0-9]{1,2})(?![0-9:]|[.,][0-9])",
            _opening_hours,
        ),
        Rule(
            r"(?<=\p{Lu}\p{Ll}+\ )(?P<house>[0-9]{1,4})\ m\.(?=\ [0-9])",
            lambda match, language: f"{cardinal(int(match['house']), language)} mieszkania",
        ),
        Rule(r"(?<=[0-9]\ )os\.(?=/)", lambda *_: "osób"),
        Rule(r"(?<=[0-9]\ )pkt\ proc\.", lambda *_: "punktów procentowych"),
        Rule(r"(?<=[0-9]\ )pkt(?!\p{L})\.?(?!\ [0-9])", lambda *_: "punktów"),
        Rule(r"(?<=(?:przy|na|z|do|od|w|po)\ )ul\.", lambda match, _: "ulicy"),
        Rule(r"(?<=[Ll]at(?:a|ach|om)?\ )(?P<number>[1-9]0)\.(?![0-9])", _decade),
        Rule(r"(?<![0-9.,])(?P<number>[12]?[0-9]{3})\ (?P<word>r\.|rok(?:u|iem)?(?!\p{L}))", _year),
        Rule(
            days_of_month("|".join((*sorted(MONTHS), _SHORT_MONTHS)), "i|oraz|a|do|lub|na"),
            _day,
        ),
        Rule(
            r"(?<=(?<!\p{L})(?:[oO]|[pP]o)\ )godz\.(?=\ [0-9]{1,2}[:.][0-9])",
            lambda match, _: "godzinie",
        ),
        Rule(r"(?i:godz)\.\ (?P<number>[1-9]|1[0-9]|2[0-4])(?![0-9:]|[.,][0-9])", _full_hour),
        Rule(r"(?<![\p{L}\p{N}.,])(?P<number>[0-9]{1,3})\.(?=\ \p{Ll}{3})", _numbered),
    ),
)
