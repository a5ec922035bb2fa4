"""Spanish ordinals and denominators. CLDR writes those of two digits apart, and misspells some."""

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal
from worker.script.normalize.tables import words

_UNITS = ("", *words("primer segund tercer cuart quint sext séptim octav noven"))
_TENS = (
    "",
    *words("""
        décim vigésim trigésim cuadragésim quincuagésim sexagésim septuagésim octogésim nonagésim
    """),
)
_HUNDREDS = (
    "",
    *words("""
        centésim ducentésim tricentésim cuadringentésim quingentésim sexcentésim septingentésim
        octingentésim noningentésim
    """),
)
_FUSED_TENS = {1: "decimo", 2: "vigesimo"}
_POWERS = {1: "", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 10: "diez", 100: "cien"}
_ELEVEN, _TWELVE = 11, 12


def ordinal(value: int, *, feminine: bool = False, short: bool = False) -> str:
    """Return an ordinal. The `short` form precedes a masculine noun: "primer", "tercer".

    Empty for numbers whose ordinals are not in use.
    """
    ending = "a" if feminine else "o"
    millions, below = divmod(value, 10**6)
    thousands, rest = divmod(below, 1000)
    hundreds, below_hundred = divmod(rest, 100)
    if not value or not {millions, thousands} <= {0, *_POWERS}:
        return ""
    if value == _ELEVEN:
        return "decimoprimer" if short else f"undécim{ending}"
    parts = (
        f"{_POWERS[millions]}millonésim{ending}" if millions else "",
        f"{_POWERS[thousands]}milésim{ending}" if thousands else "",
        _HUNDREDS[hundreds] and _HUNDREDS[hundreds] + ending,
        _below_hundred(below_hundred, ending) if below_hundred else "",
    )
    spoken = " ".join(filter(None, parts))
    return spoken.removesuffix("o") if short and spoken.endswith("ero") else spoken


def _below_hundred(value: int, ending: str) -> str:
    tens, units = divmod(value, 10)
    if value == _TWELVE:
        return f"duodécim{ending}"
    unit = _UNITS[units] + ending if units else ""
    if tens in _FUSED_TENS and units:
        return _FUSED_TENS[tens] + unit
    return " ".join(filter(None, (_TENS[tens] + ending if tens else "", unit)))


def denominator_name(value: int, language: Language) -> str | None:
    """Return the singular of a denominator, as in "un treceavo"; None if it is not usual."""
    if value < 4:
        return {2: "medio", 3: "tercio"}[value]
    if value <= 10:
        return ordinal(value)
    if value < 100:
        name = cardinal(value, language).replace(" y ", "i")
        name = name.removesuffix("o") if name.endswith("uno") else name
        return f"{name}avo".replace("aavo", "avo")
    is_hundreds = value % 100 == 0 and value < 1000
    return (ordinal(value) or None) if is_hundreds or value % 1000 == 0 else None
