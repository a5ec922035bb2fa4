"""The words around what a rule has match, and the pattern parts that rules share."""

import re

from worker.script.normalize.tables import table, word_set

INTEGER = (
    r"(?:[0-9]{1,3}(?:(?:,[0-9]{3})++|(?:'[0-9]{3})++)(?![0-9])"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}(?![0-9])"
    r"|[1-9][0-9]{0,2}(?: [0-9]{3}){0,3} 000(?! ?[0-9])"
    r"|[1-9][0-9]?(?: [0-9]{3}){2,4}(?! ?[0-9])|[0-9]++)"
)
"""1,234,567, 1'234'567 and 12,34,567; with blanks only where they are no other numbers."""
NUMBER = rf"(?:{INTEGER}(?:\.[0-9]++)?+|\.[0-9]++)"
DASH = r"(?:[-–]|\s[-–]\s)"
END = r"(?![^\W_])"
"""After which neither letter nor digit follows."""
DOT = r"(?:\.(?!\W*+$)|(?=\.\W*+$))"
"""The dot of an abbreviation, which at the end of the text stays: there it ends the sentence."""

_SCALE = r"(?:hundred|thousand|million|billion|trillion|quadrillion|lakh|crore)"
SCALE = rf"(?i:{_SCALE}(?:\s{_SCALE})?)"  # lakh crore
SCALES = table("""
    k thousand, m million, mn million, mln million, b billion, bn billion, bln billion
    t trillion, tn trillion, trn trillion, mm million, cr crore
""")
"""Their short forms, in small letters."""

_REACH = 40  # code points
_EDGES = "#@.,;:!?()[]\"'—–…"
AIRCRAFT_MODELS = word_set("707 717 727 737 747 757 767 777 787")
LABELS = word_set("""
    gate seat coach carriage flat room unit apartment apt section row platform runway block bus
    route class type group level building terminal exhibit schedule form part grade year stage
    zone bay ward pier appendix figure fig table page no number article rule box lot hall house
    studio channel suite op
""")
"""Nouns that what follows them names: neither 12B of a seat nor 27L of a runway is an amount."""
_ALSO_COUNTED = word_set("""
    year part group house number type form stage building unit block table box rule class level no
""")
"""Those that in small letters may also come before an amount: last year 5m people came."""

_OWNERS = word_set("its their his her our my your this that every")
_CONTRACTED = word_set("that's it's here's there's what's he's she's who's let's")
_NO_NOUNS = word_set(
    "in of to for from on at by and or but per with as is was were are be will would has had have "
    "into over after before since than this last next each off more less"
)
_NO_NOUNS_AFTER_THE = _NO_NOUNS | word_set("""
    that which who whom it he she they we you i spent paid made lost won given sent owed left put
    worth due held sold bought kept cut set available already now then so not goes comes will
    would could can may might must should includes covers represents went came makes takes the a an
    his her their its our my your this these those
""")
_BEFORE_ODDS = re.compile(
    r"\b(?:odds|priced|prices?|favou?rites?|shot|backed|drifted|bet|outsiders?)"
    r"(?:\s(?:of|at|is|are|was|were|from|around|about|to)){0,2}\s\(?$"
)
_AFTER_ODDS = re.compile(r"\s(?:odds|shots?|outsiders?|fav|(?:\w+\s)?favou?rites?)\b")
_ARTICLE = re.compile(r"(?<![^\W_])(?i:an?)\s[\"'(]?$")
_NOUN = re.compile(r"\s([a-z]+)(?![^\W_])")
_LABEL = re.compile(r"([A-Za-z]+)\.?\s#?$")
_MODEL = re.compile(r"(?<![^\W_])[A-Z][A-Za-z]{0,3}-$")
_HYPHENED = re.compile(r"-(?!(?:an?|per)-)[^\W\d_]")


def word_before(match: re.Match[str]) -> str:
    """The chunk of text before, without punctuation around it; "" at the start."""
    chunks = match.string[max(0, match.start() - _REACH) : match.start()].rsplit(None, 1)
    return chunks[-1].strip(_EDGES) if chunks else ""


def word_after(match: re.Match[str]) -> str:
    chunks = match.string[match.end() : match.end() + _REACH].split(None, 1)
    return chunks[0].strip(_EDGES) if chunks else ""


def character_before(match: re.Match[str]) -> str:
    return match.string[match.start() - 1] if match.start() else ""


def is_attribute(match: re.Match[str]) -> bool:
    """Whether an amount belongs to a noun that follows, as in "a $5 note" or "its 3 km run"."""
    before = word_before(match).lower()
    if _HYPHENED.match(match.string, match.end()) or _ARTICLE.search(
        match.string, max(0, match.start() - _REACH), match.start()
    ):
        return True
    noun = _NOUN.match(match.string, match.end())
    if not noun:
        return False
    after = noun[1]
    if before == "the":  # the $5 note, but: the $5 raised by them
        return after not in _NO_NOUNS_AFTER_THE and not after.endswith(("ed", "ly"))
    owned = before in _OWNERS or (before.endswith("'s") and before not in _CONTRACTED)
    return owned and after not in _NO_NOUNS


def are_odds(text: str, start: int, end: int) -> bool:
    """Whether the two numbers there are what a bookmaker pays."""
    before = _BEFORE_ODDS.search(text, max(0, start - _REACH), start)
    return bool(before or _AFTER_ODDS.match(text, end))


def follows_model(match: re.Match[str]) -> bool:
    """Whether what is match ends the name of a model or a road: C-130J, I-80 W."""
    start = match.start()
    return bool(_MODEL.search(match.string, max(0, start - _REACH), start))


def is_labelled(match: re.Match[str]) -> bool:
    """Whether it is a name: 12B in "gate 12B"."""
    start = match.start()
    label = _LABEL.search(match.string, max(0, start - _REACH), start)
    if not label or label[1] in _ALSO_COUNTED:
        return False
    return label[1].lower() in LABELS
