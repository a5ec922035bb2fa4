"""Tests of the words around a match, and patterns that several rules share."""

import re

from worker.script.normalize.tables import table, word_set

# Repeated groups are atomic, because Python 3.11.2 matches possessive groups wrongly.
INTEGER = (
    r"(?:[0-9]{1,3}(?>(?:,[0-9]{3})+|(?:'[0-9]{3})+)(?![0-9])"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}(?![0-9])"
    r"|[1-9][0-9]{0,2}(?: [0-9]{3}){0,3} 000(?! ?[0-9])"
    r"|[1-9][0-9]?(?: [0-9]{3}){2,4}(?! ?[0-9])|[0-9]++)"
)
"""1,234,567, 1'234'567 and 12,34,567. Groups separated by blanks must not be separate numbers."""
NUMBER = rf"(?:{INTEGER}(?>(?:\.[0-9]++)?)|\.[0-9]++)"
DASH = r"(?:[-–~〜]|\s[-–~〜]\s)"
"""Matches the sign of a range. A tilde is one in East Asia."""
END = r"(?![^\W_])"
"""Matches where neither a letter nor a digit follows."""
DOT = r"(?:\.(?!\W*+$)|(?=\.\W*+$))"
"""Matches the dot of an abbreviation. At the end of the text it stays, to end the sentence."""

_SCALE = r"(?:hundred|thousand|million|billion|trillion|quadrillion|lakh|crore)"
SCALE = rf"(?i:{_SCALE}(?:\s{_SCALE})?)"  # lakh crore
SCALES = table("""
    k thousand, m million, mn million, mln million, b billion, bn billion, bln billion
    t trillion, tn trillion, trn trillion, mm million, cr crore
""")
"""Abbreviations of scales, in lower case."""

_CONTEXT = 40  # code points
_EDGES = "#@.,;:!?()[]\"'—–…"
AIRCRAFT_MODELS = word_set("707 717 727 737 747 757 767 777 787")
"""Numbers that are spoken in pairs, as names of Boeing aircraft."""
LABELS = word_set("""
    gate seat coach carriage flat room unit apartment apt section row platform runway block bus
    route class type group level building terminal exhibit schedule form part grade year stage
    zone bay ward pier appendix figure fig table page no number article rule box lot hall house
    studio channel suite op
""")
"""Nouns followed by an identifier, not an amount: 12B of a seat, 27L of a runway."""
_ALSO_COUNTED = word_set("""
    year part group house number type form stage building unit block table box rule class level no
""")
"""Labels that in lower case may also precede an amount: last year 5m people came."""

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
    """Return the word before the match, without punctuation; empty at the start of the text."""
    words = match.string[max(0, match.start() - _CONTEXT) : match.start()].rsplit(None, 1)
    return words[-1].strip(_EDGES) if words else ""


def word_after(match: re.Match[str]) -> str:
    """Return the word after the match, without punctuation; empty at the end of the text."""
    words = match.string[match.end() : match.end() + _CONTEXT].split(None, 1)
    return words[0].strip(_EDGES) if words else ""


def character_before(match: re.Match[str]) -> str:
    """Return the character before the match; empty at the start of the text."""
    return match.string[match.start() - 1] if match.start() else ""


def is_attribute(match: re.Match[str]) -> bool:
    """Return whether an amount modifies the following noun, as in "a $5 note", "its 3 km run"."""
    before = word_before(match).lower()
    if _HYPHENED.match(match.string, match.end()) or _ARTICLE.search(
        match.string, max(0, match.start() - _CONTEXT), match.start()
    ):
        return True
    noun = _NOUN.match(match.string, match.end())
    if not noun:
        return False
    after = noun[1]
    if before == "the":  # the $5 note, but: the $5 raised by them
        return after not in _NO_NOUNS_AFTER_THE and not after.endswith(("ed", "ly"))
    is_owned = before in _OWNERS or (before.endswith("'s") and before not in _CONTRACTED)
    return is_owned and after not in _NO_NOUNS


def are_odds(text: str, start: int, end: int) -> bool:
    """Return whether the two numbers from `start` to `end` are betting odds."""
    before = _BEFORE_ODDS.search(text, max(0, start - _CONTEXT), start)
    return bool(before or _AFTER_ODDS.match(text, end))


def follows_model(match: re.Match[str]) -> bool:
    """Return whether the match is the end of the name of a model or a road: C-130J, I-80 W."""
    start = match.start()
    return bool(_MODEL.search(match.string, max(0, start - _CONTEXT), start))


def is_labelled(match: re.Match[str]) -> bool:
    """Return whether the match is the identifier after a label, such as 12B in "gate 12B"."""
    start = match.start()
    label = _LABEL.search(match.string, max(0, start - _CONTEXT), start)
    if not label or label[1] in _ALSO_COUNTED:
        return False
    return label[1].lower() in LABELS
