"""Dutch: abbreviations, fractions, Roman numerals, telephone numbers."""

from worker.script.normalize.generic.datetimes import month_name
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal, ordinal, year_in_words
from worker.script.normalize.generic.profile import Context, Match, Profile, Rule
from worker.script.normalize.generic.roman import is_certain, last_word, next_word
from worker.script.normalize.tables import table, word_set


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    language = context.language
    words = cardinal(day, language), month_name(month, language)
    return language.join(*words, year_in_words(year, language) if year else "")


def _count(written: str, context: Context) -> str | None:
    """Return "een" for a 1 before a noun."""
    noun = next_word(context)
    return "een" if written == "1" and len(noun) > 3 and noun.islower() else None


def _ordinal(value: int, ending: str, context: Context) -> str:
    return ordinal(value, context.language)


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    count = "een" if numerator == 1 else cardinal(numerator, language)
    name = {2: "half" if numerator == 1 else "halve", 4: "kwart"}.get(denominator)
    return f"{count} {name or ordinal(denominator, language)}"


def _hour(match: Match, language: Language) -> str:
    """Verbalize "20u30" and "8 u."."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    return language.join(
        cardinal(hour, language), "uur", cardinal(minute, language) if minute else ""
    )


def _decade(match: Match, language: Language) -> str:
    """Verbalize "jaren '90"."""
    return cardinal(int(match["number"]), language)


_REIGNING = word_set("""
    willem lodewijk karel hendrik filips johannes paulus pius leo gregorius clemens innocentius
    benedictus benedict alexander nicolaas catharina elizabeth george eduard richard jacobus
    frederik napoleon leopold albert boudewijn alfons juan carlos felipe ferdinand frans
    maximiliaan rudolf otto gustaaf christiaan harald margrethe ramses ptolemaeus mehmed süleyman
    jan peter maurits
""")
_COUNTED = word_set(
    "deel hoofdstuk band boek akte artikel fase type klasse groep tabel figuur titel"
)


def _roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "Willem II", "XIXe eeuw", "deel IV"."""
    before, numeral = last_word(context), written.rstrip("edst")
    if numeral != written or next_word(context) == "eeuw":
        return (
            ordinal(value, context.language)
            if len(numeral) > 1 or next_word(context) == "eeuw"
            else None
        )
    if before[:1].isupper() and before.lower() in _REIGNING:
        return f"de {ordinal(value, context.language)}"
    if before.lower() in _COUNTED or is_certain(numeral):
        return cardinal(value, context.language)
    return None


PROFILE = Profile(
    point="komma",
    decimals_as_number=True,
    minus="min",
    dot="punt",
    to="tot",
    about="ongeveer",
    hosts="nl|be",
    at="apenstaartje",
    and_="en",
    address_signs=table("- streepje, _ laag streepje, / schuine streep"),
    operators=table("""
        + plus, ± plus of min, × keer, ÷ gedeeld door, = is, ≠ is niet, ≈ ongeveer, ≥ minstens
        ≤ hoogstens, > meer dan, < minder dan
    """),
    born="geboren",
    died="overleden",
    number_sign="nummer",
    number_signs="nummers",
    fractions=("een half", "een derde", "twee derde", "een kwart", "drie kwart"),
    fraction=_fraction,
    of="van",
    not_a_fraction_after=r"op|nr\.|blz\.|pagina|nummer|seizoen|p\.",
    hours="{} uur {}",
    full_hours="{} uur",
    seconds="{} uur {} en {} seconden",
    time_after="om|rond|vanaf|tot",
    hour=lambda hour, context: "een" if hour == 1 else None,
    ordinal_ending="e|de|ste",
    ordinal=_ordinal,
    count=_count,
    years_in_hundreds=True,
    date=_date,
    roman=_roman,
    roman_ending="e|de|ste",
    currencies=table("USD dollar, GBP pond, JPY yen, KRW won"),
    cents=table("EUR cent, USD cent, GBP penny/pence"),
    degree="{} graden",
    rates=table("""
        persoon per persoon, dag per dag, uur per uur, u per uur, pp per persoon
        nacht per nacht, t per ton, inwoner per inwoner
    """),
    per_many="op",
    scales={"mrd": 9},
    micro="micro",
    abbreviations=table("""
        bijv. bijvoorbeeld, b.v. bijvoorbeeld, d.w.z. dat wil zeggen, enz. enzovoort
        o.a. onder andere, i.p.v. in plaats van, t.o.v. ten opzichte van
        m.b.t. met betrekking tot, n.a.v. naar aanleiding van, i.v.m. in verband met
        t.e.m. tot en met, t/m tot en met, v.Chr. voor Christus, n.Chr. na Christus, ca. circa
        max. maximaal, min. minimaal, incl. inclusief, excl. exclusief, evt. eventueel
        resp. respectievelijk, a.u.b. alstublieft, z.o.z. zie ommezijde, tel. telefoon
        jl. jongstleden, dhr. de heer, mevr. mevrouw, mw. mevrouw, mln. miljoen, mld. miljard
        o.l.v. onder leiding van, t.a.v. ter attentie van, zgn. zogenaamd
        m.a.w. met andere woorden, m.n. met name, a.s. aanstaande
    """),
    titles=table("""
        dr. doctor, jhr. jonkheer, prof. professor, drs. doctorandus, mr. meester, ir. ingenieur
        ing. ingenieur
        St. Sint, ds. dominee, gen. generaal, kol. kolonel
    """),
    counted=table("""
        nr. nummer, nrs. nummers, blz. bladzijde, p. pagina, pp. pagina's, pag. pagina
        art. artikel, hfst. hoofdstuk, afb. afbeelding, fig. figuur, kl. klas, vgl. vergelijk
    """),
    phone=r"\(?0[0-9]{1,3}\)?[\ -][0-9]{3}[\ -]?[0-9]{2}[\ -]?[0-9]{2} | 06[\ -][0-9\ ]{8,11}",
    phone_after=r"(?i:tel|telefoon|telefoonnummer|mobiel|fax|bel)",
    rules=(
        Rule(
            r"""(?<![\p{L}\p{N}.,:])(?P<hour>[01]?[0-9]|2[0-4])
                (?:u(?P<minute>[0-5][0-9])(?![\p{L}\p{N}]) | u(?![\p{L}\p{N}])
                  | \ u\.(?=\ ?(?:[,;)]|\p{Ll}))
                  | (?<=(?<!\p{L})(?:om|tot|van|vanaf|rond|tussen|en)\ [0-9]{1,2})
                    \ u(?![\p{L}.]))""",
            _hour,
        ),
        Rule(
            r"(?<![\p{L}\p{N}.,])(?P<number>[0-9]{1,4})\ t/m(?!\p{L})",
            lambda match, language: f"{cardinal(int(match['number']), language)} tot en met",
        ),
        Rule(r"(?<=jaren\ )'?(?P<number>[1-9]0)(?![\p{L}\p{N}])", _decade),
    ),
)
