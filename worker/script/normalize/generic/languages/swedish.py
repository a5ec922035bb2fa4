"""Swedish: agreement of "en" and "ett", dates, years, decades, Roman numerals."""

import regex

from worker.script.normalize.generic.datetimes import (
    TIME_WITH_POINT,
    days_of_month,
    month_name,
    time_in_words,
)
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal, ordinal
from worker.script.normalize.generic.profile import Context, Match, Profile, Rule
from worker.script.normalize.generic.roman import is_certain, last_word, next_word
from worker.script.normalize.tables import table, word_set

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_SHORT_MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
_YEARS = range(1100, 2000)
_NEUTER = regex.compile(
    r"""(?:år|barn|hus|land|mål|namn|ord|kilo|gram|ton|tal|djur|rum|steg|stycke|folk|bord|spel|lag
      |exempel|problem|fall|försök|besök|möte|ställe|äpple|ägg|glas|kort|slag|träd|vapen|skott|brev
      |liv|museum|universitet|företag|parti|program|paket|hål|bär|kvarter|varv|halvår|dygn
      |\p{L}+(?:ande|ende|ment|eri|skap))$""",
    regex.VERBOSE,
)


def _year(year: int, language: Language) -> str:
    if year not in _YEARS:
        return cardinal(year, language)
    hundreds, rest = divmod(year, 100)
    words = f"{cardinal(hundreds, language)}hundra"
    return words + (cardinal(rest, language) if rest else "")


def _count(written: str, context: Context) -> str | None:
    """Return years in hundreds, and "en" for a 1 before a common noun."""
    if len(written) == 4 and written.isdigit() and int(written) in _YEARS:
        return _year(int(written), context.language)
    noun = next_word(context)
    if not noun.islower() or len(noun) < 2 or not written.isdigit() or len(written) > 6:
        return None
    value = int(written)
    if written[0] != "0" and value % 10 == 1 and value % 100 != 11 and value == 1:
        is_noun = noun not in ("och", "av", "till", "i", "på", "eller", "är", "var")
        return "en" if is_noun and not _NEUTER.match(noun) else None
    return None


def _day(match: Match, language: Language) -> str:
    return ordinal(int(match["number"]), language, "neuter")


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    language = context.language
    words = f"{ordinal(day, language, 'neuter')} {month_name(month, language)}"
    return f"{words} {_year(year, language)}" if year else words


def _decade(match: Match, language: Language) -> str:
    """Verbalize "1980-talet", "80-talet"."""
    return _year(int(match["number"]), language) + match["noun"]


def _paragraph(match: Match, language: Language) -> str:
    """Verbalize "2 §" and "3 a §"."""
    return f"paragraf {cardinal(int(match['number']), language)}{match['letter'] or ''}"


def _ordinal(value: int, ending: str, context: Context) -> str:
    return ordinal(value, context.language, "neuter")


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    count = "en" if numerator == 1 else cardinal(numerator, language)
    if denominator == 2:
        return f"{count} halv{'a' if numerator > 1 else ''}"
    words = ordinal(denominator, language, "neuter")
    stem = words.removesuffix("de") if denominator > 7 and words.endswith("nde") else words
    return f"{count} {stem}del{'ar' if numerator > 1 else ''}"


_REIGNING = word_set("""
    karl gustav gustaf adolf erik johan oscar fredrik sigismund kristian christian ludvig henrik
    filip johannes paulus pius leo gregorius clemens benedictus alexander nikolaj katarina
    elisabet elizabeth georg edvard rikard jakob napoleon leopold albert wilhelm vilhelm otto
    franz ferdinand juan carlos felipe harald haakon olav margrethe ramses peter ivan kristina
    magnus valdemar
""")
_COUNTED = word_set("del kapitel band bok akt artikel fas typ klass grupp tabell figur avsnitt")


def _roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "Karl XVI Gustaf", "del IV"."""
    before = last_word(context)
    if before[:1].isupper() and before.lower() in _REIGNING:
        return f"den {ordinal(value, context.language, 'masculine')}"
    if before.lower() in _COUNTED or is_certain(written):
        return cardinal(value, context.language)
    return None


PROFILE = Profile(
    point="komma",
    decimals_as_number=True,
    minus="minus",
    dot="punkt",
    to="till",
    about="cirka",
    hosts="se|nu",
    www="w w w",
    at="snabel-a",
    and_="och",
    address_signs=table("- bindestreck, _ understreck, / snedstreck"),
    operators=table("""
        + plus, ± plus minus, × gånger, ÷ delat med, = är lika med, ≠ är inte lika med
        ≈ ungefär, ≥ minst, ≤ högst, > mer än, < mindre än
    """),
    born="född",
    died="död",
    number_sign="nummer",
    fractions=("en halv", "en tredjedel", "två tredjedelar", "en fjärdedel", "tre fjärdedelar"),
    fraction=_fraction,
    of="av",
    not_a_fraction_after=r"den|nr|s\.|sidan?|nummer|säsongen|sid\.",
    seconds="{} {} och {} sekunder",
    time_after=r"(?i:kl)\.?|(?i:klockan)|från",
    ordinal_ending=":[ae]",
    ordinal=_ordinal,
    count=_count,
    date=_date,
    short_date=r"""(?<=(?i:den)\ )(?P<day>0?[1-9]|[12][0-9]|3[01])
        /(?P<month>0?[1-9]|1[0-2])(?![\p{L}\p{N}/])""",
    roman=_roman,
    currencies=table("SEK krona/kronor, USD dollar, GBP pund, JPY yen, NOK krona/kronor"),
    cents=table("SEK öre, EUR cent, USD cent, GBP penny/pence"),
    rates=table("""
        person per person, natt per natt, tim per timme, dag per dag, invånare per invånare
    """),
    per_many="per",
    signs={":-": "SEK"},
    scales={"mdr": 9},
    micro="mikro",
    units={"sek": "duration-second"},
    abbreviations=table("""
        t.ex. till exempel, bl.a. bland annat, d.v.s. det vill säga, dvs. det vill säga
        dvs det vill säga, m.m. med mera, m.fl. med flera, tkr tusen kronor, mkr miljoner kronor
        mnkr miljoner kronor, mdkr miljarder kronor, o.s.v. och så vidare, osv. och så vidare
        ggr. gånger, ggr gånger, proc. procent, osv och så vidare, p.g.a. på grund av
        pga på grund av, s.k. så kallad, ca cirka, ca. cirka, kl. klockan, tel. telefon
        f.Kr. före Kristus, e.Kr. efter Kristus, f.d. före detta, fr.o.m. från och med
        t.o.m. till och med, jfr jämför, resp. respektive, inkl. inklusive, exkl. exklusive
        max. maximalt, min. minst, e.m. eftermiddag, f.m. förmiddag, st. stycken, milj. miljoner
        mdr. miljarder, vs. mot, f.n. för närvarande
    """),
    titles=table("""
        dr doktor, dr. doktor, prof. professor, S:t Sankt, S:ta Sankta, hr herr, fr fru
        gen. general
    """),
    counted=table("""
        nr nummer, nr. nummer, s. sidan, sid. sidan, kap. kapitel, art. artikel, fig. figur
        kl klockan, tab. tabell, avd. avdelning, st. stycken
    """),
    phone=r"\(?0[0-9]{1,3}\)?[\ -][0-9]{2,3}[\ -]?[0-9]{2}[\ -]?[0-9]{2}(?:\ ?[0-9]{2})?",
    phone_after=r"(?i:tel|telefon|telefonnummer|mobil|fax|ring)",
    rules=(
        Rule(TIME_WITH_POINT, time_in_words),
        Rule(
            r"(?<![\p{L}\p{N}.,])(?P<number>[1-9][0-9]{0,2})(?P<letter>\ [a-z])?\ §(?!\ ?[0-9])",
            _paragraph,
        ),
        Rule(
            days_of_month(
                rf"(?:{_MONTHS}|(?:{_SHORT_MONTHS})\.)",
                "och|eller|till|samt|respektive",
                r"(?::[ae]|\.)?",
            ),
            _day,
        ),
        Rule(
            r"(?<![\p{L}\p{N}.,])(?P<number>[1-9][0-9]?0|[12][0-9]{2}0)-(?P<noun>tal(?:et|ets|en)?)(?!\p{L})",
            _decade,
        ),
    ),
)
