"""Portuguese: agreement of numbers, ordinals, hours, money, Roman numerals."""

import regex

from worker.script.normalize.generic.datetimes import month_name
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal, integer, ordinal, value_of
from worker.script.normalize.generic.profile import Context, Match, Profile, Rule
from worker.script.normalize.generic.roman import is_certain, last_word, next_word
from worker.script.normalize.tables import table, word_set

_NO_NOUN = word_set("""
    de da do das dos a à e ou o os as em na no nas nos com por para que é era são foi não se ao
    mas mais menos até contra há para sobre durante mil pela pelo uma numa
""")
_MASCULINE_IN_A = regex.compile(r"\p{L}*(?:grama|ema|oma|mapa|dia|planeta|clima|atleta|ista)s?")
_FEMININE = regex.compile(
    r"""\p{L}+(?:as?|[çs]ão|[çs]ões|dades?|tudes?|agem|agens) | mulher(?:es)? | ve[zc](?:es)? | vez
      | noites? | tardes? | partes? | classes? | redes? | mãos? | mãe | mães | leis?
      | fontes? | fotos?
      | motos? | torres? | séries? | sedes? | flores? | vozes | voz | pontes? | maçãs? | irmãs?
      | manhãs? | nuvens | imagens? | crises? | fases? | bases? | mortes? | chaves? | cidades?""",
    regex.VERBOSE,
)
_NOUN = regex.compile(r"\ (?:(?:nov|primeir|últim|grand|muit|bo|outr)[aeo]?s?\ )?(\p{Ll}\p{L}+)")
_BIG = 10**15
_GENDERS = ("feminine", "masculine")


def _is_feminine(noun: str) -> bool:
    lower = noun.lower()
    return bool(_FEMININE.fullmatch(lower)) and not _MASCULINE_IN_A.fullmatch(lower)


def _count(written: str, context: Context) -> str | None:
    """Return "uma casa", "vinte e duas pessoas"."""
    noun, value = _NOUN.match(context.after), value_of(written)
    if not noun or noun[1] in _NO_NOUN or written[0] == "0" or value >= _BIG:
        return None
    is_feminine = _is_feminine(noun[1]) and (value == 1 or noun[1].endswith("s"))
    if not is_feminine:
        return None
    feminine, masculine = (cardinal(value, context.language, gender) for gender in _GENDERS)
    return None if feminine == masculine else feminine  # CLDR has the numbers of Brazil only


_DEGREES_BEFORE = regex.compile(
    r"(?i:temperatur|gir|ângulo|grau|latitud|longitud|inclin|termômetro|febre|forno)"
    r"|(?<!\p{L})(?:aos?|até|os|de)\ $"
)
_DEGREES_FROM = 30


def _ordinal(value: int, ending: str, context: Context) -> str | None:
    """Return "primeiro" or "primeira"; None for degrees."""
    if ending == "°" and not regex.match(r"\ \p{L}{3}", context.after):
        is_alone = context.is_alone
        if not is_alone and (value >= _DEGREES_FROM or _DEGREES_BEFORE.search(context.before)):
            return None
    words = integer(str(value), context.language, "ordinal")
    is_feminine = "ª" in ending or "a" in ending
    if words and is_feminine:
        words = regex.sub(r"o(?!\p{L})", "a", words)
    return f"{words}s" if words and ending.endswith("s") else words


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    words = "primeiro" if day == 1 else cardinal(day, context.language)
    words = f"{words} de {month_name(month, context.language)}"
    return f"{words} de {cardinal(year, context.language)}" if year else words


def _hour(hour: int, context: Context) -> str:
    return f"{cardinal(hour, context.language, 'feminine')} hora{'s' * (hour != 1)}"


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    count, plural = cardinal(numerator, language), "s" if numerator > 1 else ""
    if denominator == 2:
        noun = _NOUN.match(context.after)
        half = "meia" if noun and _is_feminine(noun[1]) else "meio"
        return half if numerator == 1 else f"{count} meios"
    if denominator == 3:
        return f"{count} terço{plural}"
    if denominator <= 10 or denominator in (100, 1000, 10**6):
        name = integer(str(denominator), language, "ordinal") or ""
        return f"{count} {name}{plural}"
    return f"{count} {cardinal(denominator, language)} avos"


def _score(match: Match, language: Language) -> str:
    """Verbalize "3x2", which is a score more often than a product."""
    first, second = (cardinal(int(match[name]), language) for name in ("first", "second"))
    return f"{first} a {second}"


_REIGNING = word_set("""
    pedro joão paulo pio leão gregório clemente inocêncio urbano júlio sisto bonifácio bento luís
    carlos henrique filipe fernando afonso sancho dinis duarte manuel sebastião josé miguel maria
    isabel elizabeth elisabete catarina alexandre nicolau napoleão guilherme jorge eduardo ricardo
    jaime frederico francisco leopoldo maximiliano rodolfo alberto balduíno gustavo margarida
    harald felipe juan ramsés ptolomeu solimão maomé vítor adriano celestino eugênio charles luiz
""")
_COUNTED = word_set("""
    século séculos capítulo tomo ato livro parte artigo título volume cena anexo tabela figura
    classe fase tipo nível seção divisão episódio temporada grupo apollo séc. cap. art. inciso
    vol.
""")
_ORDINAL_TO_TEN = word_set("século séculos séc.")
_EVENTS = word_set("""
    guerra congresso edição aniversário jornada feira festival república cúpula conferência
    assembleia encontro prêmio copa torneio centenário semana concílio bienal maratona jogos
    olimpíada legislatura região exército divisão simpósio concurso plano
""")
_FIRST_TEN = 10


def _roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "século XIX", "D. Pedro II", "II Guerra Mundial"."""
    before, after = last_word(context), next_word(context)
    name = before.lower()
    if before[:1].isupper() and name in _REIGNING:
        return _to_ten(value, name.endswith("a") or name in ("isabel", "elizabeth"), context)
    if name in _ORDINAL_TO_TEN:
        return _to_ten(value, False, context)
    if name in _COUNTED:
        return cardinal(value, context.language)
    if after.lower() in _EVENTS and (len(written) > 1 or before.islower()):
        return _to_ten(value, _is_feminine(after), context)
    return cardinal(value, context.language) if is_certain(written) else None


def _to_ten(value: int, feminine: bool, context: Context) -> str:
    if value > _FIRST_TEN:
        return cardinal(value, context.language)
    return ordinal(value, context.language, "feminine" if feminine else "masculine")


PROFILE = Profile(
    point="vírgula",
    minus="menos",
    dot="ponto",
    to="a",
    about="cerca de",
    hosts="br|pt",
    www="w w w",
    at="arroba",
    and_="e",
    address_signs=table("- hífen, _ sublinhado, / barra"),
    operators=table("""
        + mais, ± mais ou menos, × vezes, ÷ dividido por, = igual a, ≠ diferente de
        ≈ aproximadamente, ≥ pelo menos, ≤ no máximo, > mais de, < menos de
    """),
    born="nascido",
    died="falecido",
    number_sign="número",
    number_signs="números",
    fractions=("meio", "um terço", "dois terços", "um quarto", "três quartos"),
    fraction=_fraction,
    of="d[aeo]s?",
    not_a_fraction_after=r"o|no|ao|do|dia|págs?\.|páginas?|[nN]\.?°|números?|até|temporada",
    hours="{} e {}",
    full_hours="{}",
    seconds="{} e {} minutos e {} segundos",
    hour=_hour,
    hour_letter=True,
    minute_sign=True,
    time_after="às|as|das|até as",
    ordinal_ending=r"\.?(?:°(?!\ ?[CF](?!\p{L}))|ª|º)s?",
    ordinal=_ordinal,
    count=_count,
    date=_date,
    short_date=r"""(?<![\p{L}\p{N}/.,-])(?P<day>0?[1-9]|[12][0-9]|3[01])(?P<slash>/)
        (?P<month>0?[1-9]|1[0-2])
        (?<=(?<!\p{L})(?i:o|no|do|ao|dia|em)\ .{3,5}|(?<![0-9])0[1-9]/..?|..?/0[1-9])
        (?![\p{L}\p{N}%/€$]|[.,-][0-9])
        (?!\ (?:d[aeo]s?|litros?|xícaras?|horas?|quilos?|partes?|copos?)(?!\p{L}))""",
    roman=_roman,
    roman_after="séculos?|ano|capítulo|título",
    of_year="de",
    millions_of="de",
    currencies=table(
        "BRL real/reais, USD dólar/dólares, GBP libra/libras, JPY iene/ienes, EUR euro/euros"
    ),
    cents={"": "centavo/centavos", "EUR": "cêntimo/cêntimos", "GBP": "pêni/pence"},
    and_cents="e",
    rates=table("""
        pessoa por pessoa, dia por dia, ano por ano, noite por noite
        hab por habitante, habitante por habitante, t por tonelada, kg por quilo
    """),
    per_many="por",
    units={"s": "duration-second"},
    micro="micro",
    abbreviations=table("""
        etc. et cetera, p.ex. por exemplo, a.C. antes de Cristo, d.C. depois de Cristo
        tel. telefone, aprox. aproximadamente, Cia. companhia, Ltda. limitada, Sra. senhora
        Sr. senhor, Srta. senhorita, Srs. senhores, Dra. doutora, Profa. professora
        Profª professora, Prof.ª professora, vs. contra, s/n sem número, p.p. pontos percentuais
        a.a. ao ano, a.m. ao mês, máx. máximo, mín. mínimo, Exmo. excelentíssimo
        Exma. excelentíssima, Jr. júnior, hab. habitantes
    """),
    titles=table("""
        Dr. doutor, D. dom, Prof. professor, Eng. engenheiro, Av. avenida, R. rua, Sto. Santo
        Sta. Santa, S. São, Gov. governador, Dep. deputado, Sen. senador, Cel. coronel
        Gen. general, Pe. padre, Mons. monsenhor, Cap. capitão, Des. desembargador, Pça. praça
        Rod. rodovia
    """),
    counted=table("""
        pág. página, págs. páginas, p. página, pp. páginas, núm. número, art. artigo
        arts. artigos, cap. capítulo, vol. volume, fig. figura, séc. século, inc. inciso
        nr. número
    """),
    phone=r"""\(?[1-9][0-9]\)?\ ?9?\ ?[0-9]{4}[\ -][0-9]{4} | 9[0-9]{4}-[0-9]{4}
        | 9[1236][0-9]\ [0-9]{3}\ [0-9]{3}
        | [2-5][0-9]{3}-[0-9]{4} | 0800[\ -][0-9]{3}[\ -][0-9]{4} | [2-9][0-9]{2}-[0-9]{4}""",
    phone_after=r"(?i:tel|telefone|telemóvel|celular|whatsapp|fax|ligue(?:\ para)?)",
    rules=(
        Rule(
            r"(?<![\p{L}\p{N}.,])(?P<first>[0-9]{1,2})\ ?[xX]\ ?(?P<second>[0-9]{1,2})"
            r"(?![\p{L}\p{N}]|[.,][0-9]|\ ?=|\ (?:[ck]?m|mm|k?g|metros)(?!\p{L}))",
            _score,
        ),
        Rule(r"\p{L}++@s?(?![\p{L}\p{N}@]|\.\p{L})", lambda match, _: match[0].replace("@", "o")),
        Rule(
            r"(?<![\p{N}.,:/-])1(?=\ de\ (?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto"
            r"|setembro|outubro|novembro|dezembro)(?!\p{L}))",
            lambda match, _: "primeiro",
        ),
        Rule(r"(?<!\p{L})S\.(?=\ \p{Lu}\p{Ll}+a(?!\p{L}))", lambda match, _: "Santa"),
        Rule(r"(?<!\p{L})D\.(?=\ \p{Lu}\p{Ll}+a(?!\p{L}))", lambda match, _: "dona"),
    ),
)
