"""Names of units by symbol, also of powers and rates: km, m², km/h, mg/dl."""

import re

from worker.script.normalize.english import si
from worker.script.normalize.english.scripts import transliterate
from worker.script.normalize.tables import table, word_set

_SYMBOL = r"(?:µΩ|[A-Za-zµ]{1,9}|[kMG]?Ω)"
_POWER = r"(?:[²³]|\^?[23])?"
UNIT = (
    r"(?:°\s?[CFKNSEWcf]?|lb[- ]ft|ft-lbs?|fl\.?\s?oz"
    rf"|(?:(?:sq|cu)(?:\.\s?|\s))?{_SYMBOL}{_POWER}(?:[/·]{_SYMBOL}{_POWER})?)(?![^\W_]|'[a-z])"
)
"""Matches a candidate for a unit after a number; name() returns None if it is not a unit."""

# The singular and, after a |, the plural unless it is formed with an s.
_NAMES = si.names() | table("""
    m meter, Km kilometer, KM kilometer, kms kilometer, Kms kilometer
    sqm square meter, sqft square foot|square feet
    in inch|inches, ft foot|feet, yd yard, yds yard, mi mile, nmi nautical mile
    ha hectare, l liter, L liter
    cc cubic centimeter, gal gallon, qt quart, bbl barrel, bu bushel, tbsp tablespoon
    tbsps tablespoon, tbs tablespoon, Tbsp tablespoon, tsp teaspoon, tsps teaspoon

    mcg microgram, g gram, kgs kilogram, Kg kilogram, KG kilogram, t ton, lb pound, lbs pound
    oz ounce, floz fluid ounce, ct carat, cwt hundredweight|hundredweight
    amu atomic mass unit, kDa kilodalton

    s second, sec second, secs second, min minute, mins minute
    h hour, hr hour, hrs hour, d day, wk week, wks week, mo month, mos month, yr year, yrs year

    mph mile per hour|miles per hour, MPH mile per hour|miles per hour
    kph kilometer per hour|kilometers per hour, kmh kilometer per hour|kilometers per hour
    kn knot, kt knot, kts knot, mpg mile per gallon|miles per gallon
    rpm revolution per minute|revolutions per minute
    RPM revolution per minute|revolutions per minute
    bpm beat per minute|beats per minute
    fps frame per second|frames per second, FPS frame per second|frames per second

    N newton, Nm newton meter, lbft pound-foot|pound-feet, ftlb foot-pound, ftlbs foot-pound
    kgf kilogram force|kilograms force
    Pa pascal, kpa kilopascal, mpa megapascal, bar bar
    psi pound per square inch|pounds per square inch
    J joule, cal calorie, eV electronvolt, kwh kilowatt hour, KWh kilowatt hour, Kwh kilowatt hour
    W watt, kw kilowatt, KW kilowatt, gw gigawatt, Wh watt hour, mwh megawatt hour
    gwh gigawatt hour, twh terawatt hour
    hp horsepower|horsepower, bhp brake horsepower|brake horsepower
    V volt, Ah amp hour, Ω ohm, lm lumen, rad radian, Sv sievert, Gy gray

    Hz hertz|hertz, hz hertz|hertz, khz kilohertz|kilohertz, KHz kilohertz|kilohertz
    mhz megahertz|megahertz, Mhz megahertz|megahertz, ghz gigahertz|gigahertz
    Ghz gigahertz|gigahertz, dB decibel, db decibel, dBA decibel, dBa decibel

    mmHg millimeter of mercury|millimeters of mercury, inHg inch of mercury|inches of mercury
    mol mole, Bq becquerel, ly light year, wkt wicket
    KB kilobyte, gb gigabyte, tb terabyte, Kb kilobit
    mbps megabit per second|megabits per second, gbps gigabit per second|gigabits per second
    MBps megabyte per second|megabytes per second, GBps gigabyte per second|gigabytes per second
    MP megapixel, px pixel, ppi pixel per inch|pixels per inch, dpi dot per inch|dots per inch

    pc percent|percent, ppm part per million|parts per million
    ppb part per billion|parts per billion, bp basis point, bps basis point
    pp percentage point
    ° degree, °C degree Celsius|degrees Celsius, °F degree Fahrenheit|degrees Fahrenheit, °K kelvin
    °c degree Celsius|degrees Celsius, °f degree Fahrenheit|degrees Fahrenheit
    °N degree north|degrees north, °S degree south|degrees south, °E degree east|degrees east
    °W degree west|degrees west, deg degree
""")
_WHOLE_WORDS = word_set("""
    day week month year hour minute second person night mile liter litre gallon unit share head
    user capita pound ton meter metre cup foot inch yard page word visit passenger ounce
""")
_POWERS = dict.fromkeys(("²", "2", "sq", "square"), "square") | dict.fromkeys(
    ("³", "3", "cu", "cubic"), "cubic"
)
_PARTS = re.compile(
    r"(?:(?P<area>sq|cu)[.\s]{1,2})?"
    r"(?P<symbol>lb[- ]ft|fl\.?\s?oz|ft-lbs?|[A-Za-zµΩ]+|°\s?[A-Za-z]?)"
    r"(?P<power>[²³23])?"
)

LENGTHS = word_set("mm cm dm m km in ft yd yds mi px")
_BITS = table("kb kbit, Mb Mbit, Gb Gbit, Tb Tbit, mb Mbit, gb Gbit")
"""Symbols that are bits in a rate, and could be something else alone."""
ONLY_ATTACHED = word_set("in s d V N J W t m mo")
"""Symbols that after a blank or a hyphen are no unit, or less likely to be one."""


def singular(symbol: str) -> str:
    """Return the singular of a unit; empty if the symbol is not a unit."""
    return symbol if symbol in _WHOLE_WORDS else _NAMES.get(symbol, "").partition("|")[0]


def per(symbol: str) -> str:
    """Return the word after "per" in a price: the name of a unit, or the word itself."""
    area, _, length = symbol.rpartition(" ")
    if area in _POWERS and singular(length):
        return f"{_POWERS[area]} {singular(length)}"
    return singular(symbol) or _symbol_name(symbol, plural=False) or transliterate(symbol)


def name(unit: str | None, *, plural: bool) -> str | None:
    """Return the name of a unit; empty for no unit, None if the text only looks like a unit."""
    if not unit:
        return ""
    unit = unit.replace("^", "")
    if "·" in unit:
        first, _, last = unit.partition("·")
        return _product_name(first, last, plural)
    symbol, slash, per = unit.partition("/")
    numerator = _symbol_name(_BITS.get(symbol, symbol) if per == "s" else symbol, plural)
    if not slash:
        return numerator
    if per in ("s²", "s2"):
        denominator: str | None = "second squared"
    else:
        denominator = singular(per) or _symbol_name(per, plural=False)
    return f"{numerator} per {denominator}" if numerator and denominator else None


def _product_name(first: str, last: str, plural: bool) -> str | None:
    """Return the name of N·m: newton meters."""
    one, other = _symbol_name(first, plural=False), _symbol_name(last, plural)
    return f"{one} {other}" if one and other else None


def _symbol_name(symbol: str, plural: bool) -> str | None:
    parts = _PARTS.fullmatch(symbol)
    bare = re.sub(r"[-.\s]", "", parts["symbol"]) if parts else ""
    names = _NAMES.get(bare)
    if not parts or not names:
        return None
    one, _, many = names.partition("|")
    unit = (many or f"{one}s") if plural else one
    power = _POWERS.get(parts["power"] or parts["area"] or "")
    return f"{power} {unit}" if power else unit
