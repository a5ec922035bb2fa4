"""Spanish: words, abbreviations, agreement of numbers, times of day, Roman numerals."""

import regex

from worker.script.normalize.generic.datetimes import month_name
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages.spanish.nouns import is_feminine
from worker.script.normalize.generic.languages.spanish.ordinals import denominator_name, ordinal
from worker.script.normalize.generic.languages.spanish.roman import roman
from worker.script.normalize.generic.numbers import cardinal, value_of
from worker.script.normalize.generic.profile import Context, Match, Profile, Rule
from worker.script.normalize.tables import table, word_set

_NO_NOUN = word_set("""
    de del a al y e o u en con por para que es era fue son ni si no se le lo como más menos hasta
    desde entre sobre sin pero cuando ha han había según contra durante mil millón millones ante
    tras
""")


_NOUN = regex.compile(
    r"\ (?:(?:nuev|primer|últim|gran|grande|much|buen|otr)[ao]?s?\ )?(\p{Ll}\p{L}+)"
)


_BIG = 10**15


def _count(written: str, context: Context) -> str | None:
    """Return "un libro", "veintiuna casas" and "doscientas personas"."""
    value = value_of(written)
    noun = _NOUN.match(context.after)
    if not noun or noun[1] in _NO_NOUN or (written[0] == "0") or value >= _BIG:
        return None
    if is_feminine(noun[1]):
        is_plural = noun[1].endswith("s") or value % 10 == 1
        return cardinal(value, context.language, "feminine") if is_plural else None
    ends_in_one = value % 10 == 1 and value % 100 != 11
    return cardinal(value, context.language, "masculine") if ends_in_one else None


_DEGREES_BEFORE = regex.compile(
    r"(?i:temperatura|gir|ángulo|grado|latitud|longitud|inclin|termómetro|fiebre|horno)"
    r"|(?<!\p{L})(?:a|los|hasta|unos)\ $"
)


_DEGREES_FROM = 30


def _is_degrees(value: int, context: Context) -> bool:
    if regex.match(r"\ \p{Ll}{3}", context.after):
        return False
    return value >= _DEGREES_FROM or _DEGREES_BEFORE.search(context.before) is not None


def _ordinal(value: int, ending: str, context: Context) -> str | None:
    """Return "primer", "tercera", "decimoquinto"; None for degrees."""
    if ending == "°" and _is_degrees(value, context):
        return None
    if ending.endswith(("er", "ᵉʳ")):
        return ordinal(value, short=True) or None
    plural = "s" if ending.endswith("s") else ""
    is_feminine = ending.rstrip("s").endswith(("ª", "a"))
    words = ordinal(value, feminine=is_feminine)
    if not words or is_feminine or plural:
        return words + plural if words else None
    is_before_noun = regex.match(r"\ \p{Ll}\p{L}+o(?!\p{L})", context.after)
    return ordinal(value, short=True) if is_before_noun and value in (1, 3) else words


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    words = f"{cardinal(day, context.language)} de {month_name(month, context.language)}"
    return f"{words} de {cardinal(year, context.language)}" if year else words


def _hour(hour: int, context: Context) -> str:
    return cardinal(hour, context.language, "feminine")


_NOON = 12


_EVENING = 8


_MORNING = 6


_QUARTER = 15


_HALF = 30


def _half_day(match: Match, language: Language) -> str | None:
    """Verbalize "3:30 p. m." and "8 a.m."."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= _NOON:
        return None
    words = cardinal(hour, language, "feminine")
    if minute:
        said = {_QUARTER: "cuarto", _HALF: "media"}.get(minute) or cardinal(minute, language)
        words += f" y {said}"
    if match["half"] in "pP":
        part = (
            "del mediodía" if hour == _NOON else f"de la {'noche' if hour >= _EVENING else 'tarde'}"
        )
    else:
        part = "de la noche" if hour == _NOON else "de la mañana"
        part = "de la madrugada" if hour < _MORNING else part
    return f"{words} {part}"


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    name = denominator_name(denominator, language)
    if name is None:
        return f"{cardinal(numerator, language)} sobre {cardinal(denominator, language)}"
    if (numerator, denominator) == (1, 2):
        noun = _NOUN.match(context.after)
        return "media" if noun and is_feminine(noun[1]) else name
    count = "un" if numerator == 1 else cardinal(numerator, language, "masculine")
    return f"{count} {name}{'s' if numerator > 1 else ''}"


PROFILE = Profile(
    point="coma",
    decimals_as_number=True,
    minus="menos",
    dot="punto",
    to="a",
    about="aproximadamente",
    hosts="mx|cl|uy",
    www="w w w",
    at="arroba",
    and_="y",
    address_signs=table("- guion, _ guion bajo, / barra"),
    operators=table("""
        + más, ± más menos, × por, ÷ dividido por, = igual a, ≠ distinto de, ≈ aproximadamente
        ≥ al menos, ≤ como máximo, > más de, < menos de
    """),
    born="nacido",
    died="fallecido",
    number_sign="número",
    number_signs="números",
    fractions=("medio", "un tercio", "dos tercios", "un cuarto", "tres cuartos"),
    fraction=_fraction,
    any_denominator=True,
    of="del?",
    not_a_fraction_after=r"el|al|del|págs?\.|páginas?|[nN]\.?°|números?|temporada|expediente|desde|hasta",
    seconds="{} horas {} minutos y {} segundos",
    hour=_hour,
    hour_letter=True,
    minute_sign=True,
    time_after="las|la",
    ordinal_ending=r"\.?(?:°(?!\ ?[CFK](?!\p{L}))|ª|º|er|ᵉʳ)s?"
    r"|(?:ero|era|ro|ra|do|da|to|ta|vo|va|mo|ma|no|na)s?",
    ordinal=_ordinal,
    count=_count,
    date=_date,
    short_date=r"""(?<![\p{L}\p{N}/.,-])(?P<day>0?[1-9]|[12][0-9]|3[01])(?P<slash>/)
        (?P<month>0?[1-9]|1[0-2])
        (?<=(?<!\p{L})(?i:el|del|al|día)\ .{3,5}|(?<![0-9])0[1-9]/..?|..?/0[1-9])
        (?![\p{L}\p{N}%/€$]|[.,-][0-9])
        (?!\ (?:del?|litros?|tazas?|horas?|kilos?|partes?|vasos?)(?!\p{L}))""",
    roman=roman,
    roman_after="siglos?|año|capítulo|título",
    of_year="de",
    millions_of="de",
    cardinal_before_percent=True,
    currencies=table("""
        USD dólar/dólares, GBP libra/libras, JPY yen/yenes, KRW won/wones, MXN peso/pesos
        NIO córdoba/córdobas, CRC colón/colones, PAB balboa/balboas, INR rupia/rupias
    """),
    cents={"": "centavo/centavos", "EUR": "céntimo/céntimos", "GBP": "penique/peniques"},
    rates=table("""
        persona por persona, noche por noche, hab por habitante, habitante por habitante
        kg por kilo
    """),
    per_many="por",
    units={"s": "duration-second"},
    micro="micro",
    scales={"mill": 6, "MM": 6},
    abbreviations=table("""
        etc. etcétera, s/n sin número, cdta. cucharadita, cdtas. cucharaditas, cda. cucharada
        cdas. cucharadas, vid. véase, y_ss. y siguientes, Mª María, M.ª María, p.ej. por ejemplo
        a.C. antes de Cristo, d.C. después de Cristo, a.de_C. antes de Cristo
        d.de_C. después de Cristo, EE.UU. Estados Unidos, EEUU Estados Unidos, EE.UU Estados Unidos
        JJ.OO. Juegos Olímpicos, RR.HH. recursos humanos, aprox. aproximadamente, tel. teléfono
        tfno. teléfono, dcha. derecha, izq. izquierda, dpto. departamento, Cía. compañía, vs. contra
        Ud. usted, Uds. ustedes, Vd. usted, Vds. ustedes, máx. máximo, mín. mínimo, Avda. avenida
        Pza. plaza, esq. esquina, dr. doctor, dra. doctora, sr. señor, sra. señora, srta. señorita
        sres. señores, FF.AA. Fuerzas Armadas, hab. habitantes, CC.OO. Comisiones Obreras
        ej. ejemplo
    """),
    titles=table("""
        D. don, Dña. doña, Da. doña, da. doña, Prof. profesor, Profa. profesora, Lic. licenciado
        Ing. ingeniero, Gral. general, Pdte. presidente, Av. avenida, C/ calle, Sto. santo
        Sta. santa, S. san, Mons. monseñor, Arq. arquitecto, Cap. capitán, Cnel. coronel
        Dto. decreto
    """),
    counted=table("""
        pág. página, págs. páginas, p. página, pp. páginas, núm. número, núms. números, No. número
        apdo. apartado, min. minuto, art. artículo, arts. artículos, cap. capítulo, vol. volumen
        t. tomo, fig. figura
        s. siglo, ss. siglos, lun. lunes, mar. martes, mié. miércoles, miér. miércoles
        jue. jueves, vie. viernes, vier. viernes, sáb. sábado, dom. domingo
    """),
    phone=r"""[6-9][0-9]{2}(?:[\ .-][0-9]{2}){3} | 9[0-9]\ [0-9]{3}\ [0-9]{2}\ [0-9]{2}
        | [6-9][0-9]{2}\ [0-9]{3}\ [0-9]{3}(?!\ ?(?:\p{L}|[%€$]))
        | \(?[0-9]{2,3}\)?[\ -][0-9]{3,4}-[0-9]{4} | [0-9]{3}-[0-9]{3}-[0-9]{3,4}
        | [2-9][0-9]{2,3}-[0-9]{3}[1-9]""",
    phone_after=r"(?i:tel|tels|tfno|teléfono|teléfonos|móvil|celular|whatsapp|fax|llam[ae]r?\ al)",
    rules=(
        Rule(r"\p{L}++@s?(?![\p{L}\p{N}@]|\.\p{L})", lambda match, _: match[0].replace("@", "o")),
        Rule(
            r"""(?<![\p{L}\p{N}:.,])(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-5][0-9]))?+\ ?
                (?P<half>[aApP])(?:\.\ ?[mM]\.?|[mM])(?!\p{L})""",
            _half_day,
        ),
    ),
)
