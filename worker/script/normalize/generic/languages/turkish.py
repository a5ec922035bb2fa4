"""Turkish: ordinals, suffixes after an apostrophe, fractions, Roman numerals."""

from worker.script.normalize.generic.datetimes import TIME_WITH_POINT, month_name, time_in_words
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal, integer, ordinal
from worker.script.normalize.generic.profile import Context, Match, Profile, Rule
from worker.script.normalize.generic.roman import is_certain, next_word
from worker.script.normalize.tables import table, words

_LOCATIVES = words("sıfırda birde ikide üçte dörtte beşte altıda yedide sekizde dokuzda onda")
_TENS = {
    20: "yirmide",
    30: "otuzda",
    40: "kırkta",
    50: "ellide",
    60: "altmışta",
    100: "yüzde",
    1000: "binde",
}


def _numbered(match: Match, language: Language) -> str | None:
    """Verbalize "20. yüzyıl"; None at the end of a sentence."""
    return ordinal(int(match["number"]), language)


def _suffixed(match: Match, language: Language) -> str | None:
    """Verbalize "2024'te", "14.30'da", "5'inci"."""
    whole, point, decimals = match["number"].partition(match["point"] or " ")
    words = integer(whole, language)
    if words is None:
        return None
    if point:
        is_time = match["point"] in ".:" and len(decimals) == 2
        joint = " " if is_time else f" {language.profile.point} "
        words += joint + (integer(str(int(decimals)), language) or decimals)
    return words + match["suffix"]


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    language = context.language
    words = f"{cardinal(day, language)} {month_name(month, language)}"
    return f"{words} {cardinal(year, language)}" if year else words


def _fraction(numerator: int, denominator: int, context: Context) -> str | None:
    language = context.language
    if denominator == 2 and numerator == 1:
        return "yarım"
    words = _LOCATIVES[denominator] if denominator < len(_LOCATIVES) else _TENS.get(denominator)
    return f"{words} {cardinal(numerator, language)}" if words else None


def _roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "II. Abdülhamid", "XIX. yüzyıl"."""
    if not written.endswith("."):
        return cardinal(value, context.language) if is_certain(written) else None
    noun, numeral = next_word(context), written.rstrip(".")
    if not noun or not (is_certain(numeral) or numeral in "IVX"):
        return None
    return ordinal(value, context.language)


PROFILE = Profile(
    point="virgül",
    decimals_as_number=True,
    minus="eksi",
    dot="nokta",
    to="ile",
    about="yaklaşık",
    hosts="tr",
    at="et",
    and_="ve",
    address_signs=table("- tire, _ alt çizgi, / eğik çizgi"),
    operators=table("""
        + artı, ± artı eksi, × çarpı, ÷ bölü, = eşittir, ≠ eşit değildir, ≈ yaklaşık, ≥ en az
        ≤ en fazla
    """),
    number_sign="numara",
    fractions=("yarım", "üçte bir", "üçte iki", "dörtte bir", "dörtte üç"),
    fraction=_fraction,
    not_a_fraction_after=r"no|md\.|madde|s\.|sayfa|sayı|sezonu",
    seconds="{} {} {} saniye",
    time_after="saat",
    date=_date,
    roman=_roman,
    roman_ending=r"\.",
    signs={"TL": "TRY"},
    currencies=table("TRY lira, USD dolar, GBP sterlin, EUR avro, JPY yen"),
    cents=table("TRY kuruş, EUR sent, USD sent"),
    micro="mikro",
    units=table("sn duration-second, dk duration-minute"),
    scales={"mn": 6, "mr": 9},
    abbreviations=table("""
        vb. ve benzeri, vs. vesaire, vd. ve diğerleri, örn. örneğin, bkz. bakınız, yy. yüzyıl
        tel. telefon, M.Ö. milattan önce, M.S. milattan sonra, MÖ milattan önce
        T.C. Türkiye Cumhuriyeti, yak. yaklaşık, a.g.e. adı geçen eser, Sok. sokak, Cad. cadde
        Mah. mahalle, Apt. apartman
    """),
    titles=table("""
        Dr. doktor, Prof. profesör, Doç. doçent, Av. avukat, Hz. hazreti, Sn. sayın, Gen. general
        Alb. albay, Yrd. yardımcı, Öğr. öğretim
    """),
    counted=table(
        "No. numara, no. numara, s. sayfa, ss. sayfa, md. madde, böl. bölüm, c. cilt, No: numara"
    ),
    phone=r"\(?0?[2-5][0-9]{2}\)?\ [0-9]{3}\ [0-9]{2}\ [0-9]{2}",
    phone_after=r"(?i:tel|telefon|faks|gsm|cep)",
    rules=(
        Rule(TIME_WITH_POINT, time_in_words),
        Rule(
            r"(?<![\p{L}\p{N}.,:])(?P<number>[0-9]{1,9}(?:(?P<point>[.,:])[0-9]{1,2})?)'(?P<suffix>\p{Ll}{1,8})(?!\p{L})",
            _suffixed,
        ),
        Rule(r"(?<![\p{L}\p{N}.,])(?P<number>[0-9]{1,3})\.(?=\ \p{L})", _numbered),
    ),
)
