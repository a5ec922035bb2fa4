"""Roman numerals: ordinals of monarchs, popes and heirs; cardinals of wars and chapters; years."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import DASH, END, word_after, word_before
from worker.script.normalize.rules import LETTER, Rule
from worker.script.normalize.tables import word_set

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_STEPS = {
    "M": 1000,
    "CM": 900,
    "D": 500,
    "CD": 400,
    "C": 100,
    "XC": 90,
    "L": 50,
    "XL": 40,
    "X": 10,
    "IX": 9,
    "V": 5,
    "IV": 4,
    "I": 1,
}

_COUNTED_AFTER = word_set("century centuries olympiad dynasty congress")
_COUNTED = word_set("""
    chapter ch part pt act scene section sec volume vol book phase article art title type level
    stage class grade bowl episode round rocky mark war series figure fig table appendix unit
    factor apollo saturn gemini fantasy quest olympiad division category schedule annex canto verse
    cat tier league region zone chapters parts articles acts volumes books sections wrestlemania
    civilization crusade corps army vatican proposition amendment option
""")
_REIGNING = word_set("""
    alexander alfonso baldwin benedict boniface carl catherine charles christian clement conrad
    constantine david edward elizabeth farouk felipe ferdinand francis franz frederick friedrich
    george gregory gustaf gustav haakon harald henri henry innocent isabella ivan james john joseph
    juan julius karl leo leopold louis ludwig margaret margrethe maria mary maximilian mehmed
    mohammed murad napoleon nicholas olav otto paul pedro peter philip philippe pius ptolemy rama
    ramesses ramses richard robert rudolf selim sixtus stephen suleiman thutmose umberto urban
    victor vittorio wilhelm willem william xavier emmanuel
""")
# What follows an I that is a number after a name: King George I, who ...
_ENDS_A_NAME = re.compile(r"\W*$|[,.;:)]|\s(?:of|and|was|is|had|in|who|died|became|ruled)\b")
_NUMERAL = re.compile("[IVXL]+")
_JOINT_DASH = re.compile(DASH)
_YEARS = range(1500, 2100)
_CONTEXT = 60  # code points


def _numeral(match: re.Match[str]) -> str | None:
    numeral, before = match["numeral"], word_before(match)
    value = _value(numeral)
    if not value:
        return None
    if len(numeral) > 1 and word_after(match).lower() in _COUNTED_AFTER:
        return numerals.ordinal(value)
    if before.lower() in _COUNTED:
        spoken = _counted(numeral, before)
    elif before[:1].isupper():
        spoken = _named(match, before)
    else:
        spoken = None
    return spoken and spoken + (match["owner"] or "")


def _counted(numeral: str, before: str) -> str | None:
    """Verbalize Part I, but not "the part I like", "USB type C" or "Xbox Series X"."""
    if (
        numeral in ("L", "C")
        or (numeral, before) == ("X", "Series")
        or (numeral == "I" and before.islower())
    ):
        return None
    return numerals.cardinal(_value(numeral))


def _named(match: re.Match[str], before: str) -> str | None:
    numeral = match["numeral"]
    ordinal = f"the {numerals.ordinal(_value(numeral))}"
    if before.lower() in _REIGNING:
        is_name = numeral != "I" or match["owner"] or _ENDS_A_NAME.match(match.string, match.end())
        return ordinal if is_name else None
    if len(numeral) == 1 or numeral.strip("IVX") or match.string.isupper():  # a headline on Xi
        return None
    return ordinal if _follows_full_name(match) else numerals.cardinal(_value(numeral))


def _follows_full_name(match: re.Match[str]) -> bool:
    """Return whether it is like Robert Griffin III, and not like Windows XI."""
    names = match.string[max(0, match.start() - _CONTEXT) : match.start()].split()[-2:]
    return (
        len(names) == 2
        and not names[-1].isupper()
        and all(name[0].isupper() and (name[1:] == "." or name[-1] not in ".,;:") for name in names)
    )


def _series(match: re.Match[str]) -> str | None:
    """Verbalize Chapters IV and V, Volumes I-III, and Books I, II and III."""
    values = list(map(_value, _NUMERAL.findall(match["list"])))
    ascends = values == sorted(set(values)) and values[0]
    if word_before(match).lower() not in _COUNTED or not ascends:
        return None
    joined = _JOINT_DASH.sub(" to ", match["list"].replace("&", "and"))
    return _NUMERAL.sub(lambda numeral: numerals.cardinal(_value(numeral[0])), joined)


def _heading(match: re.Match[str]) -> str | None:
    """Verbalize a numeral at the start of a text: IV. The return."""
    value = _value(match["numeral"])
    return numerals.cardinal(value) if value and not match.string[: match.start()].strip() else None


def _lower_case(match: re.Match[str]) -> str | None:
    """Verbalize Scene ii."""
    value = _value(match["numeral"].upper())
    return numerals.cardinal(value) if value and word_before(match).lower() in _COUNTED else None


def _lettered(match: re.Match[str]) -> str | None:
    """Verbalize Stage IIIB."""
    value = _value(match["numeral"])
    if not value or word_before(match).lower() not in _COUNTED:
        return None
    return f"{numerals.cardinal(value)} {match['part'].upper()}"


def _bracketed(match: re.Match[str]) -> str | None:
    """Verbalize an item of a list: (i) this, (ii) that."""
    value = _value(match["numeral"].upper())
    return numerals.cardinal(value) if value else None


def _with_ending(match: re.Match[str]) -> str | None:
    """Verbalize the XIXth century."""
    value = _value(match["numeral"])
    return numerals.ordinal(value) if value else None


def _year(match: re.Match[str]) -> str | None:
    """Verbalize MCMXCIX."""
    value = _value(match["numeral"])
    return numerals.year(value) if value in _YEARS else None


def _world_war(match: re.Match[str]) -> str:
    return f"World War {'two' if match['number'] in ('II', '2') else 'one'}"


def _value(numeral: str) -> int:
    """Return the value of a numeral; 0 if it is malformed, such as IIX or LC."""
    total = 0
    for letter, following in zip(numeral, numeral[1:] + "I", strict=True):
        value = _VALUES[letter]
        total += -value if value < _VALUES[following] else value
    return total if _written(total) == numeral else 0


def _written(number: int) -> str:
    numeral = ""
    for letters, value in _STEPS.items():
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral


TRIGGER_WORDS = word_set("iii vii viii xii xiii")

RULES = (
    Rule(LETTER, rf"WW(?P<number>II?|[12]){END}", _world_war),
    Rule(LETTER, rf"(?P<numeral>M[MDCLXVI]{{3,12}}){END}", _year),
    Rule(LETTER, rf"(?P<numeral>[IVXL]{{2,7}})(?:st|nd|rd|th){END}", _with_ending),
    Rule(LETTER, r"(?<=\()(?<![^\W_]\()(?P<numeral>[ivx]{2,5}|[iv])(?=\))", _bracketed),
    Rule(
        LETTER,
        rf"(?P<list>[IVXL]{{1,7}}(?:(?:,?\s(?:and|or|to|&)\s|,\s|{DASH})[IVXL]{{1,7}}){{1,9}})(?!'){END}",
        _series,
    ),
    Rule(LETTER, rf"(?P<numeral>[IVX]{{1,4}})(?P<part>[A-Ca-c]){END}", _lettered),
    Rule(LETTER, rf"(?P<numeral>[ivx]{{2,5}}){END}", _lower_case),
    Rule(LETTER, r"(?P<numeral>[IVXLC]{1,8})(?P<owner>'s)?(?![^\W_]|[-.'&][^\W_])", _numeral),
    Rule(LETTER, r"(?P<numeral>[IVX]{1,6})(?=[.)]\s)", _heading),
)
