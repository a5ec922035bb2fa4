"""French: ordinals, agreement of "un", hours, Roman numerals."""

import regex

from worker.script.normalize.generic.datetimes import month_name
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal, integer, ordinal
from worker.script.normalize.generic.profile import Context, Match, Profile, Rule
from worker.script.normalize.generic.roman import is_certain, last_word, next_word
from worker.script.normalize.tables import table, word_set

# Nouns whose ending or list shows that they are feminine.
_FEMININE = regex.compile(
    r"""\p{L}+(?:[ts]ion|xion|té(?<!(?:été|côté|comité|traité))|ette|elle|ence|ance|ure(?<!lure)|ade
      |esse|ille|ine|rie|ée(?<!(?:musée|lycée|trophée)))s?
      | (?:femme|fille|personne|minute|seconde|semaine|place|page|voiture|maison|ville|heure|tonne
        |école|équipe|chambre|livre\ sterling|victime|balle|bouteille|tasse|cuillère|pomme|table
        |carte|lettre|ligne|étape|espèce|langue|guerre|usine|entreprise|œuvre|rue|vie|voix|part
        |image|photo|couche|boîte|dose|feuille|porte|branche|tranche|gousse|pièce|copie|partie|liste
        |commune|province|région|île|tête|main|arme|bombe|note|plante|commande|plainte|douzaine
        |dizaine|vingtaine|centaine|couronne|roupie|livre|hryvnia)s? | fois""",
    regex.VERBOSE | regex.IGNORECASE,
)
_NOUN = regex.compile(
    r"\ (?:(?:autres?|grandes?|petites?|nouvelles?|jeunes?|premières?)\ )?(\p{Ll}[\p{L}]+)"
)


def _is_feminine(after: str) -> bool:
    noun = _NOUN.match(after)
    return noun is not None and _FEMININE.fullmatch(noun[1]) is not None


def _count(written: str, context: Context) -> str | None:
    """Return "une" for numbers in 1 before a feminine noun."""
    digits = regex.sub(r"\D", "", written)
    if not digits.endswith("1") or digits.endswith("11") or len(digits) > 15:
        return None
    if digits[0] == "0" or not _is_feminine(context.after):
        return None
    words = integer(digits, context.language) or digits
    return f"{words}e" if words.endswith("un") else None


def _hour(hour: int, context: Context) -> str:
    words = cardinal(hour, context.language)
    return (
        f"{words}e heure{'s' * (hour > 1)}"
        if words.endswith("un")
        else (f"{words} heure{'s' * (hour > 1)}")
    )


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    words = "premier" if day == 1 else cardinal(day, context.language)
    name = month_name(month, context.language)
    return context.language.join(words, name, cardinal(year, context.language) if year else "")


def _ordinal(value: int, ending: str, context: Context) -> str | None:
    if "°" in ending:
        return "primo" if value == 1 and not context.before.strip() else None
    plural = "s" if ending.endswith("s") else ""
    if ending[0] in "nd" and value == 2:
        return ("seconde" if "e" in ending else "second") + plural
    if value == 1:
        return (
            "première" if "r" in ending and "e" in ending[1:] and ending != "er" else "premier"
        ) + plural
    return ordinal(value, context.language, "masculine").replace("-et-", " et ") + plural


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    count, plural = cardinal(numerator, language), "s" if numerator > 1 else ""
    match denominator:
        case 2:
            name = f"demi{plural}"
            count = "une" if numerator == 1 and _is_feminine(context.after) else count
        case 3:
            name = "tiers"
        case 4:
            name = f"quart{plural}"
        case _:
            name = ordinal(denominator, language, "masculine").replace("-et-", " et ") + plural
    return f"{count} {name}"


_ROUND_THE_CLOCK = "vingt-quatre heures sur vingt-quatre"


def _days_a_week(match: Match, language: Language) -> str:
    """Verbalize "7j/7"."""
    return f"{cardinal(int(match['days']), language)} jours sur sept"


_REIGNING = word_set("""
    Louis Charles Henri François Philippe Napoléon Jean Pie Paul Benoît Léon Guillaume Georges
    Édouard Jacques Richard Ferdinand Alphonse Pierre Nicolas Alexandre Catherine Frédéric
    Mohammed Hassan Albert Baudouin Léopold Clément Grégoire Innocent Urbain Sixte Jules Boniface
    Élisabeth Elisabeth Isabelle Marie Christian Gustave Oscar Harald Felipe Juan-Carlos Carlos
    Rainier Ramsès Robert Childéric Clotaire Dagobert Thierry Othon Otton Conrad Rodolphe
    Maximilien Joseph Ivan Selim Mehmed Soliman Mithridate Ptolémée Célestin Eugène Adrien Étienne
    Lothaire Pépin
""")
_COUNTED = word_set("""
    chap. vol. t. art. tome chapitre acte livre partie article titre volume scène annexe tableau
    figure classe phase type niveau section division épisode saison groupe apollo siècle lot zone
    catégorie paris lyon
""")


_ARTICLE_OF_CODE = regex.compile(r"\.\ ?[0-9]")  # art. L. 121-3, of a law


def _roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "XIXe siècle", "François Ier", "Louis XIV" and "tome II"."""
    numeral = written.rstrip("erèmsnd")
    if ending := written[len(numeral) :]:
        if numeral in ("D", "L", "C", "M") and next_word(context) not in (
            "siècle",
            "arrondissement",
        ):
            return None
        return _ordinal(value, ending, context)
    before = last_word(context)
    if _ARTICLE_OF_CODE.match(context.after):
        return None
    if before in _REIGNING:
        return cardinal(value, context.language)
    if before.lower() in _COUNTED or is_certain(numeral):
        return cardinal(value, context.language)
    return None


PROFILE = Profile(
    point="virgule",
    decimals_as_number=True,
    minus="moins",
    dot="point",
    to="à",
    about="environ",
    hosts="fr|ch|be",
    at="arobase",
    and_="et",
    address_signs=table("- tiret, _ tiret bas, / barre oblique"),
    operators=table("""
        + plus, ± plus ou moins, × fois, ÷ divisé par, = égale, ≠ différent de, ≈ environ
        ≥ au moins, ≤ au plus, > plus de, < moins de
    """),
    born="né",
    died="mort",
    number_sign="numéro",
    number_signs="numéros",
    fractions=("un demi", "un tiers", "deux tiers", "un quart", "trois quarts"),
    fraction=_fraction,
    of="d[eu]|des",
    and_a_half="et demi",
    not_a_fraction_after=r"le|au|du|dès|avant|après|pages?|pp?\.|[nN]°|numéros?|dossier|saison",
    hours="{} {}",
    full_hours="{}",
    seconds="{} {} minutes et {} secondes",
    hour_letter=True,
    minute_sign=True,
    hour=_hour,
    time_after="à|vers|dès",
    ordinal_ending="ers?|[eè]res?|res?|es?|i?[eè]mes?|nde?s?|des?|d|°",
    ordinal=_ordinal,
    count=_count,
    date=_date,
    short_date=r"""(?<![\p{L}\p{N}/.,-])
        (?P<day>0[1-9]|[12][0-9]|3[01])(?P<slash>[/.])(?P<month>0[1-9]|1[0-2])
        (?<=(?<!\p{L})(?i:le|du|au|dès\ le)\ .{5}|^.{5}(?=\s*$)|0[1-9]/..|../0[1-9])
        (?![\p{L}\p{N}%/€$]|[.,-][0-9])""",
    roman=_roman,
    roman_ending="ers?|[eè]res?|res?|es?|i?[eè]mes?|nde?s?|de",
    millions_of="de",
    currencies=table("USD dollar/dollars, GBP livre/livres, JPY yen/yens, KRW won/wons"),
    cents=table("EUR centime/centimes, USD cent/cents, GBP penny/pence, CHF centime/centimes"),
    rates=table("""
        personne par personne, pers par personne, nuit par nuit, hab par habitant, an par an
        habitant par habitant, mn par minute
    """),
    per_many="aux",
    scales={"Mds": 9, "mds": 9, "Mrd": 9, "mrd": 9, "Mrds": 9},
    units={"s": "duration-second"},
    micro="micro",
    elision=True,
    abbreviations=table("""
        etc. et cetera, c.-à-d. c'est-à-dire, p.ex. par exemple, env. environ, cf. confer
        av.J.-C. avant Jésus-Christ, apr.J.-C. après Jésus-Christ, ap.J.-C. après Jésus-Christ
        J.-C. Jésus-Christ, Mme madame, Mmes mesdames, Mlle mademoiselle, Mlles mesdemoiselles
        MM. messieurs, tél. téléphone, hab. habitants, Cie compagnie, vs. contre, vs contre
        janv. janvier, févr. février, juil. juillet, déc. décembre, av.n.è. avant notre ère
        apr. après, a.p. après prolongations, c._à_café cuillère à café, c._à_soupe cuillère à soupe
        c.à.c. cuillère à café, c.à.s. cuillère à soupe, c._à_c. cuillère à café
        c._à_s. cuillère à soupe, et_suiv. et suivantes, max. maximum, min. minimum, éd. édition
        ibid. ibidem, dép. département
    """),
    titles=table("""
        M. monsieur, Me maître, Mgr monseigneur, Dr docteur, Dr. docteur, Pr professeur
        Pr. professeur, St saint, Ste sainte, bd boulevard, bd. boulevard, av. avenue, pl. place
        Gal général, Cdt commandant, Col. colonel, Vve veuve, S.M. Sa Majesté
    """),
    counted=table("""
        p. page, pp. pages, art. article, chap. chapitre, vol. volume, t. tome, fig. figure
        no numéro, nos numéros, no. numéro, No numéro, ch. chapitre, al. alinéa, v. vers
        th. thermostat
    """),
    phone=r"0[1-9](?:[\ .-][0-9]{2}){4}",
    phone_after=r"(?i:tél|tel|téléphone|fax|mobile|portable)",
    rules=(
        Rule(r"(?<=[IVX](?:e|er|ème)\ )s\.", lambda match, _: "siècle"),
        Rule(r"(?<!\p{L})M\.(?=\ (?:(?:et|ou)\ M|l[ae]\ |l'))", lambda *_: "monsieur"),
        Rule(r"(?<![\p{L}\p{N}.,])24\ ?h\ ?/\ ?24(?!\p{N})", lambda *_: _ROUND_THE_CLOCK),
        Rule(r"(?<![\p{L}\p{N}.,])(?P<days>[5-7])\ ?j\ ?/\ ?7(?!\p{N})", _days_a_week),
    ),
)
