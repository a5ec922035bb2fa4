"""Symbols and names of the units of the International System with their prefixes: µmol, GPa."""

from typing import NamedTuple

from worker.script.normalize.tables import table


class _Base(NamedTuple):
    name: str
    """Singular and, after a |, the plural unless it is formed with an s."""
    prefixes: str
    """Prefixes with which the unit is usual and its symbol has no other meaning, as pH has."""


_PREFIXES = table("""
    f femto, p pico, n nano, µ micro, m milli, c centi, d deci, h hecto, k kilo, M mega, G giga
    T tera, P peta
""")
_BASES = {
    "m": _Base("meter", "nµmcdk"),  # 5 pm is a time, 88.5 fm a radio station
    "g": _Base("gram", "fpnµmk"),
    "s": _Base("second", "fnµm"),
    "L": _Base("liter", "fpnµmcdhk"),
    "l": _Base("liter", "nµmcdhk"),
    "V": _Base("volt", "nµmkM"),
    "A": _Base("amp", "fpnµmk"),
    "W": _Base("watt", "pnµmkMGTP"),
    "Wh": _Base("watt hour", "mkMGTP"),
    "VA": _Base("volt ampere", "kMG"),
    "Ah": _Base("amp hour", "mk"),
    "F": _Base("farad", "fpnµm"),
    "H": _Base("henry|henries", "nµm"),
    "Ω": _Base("ohm", "µmkMG"),
    "S": _Base("siemens|siemens", "nµm"),
    "Hz": _Base("hertz|hertz", "mkMGT"),
    "Pa": _Base("pascal", "µmhkMGT"),
    "J": _Base("joule", "pnµmkMGT"),
    "eV": _Base("electronvolt", "mkMGTP"),
    "cal": _Base("calorie", "k"),
    "Sv": _Base("sievert", "nµm"),
    "Gy": _Base("gray", "µm"),
    "Bq": _Base("becquerel", "kMGTP"),
    "mol": _Base("mole", "fpnµm"),
    "M": _Base("molar|molar", "nµm"),
    "N": _Base("newton", "nµmk"),
    "K": _Base("kelvin", "nµm"),
    "bar": _Base("bar", "mk"),
    "lm": _Base("lumen", "k"),
    "lx": _Base("lux|lux", "k"),
    "kat": _Base("katal", "nµ"),
    "U": _Base("unit", "µm"),
    "T": _Base("tesla", "nµm"),
    "B": _Base("byte", "kMGTP"),
    "bps": _Base("bit per second|bits per second", "kMGT"),
    "bit/s": _Base("bit per second|bits per second", "kMGT"),
    "b": _Base("bit", "MG"),
    "bit": _Base("bit", "kMGT"),
    "pc": _Base("parsec", "kM"),
}


def names() -> dict[str, str]:
    """Map each symbol with a prefix, such as µmol, to its name."""
    return {
        f"{prefix}{symbol}": "|".join(_prefixed(prefix, form) for form in base.name.split("|"))
        for symbol, base in _BASES.items()
        for prefix in base.prefixes
    }


def _prefixed(prefix: str, name: str) -> str:
    """Join a prefix and a unit, and drop a vowel as usual: megohm, kilohm."""
    word = _PREFIXES[prefix]
    return f"{word[:-1] if name.startswith('ohm') and word[-1] in 'ao' else word}{name}"
