"""Italian: agreement of "uno", ordinals, times, Roman numerals."""

import regex

from worker.script.normalize.generic.datetimes import month_name
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal, ordinal
from worker.script.normalize.generic.profile import Context, Match, Profile, Rule
from worker.script.normalize.generic.roman import is_certain, last_word, next_word
from worker.script.normalize.tables import table, word_set

_NO_NOUN = word_set("""
    di da a e o in con per su tra fra che è era sono non si del della al alla ed od ma se come più
    meno fino dal dalla nel nella sul sulla contro ha hanno aveva volta
""")
_FEMININE = regex.compile(
    r"\p{L}+(?:a(?<!(?:ema|amma|ista|oma|ota))|[zst]ione|gione|tà|tù|trice|udine)|notte|parte|mano|classe"
    r"|legge|voce|croce|fonte|serie|specie|auto|moto|foto|radio|nave|carne|morte|chiave"
)
_BEFORE_UNO = regex.compile(r"s[bcdfghlmnpqrtvz]|z|gn|ps|pn|x|y|i[aeou]")
_NOUN = regex.compile(r"\ (\p{Ll}\p{L}+)")


def _count(written: str, context: Context) -> str | None:
    """Return "un", "uno", "una" or "un'" for a 1 before a noun."""
    noun = _NOUN.match(context.after)
    if written != "1" or not noun or noun[1] in _NO_NOUN:
        return "una" if written == "1" and noun and noun[1] == "volta" else None
    if _FEMININE.fullmatch(noun[1]):
        return "una"
    return "uno" if _BEFORE_UNO.match(noun[1]) else "un"


_DEGREES_BEFORE = regex.compile(
    r"(?i:temperatur|ruota|angol|inclin|latitud|longitud|termometr|febbre|forno)"
    r"|(?<!\p{L})(?:a|i|ai|fino\ a)\ $"
)
_DEGREES_FROM = 30


def _is_degrees(value: int, context: Context) -> bool:
    if regex.match(r"\ \p{L}{3}", context.after):
        return False
    return value >= _DEGREES_FROM or _DEGREES_BEFORE.search(context.before) is not None


def _ordinal(value: int, ending: str, context: Context) -> str | None:
    """Return "primo" or "prima"; None for degrees."""
    if ending == "°" and _is_degrees(value, context):
        return None
    return ordinal(value, context.language, "feminine" if "ª" in ending else "masculine")


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    words = "primo" if day == 1 else cardinal(day, context.language)
    name = month_name(month, context.language)
    return context.language.join(words, name, cardinal(year, context.language) if year else "")


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    kind = "masculine" if numerator == 1 else "masculine-plural"
    if denominator == 2:
        noun = _NOUN.match(context.after)
        half = "mezza" if noun and _FEMININE.fullmatch(noun[1]) else "mezzo"
        return half if numerator == 1 else f"{cardinal(numerator, language)} mezzi"
    count = "un" if numerator == 1 else cardinal(numerator, language)
    name = ordinal(denominator, language, kind)
    return f"{count} {name[:-1] + 'i' if numerator > 1 else name}"


_REIGNING = word_set("""
    giovanni paolo pio leone gregorio clemente innocenzo urbano giulio sisto bonifacio benedetto
    luigi carlo enrico filippo ferdinando federico francesco vittorio emanuele umberto amedeo
    napoleone alessandro nicola pietro caterina elisabetta giorgio edoardo riccardo giacomo
    guglielmo alfonso isabella maria leopoldo massimiliano rodolfo ottone corrado lotario alberto
    baldovino gustavo cristiano harald margherita juan felipe carlos ramses tolomeo solimano
    maometto ranieri celestino adriano eugenio callisto niccolò martino marcello cosimo lorenzo
    ludovico ramsete stefano
""")
_ORDINALS_AFTER = word_set("secolo secoli canto capitolo atto scena libro parte titolo tomo volume")
_CENTURIES_BEFORE = regex.compile(r"(?<!\p{L})secoli\ [IVX]+(?:\ ?[-–]|,|\ e\ )\ ?$")
_ORDINALS_BEFORE = word_set("""
    secolo secoli guerra congresso edizione anniversario legislatura conferenza repubblica
    municipio reggimento divisione armata corpo circoscrizione concilio olimpiade festival premio
    centenario dinastia legione assemblea giornata rapporto trofeo torneo coppa crociata impero
""")


def _roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "XX secolo", "Luigi XIV", "II guerra mondiale"."""
    before, after = last_word(context), next_word(context)
    if before[:1].isupper() and before.lower() in _REIGNING:
        feminine = before.endswith("a") and before not in ("Nicola",)
        return ordinal(value, context.language, "feminine" if feminine else "masculine")
    is_in_list = _CENTURIES_BEFORE.search(context.before) is not None
    if is_in_list or before.lower() in _ORDINALS_AFTER | {"sec."}:
        feminine = before.lower() in ("scena", "parte")
        return ordinal(value, context.language, "feminine" if feminine else "masculine")
    if after.lower() in _ORDINALS_BEFORE | {"sec"} and (len(written) > 1 or before.islower()):
        feminine = after.lower() == "olimpiade" or bool(_FEMININE.fullmatch(after.lower()))
        return ordinal(value, context.language, "feminine" if feminine else "masculine")
    return cardinal(value, context.language) if is_certain(written) else None


def _hour(hour: int, context: Context) -> str | None:
    return "una" if hour == 1 else None


def _decade(match: Match, language: Language) -> str:
    return cardinal(int(match["number"]), language)


PROFILE = Profile(
    point="virgola",
    decimals_as_number=True,
    minus="meno",
    dot="punto",
    to="a",
    about="circa",
    hosts="it",
    www="w w w",
    at="chiocciola",
    and_="e",
    address_signs=table("- trattino, _ trattino basso, / barra"),
    operators=table("""
        + più, ± più o meno, × per, ÷ diviso, = uguale a, ≠ diverso da, ≈ circa, ≥ almeno
        ≤ al massimo, > più di, < meno di
    """),
    born="nato",
    died="morto",
    number_sign="numero",
    number_signs="numeri",
    fractions=("mezzo", "un terzo", "due terzi", "un quarto", "tre quarti"),
    fraction=_fraction,
    of="d[ei]|del|dell[aeo]|degli",
    not_a_fraction_after=r"il|al|dal|del|pagg?\.|pagin[ae]|[nN]\.?°?|numer[oi]|stagione|entro il",
    hours="{} e {}",
    seconds="{} ore {} minuti e {} secondi",
    hour=_hour,
    hour_letter=True,
    minute_sign=True,
    time_after="alle|dalle|le|ore|h|all'una",
    ordinal_ending=r"°(?!\ ?[CF](?!\p{L}))|ª",
    ordinal=_ordinal,
    count=_count,
    date=_date,
    short_date=r"""(?<![\p{L}\p{N}/.,-])(?P<day>0?[1-9]|[12][0-9]|3[01])(?P<slash>/)
        (?P<month>0?[1-9]|1[0-2])
        (?<=(?<!\p{L})(?i:il|del|al|dal|giorno)\ .{3,5}|(?<![0-9])0[1-9]/..?|..?/0[1-9])
        (?![\p{L}\p{N}%/€$]|[.,-][0-9])
        (?!\ (?:di|dei|del|litr[oi]|or[ae]|chil[oi]|part[ei]|tazz[ae])(?!\p{L}))""",
    roman=_roman,
    roman_after="secol[oi]|anno|capitolo",
    of_year="del",
    millions_of="di",
    cardinal_before_percent=True,
    currencies=table("USD dollaro/dollari, GBP sterlina/sterline, JPY yen, KRW won"),
    cents=table(
        "EUR centesimo/centesimi, USD centesimo/centesimi, GBP penny/pence, CHF centesimo/centesimi"
    ),
    and_cents="e",
    rates=table("""
        persona a persona, notte a notte, ab per abitante, ha per ettaro, t per tonnellata
        mq al metro quadrato, anno all'anno, m² al metro quadrato, kg al chilo
    """),
    per_many="per",
    units={"s": "duration-second"},
    micro="micro",
    elision=True,
    abbreviations=table("""
        ecc. eccetera, p.es. per esempio, es. esempio, a.C. avanti Cristo, d.C. dopo Cristo
        ca. circa, tel. telefono, cfr. confronta, sig.na signorina, sig.ra signora, sigg. signori
        dott.ssa dottoressa, dott.sse dottoresse, prof.ssa professoressa, dip. dipartimento
        v.le viale, p.zza piazza, c.so corso, l.go largo, max. massimo, min. minuti, ss. seguenti
        Gent.mo gentilissimo, Gent.ma gentilissima, Ill.mo illustrissimo, avv.to avvocato
        F.lli fratelli, d.lgs. decreto legislativo, D.Lgs. decreto legislativo, D.L. decreto legge
        d.l. decreto legge, a.d. amministratore delegato, c.c. codice civile, c.p. codice penale
        c.p.c. codice di procedura civile, c.p.p. codice di procedura penale, vs contro, vs. contro
        mq metri quadrati
    """),
    titles=table("""
        dott. dottor, dr. dottor, sig. signor, prof. professor, proff. professori, avv. avvocato
        ing. ingegner, on. onorevole, arch. architetto, geom. geometra, rag. ragioniere
        mons. monsignor, S. San, SS. Santi, don. don, gen. generale, col. colonnello
        cap. capitano, card. cardinale
    """),
    counted=table("""
        p. pagina, pp. pagine, pag. pagina, pagg. pagine, n. numero, nn. numeri, nr. numero
        art. articolo, artt. articoli, cap. capitolo, capp. capitoli, vol. volume, fig. figura
        tab. tabella, par. paragrafo, sec. secolo, secc. secoli, lett. lettera, co. comma
    """),
    phone=r"0[0-9]{1,3}[\ /-][0-9]{5,8} | 3[0-9]{2}[\ -][0-9]{6,7} | 3[0-9]{2}\ [0-9]{3}\ [0-9]{4}",
    phone_after=r"(?i:tel|telefono|cell|cellulare|fax|whatsapp)",
    rules=(
        Rule(r"(?<=[0-9]\ )ab\.(?=/)", lambda *_: "abitanti"),
        Rule(
            r"(?<!\p{L})S\.(?=\ (?!Andrea|Luca|Nicola)\p{Lu}\p{Ll}+a(?!\p{L}))",
            lambda match, _: "Santa",
        ),
        Rule(
            r"(?<=[IVX]\ )secc?\.", lambda match, _: "secoli" if match[0] == "secc." else "secolo"
        ),
        Rule(r"(?<=\p{L}\ )'(?P<number>[1-9]0)(?![\p{L}\p{N}])", _decade),
    ),
)
