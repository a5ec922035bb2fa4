"""German: words, abbreviations, decades, compounds of numbers, dates."""

from decimal import Decimal

import regex

from worker.script.normalize.generic.cldr import units, with_unit
from worker.script.normalize.generic.datetimes import month_name
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages.german.nouns import is_feminine
from worker.script.normalize.generic.languages.german.ordinals import (
    ALONE,
    BEFORE_DATIVE,
    BETWEEN_ORDINALS,
    LABEL,
    LAST,
    ORDINAL,
    agreeing_ordinal,
    alone,
    last,
    numbered,
)
from worker.script.normalize.generic.languages.german.roman import roman
from worker.script.normalize.generic.numbers import cardinal, integer, number, year_in_words
from worker.script.normalize.generic.profile import (
    Context,
    Match,
    Profile,
    Rule,
)
from worker.script.normalize.tables import table

_DECADE = r"""(?<![\p{L}\p{N}.,])(?P<number>[0-9]{1,4})-?er(?P<ending>[ns]?)(?![\p{L}\p{N}])
    (?:[\ -]?(?P<noun>Jahren?)(?!\p{L}))?+"""


_COMPOUND = r"""(?<![\p{L}\p{N}.,])(?P<number>[0-9]{1,4}(?:,[0-9])?)(?P<percent>\ ?%)?-?
    (?P<noun>(?i:fach|mal|jährig|tägig|stündig|köpfig|prozentig|teilig|stellig|monatig|wöchig
        |minütig|seitig|stöckig|bändig|spurig|sprachig|malig|ig)(?:e[mnrs]?)?)(?!\p{L})"""


_YEAR_AND_MONTH = (
    r"(?<![\p{L}\p{N}-])(?P<year>1[89][0-9]{2}|20[0-9]{2})-(?P<month>0[1-9])(?![-0-9])"
)


_UNIT_COMPOUND = r"""(?<![\p{L}\p{N}.,])(?P<whole>[0-9]{1,4}|[0-9]{1,3}(?:\.[0-9]{3})+)
    (?:,(?P<decimals>[0-9]+))?-(?P<unit>km/h|km²|m²|kWh|°C|[kcm]?m|k?g|[kMG]W|[MGT]B|PS|Hz|ha|t|l|h|V|W)-
    (?=\p{L})"""


_STREET = r"(?P<name>\p{Lu}\p{Ll}+)str\.(?=\ ?[0-9]|[,;)]|\s)"


_COUNTED_NOUN = regex.compile(r"\ (?:(?!oder)\p{Ll}+e[nrs]?\ )?(\p{Lu}\p{L}+)")


_MIXED = regex.compile(r"\p{Ll}\p{Lu}|^\p{Lu}+$")  # 1 BvR 5/20, 1 BGB


_NOT_COUNTED = regex.compile(rf"{LABEL.pattern}|[0-9]:$", regex.VERBOSE)


_PLURAL = Decimal(2)


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    name = month_name(month, context.language)
    words = f"{agreeing_ordinal(day, context, name)} {name}"
    return f"{words} {year_in_words(year, context.language)}" if year else words


def _decade(match: Match, language: Language) -> str:
    """Verbalize "90er-Jahre", "1980ern" and "68er"."""
    value, noun = int(match["number"]), match["noun"]
    words = "einser" if value == 1 else f"{year_in_words(value, language)}er"
    return f"{words}{match['ending']} {noun or ''}".rstrip()


def _compound(match: Match, language: Language) -> str:
    """Verbalize "10-jährige", "3fach", "1-mal" and "50%ige"."""
    whole, _, decimals = match["number"].partition(",")
    noun = match["noun"].lower()
    words = "ein" if whole == "1" else integer(whole, language) or whole
    if decimals:
        words = f"{integer(whole, language)} Komma {integer(decimals, language)} "
    return f"{words}prozent{noun}" if match["percent"] else words + noun


def _unit_compound(match: Match, language: Language) -> str | None:
    """Verbalize the beginning of "100-m-Lauf" and "7,5-t-Lkw"."""
    unit = units(language).get(match["unit"])
    whole, decimals = match["whole"].replace(".", ""), match["decimals"] or ""
    count = number(whole, decimals, language, "counted")
    if unit is None or count is None:
        return None
    return f"{count} {with_unit('', unit, _PLURAL, language).strip()}-"


def _count(written: str, context: Context) -> str | None:
    """Return "ein" or "eine" for a 1 before a noun."""
    following = _COUNTED_NOUN.match(context.after) if written == "1" else None
    if not following or _MIXED.search(following[1]) or _NOT_COUNTED.search(context.before):
        return None
    noun, is_dative = following[1], BEFORE_DATIVE.search(context.before)
    if noun in ("Uhr", "Prozent"):
        return "ein"
    if is_feminine(noun):
        return "einer" if is_dative else "eine"
    return "einem" if is_dative else "ein"


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    count = "ein" if numerator == 1 else cardinal(numerator, language)
    if denominator == 2:
        return "einhalb" if numerator == 1 else f"{count} Halbe"
    name = integer(str(denominator), language, "ordinal") or ""
    return f"{count} {name[:1].upper()}{name[1:]}l"


def _year_and_month(match: Match, language: Language) -> str:
    """Verbalize "2003-03"."""
    name = month_name(int(match["month"]), language)
    return f"{name} {year_in_words(int(match['year']), language)}"


_SPOONS = {"TL": "Teelöffel", "EL": "Esslöffel"}


PROFILE = Profile(
    point="Komma",
    minus="minus",
    dot="Punkt",
    to="bis",
    about="etwa",
    score_colon="zu",
    hosts="de|at|ch",
    www="w w w",
    at="ät",
    and_="und",
    address_signs=table("- Bindestrich, _ Unterstrich, / Schrägstrich"),
    operators=table("""
        + plus, ± plus minus, × mal, ÷ geteilt durch, = gleich, ≠ ungleich, ≈ ungefähr
        ≥ mindestens, ≤ höchstens, > mehr als, < weniger als
    """),
    born="geboren",
    died="gestorben",
    number_sign="Nummer",
    number_signs="Nummern",
    fractions=("einhalb", "ein Drittel", "zwei Drittel", "ein Viertel", "drei Viertel"),
    fraction=_fraction,
    of="aller|de[rs]|von",
    and_a_half="einhalb",
    not_a_fraction_after=r"am|vom|bis|S\.|Seiten?|Nr\.|Heft|Ausgabe|Saison|Jahr|Az\.|Drucksache",
    hours="{} Uhr {}",
    full_hours="{} Uhr",
    seconds="{} Uhr {} und {} Sekunden",
    time_after="um|gegen|Uhrzeit",
    hour=lambda hour, context: "ein" if hour == 1 else None,
    count=_count,
    years_in_hundreds=True,
    date=_date,
    short_date=r"""(?<![\p{L}\p{N}.,-])(?<!(?:Version|Kapitel|Abschnitt|Punkt|§|Nr\.|Kap\.|Abb\.|Tab\.|\p{Ll}\p{Lu}\p{L}*|\p{Lu}{2}
            |Android|Windows|Ubuntu|Debian|Python|Firefox|Chrome|Java|Linux|Tabelle|Bild)\ )
        (?P<day>0?[1-9]|[12][0-9]|3[01])\.\ ?(?P<month>0?[1-9]|1[0-2])\.
        (?:\ (?P<year>[12][0-9]{3})(?![0-9]))?(?![0-9]|\ \p{Lu})""",
    roman=roman,
    roman_ending=r"\.",
    currencies=table("USD Dollar, GBP Pfund, JPY Yen, KRW Won"),
    cents=table("EUR Cent, USD Cent, GBP Penny/Pence, CHF Rappen"),
    rates=table("""
        Person pro Person, Kopf pro Kopf, Nacht pro Nacht, Einwohner pro Einwohner
        Std pro Stunde
    """),
    per_many="auf",
    micro="Mikro",
    units=table("s duration-second, PS power-horsepower"),
    scales={"Bio": 12, "Mill": 6, "T": 3},
    abbreviations=table("""
        z.B. zum Beispiel, d.h. das heißt, u.a. unter anderem, bzw. beziehungsweise
        usw. und so weiter, u.s.w. und so weiter, etc. et cetera, ca. zirka, bzgl. bezüglich
        zw. zwischen, Str. Straße, ggf. gegebenenfalls, vgl. vergleiche, evtl. eventuell
        inkl. inklusive, exkl. exklusive, zzgl. zuzüglich, abzgl. abzüglich, einschl. einschließlich
        i.d.R. in der Regel, u.U. unter Umständen, o.Ä. oder Ähnliches, o.ä. oder ähnlich
        u.Ä. und Ähnliches, u.ä. und ähnlich, u.v.m. und vieles mehr, u.v.a. und viele andere
        v.a. vor allem, z.T. zum Teil, z.Zt. zurzeit, z.Z. zurzeit, v.Chr. vor Christus
        n.Chr. nach Christus, a.D. außer Dienst, m.E. meines Erachtens, s.o. siehe oben
        s.u. siehe unten, o.g. oben genannt, bspw. beispielsweise, bes. besonders, mind. mindestens
        max. maximal, lt. laut, Jh. Jahrhundert, Jhs. Jahrhunderts, Std. Stunden, Min. Minuten
        Sek. Sekunden, Tsd. Tausend, Tel. Telefon, Hrsg. Herausgeber, Aufl. Auflage, Jg. Jahrgang
        Hbf. Hauptbahnhof, jun. junior, sen. senior, Dr. Doktor, Prof. Professor, Ms. Miss
        Mr. Mister, Mrs. Misses, sog. sogenannt, ehem. ehemals, gem. gemäß, Nrn. Nummern
        Mrd. Milliarden, Mio. Millionen, Drs. Drucksache, BT-Drs. Bundestagsdrucksache
        BGBl. Bundesgesetzblatt, Az. Aktenzeichen, Bj. Baujahr, Whg. Wohnung, lit. Buchstabe
        i.V.m. in Verbindung mit, n.E. nach Elfmeterschießen, n.V. nach Verlängerung
        s.a. siehe auch, h.c. honoris causa, u.g. unten genannt, i.H.v. in Höhe von
        i.S.v. im Sinne von, m.a.W. mit anderen Worten, Vj. Vorjahr
    """),
    titles=table("""
        Hr. Herr, Hrn. Herrn, Fr. Frau, Frl. Fräulein, St. Sankt, Hl. Heilige, hl. heilige
        Ing. Ingenieur, Mag. Magister, Fa. Firma, geb. geborene, Dipl.-Ing. Diplomingenieur
    """),
    counted=table("""
        Nr. Nummer, Abs. Absatz, Art. Artikel, Kap. Kapitel, S. Seite, Bd. Band, Abb. Abbildung
        Tab. Tabelle, Ziff. Ziffer, geb. geboren, gest. gestorben, min. mindestens, § Paragraf
        §§ Paragrafen
    """),
    phone=r"\(?0[0-9]{2,5}\)?[\ /-]{1,3}[0-9]{3,9}(?:[\ -][0-9]{1,5})*",
    phone_after=r"Tel|(?i:telefon|telefax|fax|handy|mobil|hotline|notruf)(?:nummer)?|Rufnummer",
    rules=(
        Rule(ALONE, alone),
        Rule(LAST, last),
        Rule(ORDINAL, numbered),
        Rule(BETWEEN_ORDINALS, lambda match, _: "" if match["dash"] == "/" else "bis"),
        Rule(_YEAR_AND_MONTH, _year_and_month),
        Rule(_DECADE, _decade),
        Rule(
            r"(?<=(?<!\p{L})(?:um|ab|gegen|bis|vor|nach)\ )"
            r"(?P<hour>[01]?[0-9]|2[0-4])\ ?h(?!\p{L})",
            lambda match, language: f"{cardinal(int(match['hour']), language)} Uhr",
        ),
        Rule(
            r"(?<=(?<![0-9.,])(?:[0-9½¼¾]|1[0-2])\ )(?P<spoon>TL|EL)(?!\p{L})",
            lambda match, _: _SPOONS[match["spoon"]],
        ),
        Rule(_COMPOUND, _compound),
        Rule(_UNIT_COMPOUND, _unit_compound),
        Rule(r"(?<=(?:Abs\.|Absatz)\ [0-9]{1,2}[a-z]?\ )S\.(?=\ ?[0-9])", lambda *_: "Satz"),
        Rule(r"(?<=[0-9][a-z]?\ ?)ff?\.(?!\p{L})", lambda *_: "folgende"),
        Rule(_STREET, lambda match, _: f"{match['name']}straße"),
    ),
)
