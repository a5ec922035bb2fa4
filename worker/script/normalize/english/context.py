"""The words around what a rule has found, and the pattern parts that rules share."""

import re

from worker.script.normalize.tables import table, word_set

INTEGER = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)"
NUMBER = rf"(?:{INTEGER}(?:\.[0-9]++)?+|\.[0-9]++)"
DASH = r"(?:[-–]|\s[-–]\s)"
END = r"(?![^\W_])"
"""After which neither letter nor digit follows."""
DOT = r"(?:\.(?!\W*+$)|(?=\.\W*+$))"
"""The dot of an abbreviation, which at the end of the text stays: there it ends the sentence."""

SCALE = r"(?:hundred|thousand|million|billion|trillion|quadrillion|lakh|crore)"
SCALES = table("""
    k thousand, m million, mn million, mln million, b billion, bn billion, bln billion
    t trillion, tn trillion, trn trillion
""")
"""Their short forms, in small letters."""

_REACH = 40  # code points
_EDGES = ".,;:!?()[]\"'—–…"
_OWNERS = word_set("its their his her our my your this that every")
_CONTRACTED = word_set("that's it's here's there's what's he's she's who's let's")
_NO_NOUNS = word_set(
    "in of to for from on at by and or but per with as is was were are be will would has had have "
    "into over after before since than this last next each off more less"
)
_HYPHENED = re.compile(r"-(?!(?:an?|per)-)[^\W\d_]")


def word_before(found: re.Match[str]) -> str:
    """The chunk of text before, without punctuation around it; "" at the start."""
    chunks = found.string[max(0, found.start() - _REACH) : found.start()].rsplit(None, 1)
    return chunks[-1].strip(_EDGES) if chunks else ""


def word_after(found: re.Match[str]) -> str:
    chunks = found.string[found.end() : found.end() + _REACH].split(None, 1)
    return chunks[0].strip(_EDGES) if chunks else ""


def character_before(found: re.Match[str]) -> str:
    return found.string[found.start() - 1] if found.start() else ""


def is_attribute(found: re.Match[str]) -> bool:
    """Whether an amount belongs to a noun that follows, as in "a $5 note" or "its 3 km run"."""
    before = word_before(found).lower()
    if _HYPHENED.match(found.string, found.end()) or before in ("a", "an"):
        return True
    if before not in _OWNERS and (not before.endswith("'s") or before in _CONTRACTED):
        return False
    after = word_after(found)
    return after.isalpha() and after.islower() and after not in _NO_NOUNS
