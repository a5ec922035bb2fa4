"""Street addresses: 503 W 2nd Ave, and Springfield, IL 62701."""

import re

from worker.script.normalize.english import abbreviation_table, numerals
from worker.script.normalize.english.context import (
    DOT,
    END,
    character_before,
    word_after,
    word_before,
)
from worker.script.normalize.english.years import COUNTABLE_NOUNS
from worker.script.normalize.rules import DIGIT, LETTER, Rule
from worker.script.normalize.tables import table, word_set

_STREETS = table("""
    St Street, Ave Avenue, Av Avenue, Blvd Boulevard, Rd Road, Ln Lane, Ct Court, Dr Drive, Pl Place
    Hwy Highway, Pkwy Parkway, Expy Expressway, Expwy Expressway, Sq Square, Ter Terrace
    Cir Circle, Fwy Freeway, Tpke Turnpike, Aly Alley, Jct Junction, Trl Trail, Plz Plaza
""")
_DIRECTIONS = table("""
    NE Northeast, NW Northwest, SE Southeast, SW Southwest, N North, S South, E East, W West
""")
STATES = table("""
    AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut
    DE Delaware, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa
    KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan
    MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada
    NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North Carolina
    ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island
    SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia
    WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming, DC DC, PR Puerto Rico
""")

_MORE_STREETS = word_set("Way Loop Mall Row Walk Trail Plaza Crescent Close Path Quay Wharf")
_BEFORE_OK = word_set("yes no well so oh yeah right fine now then and but okay sure alright look")


def _house(match: re.Match[str]) -> str:
    """Verbalize a house number with its letter, such as 221B."""
    number = match["house"]
    in_pairs = len(number) == 4 and number[2] == "0" != number[3]  # 1005: ten oh five
    spoken = (
        f"{numerals.pairs(number[:2])} {numerals.two_digits(int(number[2:]))}"
        if in_pairs
        else numerals.pairs(number)
    )
    return f"{spoken} {match['door'].upper()}".rstrip()


def _direction(match: re.Match[str]) -> str | None:
    is_certain = match[0].endswith(".") or word_before(match).isdecimal()
    return _DIRECTIONS[match["way"]] if is_certain else None


def _direction_behind(match: re.Match[str]) -> str | None:
    """Verbalize the NW of "1600 Pennsylvania Ave NW"."""
    start = match.start()
    is_street = _STREET_ENDS.search(match.string, max(0, start - _CONTEXT), start)
    return _DIRECTIONS[match["way"].replace(".", "")] if is_street else None


def _street(match: re.Match[str]) -> str | None:
    """Verbalize a suffix after the name of a street. Before another name, St is a saint."""
    before = word_before(match)
    if match["street"] == "Cir" and before[:1].isdecimal():  # a court: 9th Cir.
        return "Circuit"
    has_name = before[:1].isupper() or before[:1].isdecimal()
    return _STREETS[match["street"]] if has_name and character_before(match) == " " else None


def _state_and_zip(match: re.Match[str]) -> str | None:
    state = STATES.get(match["state"])
    return f"{state} {numerals.digits(match['zip'])}{_more(match)}" if state else None


def _zip(match: re.Match[str]) -> str | None:
    """Verbalize the ZIP code of "Boise, Idaho 83702", but not "Boise, Idaho 25000 people"."""
    start = match.start()
    if not _STATE_ENDS.search(match.string, max(0, start - _CONTEXT), start):
        return None
    if word_after(match).lower() in COUNTABLE_NOUNS:
        return None
    return numerals.digits(match["zip"]) + _more(match)


def _more(match: re.Match[str]) -> str:
    """Return the last four digits of a ZIP code of nine."""
    return f", {numerals.digits(match['more'])}" if match["more"] else ""


def _state(match: re.Match[str]) -> str | None:
    """Verbalize a state between a name with a comma and other punctuation.

    Excludes "MBA, MD" and "Well, OK".
    """
    state, before = match["state"], word_before(match)
    after_name = before[:1].isupper() and not (len(before) > 1 and before.isupper())
    if not (after_name and match.string.endswith(", ", 0, match.start())):
        return None
    if state == "MD" or (state == "OK" and before.lower() in _BEFORE_OK):
        return None
    return STATES.get(state)


_SUFFIX = rf"(?:{'|'.join([*_STREETS, *sorted({*_STREETS.values(), *_MORE_STREETS})])})\b"
_NAMED = rf"(?:(?:[A-Z][A-Za-z'-]{{1,20}}+|[0-9]{{1,3}}(?:st|nd|rd|th))\s){{1,3}}{_SUFFIX}"
_CONTEXT = 40  # code points
_STREET_ENDS = re.compile(rf"\s{_SUFFIX}\.?,?\s$")
_STATE_NAMES = "|".join(
    [*STATES, *STATES.values(), *(short.capitalize() for short in abbreviation_table.STATES)]
)
_STATE_ENDS = re.compile(rf",\s(?:(?:{_STATE_NAMES})\.?|[A-Z]\.\s?[A-Z]\.),?\s$")
_ZIP = rf"(?P<zip>[0-9]{{5}})(?:-(?P<more>[0-9]{{4}}))?(?![-.,]?[0-9]|%){END}"
_WAY = rf"(?P<way>{'|'.join(_DIRECTIONS)})\b\.?"

RULES = (
    Rule(DIGIT, rf"(?P<house>[0-9]{{1,5}})(?P<door>[A-Za-z]?)(?=\s(?:{_WAY}\s)?{_NAMED})", _house),
    Rule(LETTER, rf"{_WAY}(?=\s{_NAMED})", _direction),
    Rule(
        LETTER,
        rf"(?P<street>{'|'.join(_STREETS)})(?:{DOT}|(?=\s*+[,;]|\s*+$|\s[NSEW]{{1,2}}\b))"
        r"(?!\s+[A-Z][a-z]|\s+(?![NSEW]\b)[A-Z]\.)",
        _street,
    ),
    Rule(
        LETTER,
        rf"(?P<state>[A-Z]{{2}})\s{_ZIP}",
        _state_and_zip,
    ),
    Rule(DIGIT, _ZIP, _zip),
    Rule(LETTER, r"(?P<way>[NS]\.?[EW])(?:\.(?=[,;]))?(?![^\W_])", _direction_behind),
    Rule(LETTER, r"(?P<state>[A-Z]{2})(?=[,;]\s|[.)]?\s*+$|\s[(—–])", _state),
)
