"""Initials and acronyms that are spelled, and exceptions such as NATO."""

import re

from worker.script.normalize.english.addresses import STATES
from worker.script.normalize.english.context import DOT, END
from worker.script.normalize.rules import LETTER, Rule
from worker.script.normalize.tables import table, word_set

_ALSO_WORDS = word_set("""
    AM AN AS AT BE BY CO DO ED GO HE HI IF IN IS IT JO LA LO MA ME MY NO OF OH ON OR OX PA PI SO TO
    UP US WE WHO LED ALL ANY ARE CAN FOR HAD HAS HER HIM HIS HOW ITS MAY NOT NOW OLD ONE OUR OUT
    SEE SHE THE TWO WAS WAY YOU ACT ADD AGE AID AIR ARM ART BAD BAG BAR BAT BED BIG BOY CAR CAT CUP
    CUT DOG EAR EAT EGG END EYE FAR FAT FEW FIT FUN GAS GUN GUY HOT ICE JOB KEY KID LAW LEG LET LOT
    LOW MAN MAP MEN MOM NET OIL PAY RED RUN SEA SET SIT SIX SON SUN TAX TEA TEN TOP TRY USE WAR WIN
    YES YET
""")
"""Acronyms that an engine would speak as a word."""
_EXCEPTIONS = table("""
    WHO W.H.O., LED L.E.D., LEDs L.E.D.s, HTTP H T T P, HTTPS H T T P S, WWW W W W, CO C.O.
""")
"""Acronyms that engines wrongly speak as a word, or wrongly spell."""
_IN_LOWER_CASE = table("""
    tv TV, tvs TVs, uk UK, usa USA, dna DNA, rna RNA, ssn SSN, fbi FBI, cia CIA, nasa NASA
    nato NATO, bbc BBC, cnn CNN, ceo CEO, pdf PDF, html HTML, url URL, usb USB, dvd DVD
    http H T T P, https H T T P S, www W W W
""")
_WORDS_IN_CAPITALS = word_set(
    "AM AN AS AT BE BY DO GO HE IF IN IS IT ME MY NO OF OH ON OR SO TO UP WE WHO"
)
"""Words, not acronyms, in a text that is all in capitals."""
_DOTTED_STATES = word_set("NY NJ NH NC ND NM SC SD RI")

TRIGGER_WORDS = frozenset(_IN_LOWER_CASE)


def spell(letters: str) -> str:
    """Return the form that engines spell: capitals, with dots if they would speak a word."""
    capitals = letters.upper()
    if "HTTP" in capitals or "WWW" in capitals:
        return " ".join(capitals)
    return "".join(f"{letter}." for letter in capitals) if capitals in _ALSO_WORDS else capitals


def _dotted(match: re.Match[str]) -> str:
    """Verbalize U.S., J. K. Rowling, and N.Y. after the name of a town."""
    letters = re.sub("[^A-Z]", "", match["letters"])
    if letters in _DOTTED_STATES and match.string.endswith(", ", 0, match.start()):
        return STATES[letters]
    return spell(letters) + (match["owner"] or "")


def _small_dotted(match: re.Match[str]) -> str:
    """Verbalize p.a. and t.i.d."""
    return spell(match[0].replace(".", ""))


def _initial(match: re.Match[str]) -> str:
    return match["letter"]


def _acronym(match: re.Match[str]) -> str | None:
    acronym = match[0]
    if acronym in _WORDS_IN_CAPITALS and match.string.isupper():
        return acronym.lower()
    return _EXCEPTIONS.get(acronym)


def _lower_case(match: re.Match[str]) -> str | None:
    return _IN_LOWER_CASE.get(match[0].lower())


def _joined(match: re.Match[str]) -> str:
    """Verbalize R&D and AT&T."""
    return " and ".join(map(spell, match[0].split("&")))


RULES = (
    Rule(LETTER, rf"(?i:https?|www){END}", _lower_case),
    Rule(LETTER, rf"[A-Z]{{1,3}}(?:&[A-Z]{{1,3}}){{1,3}}{END}", _joined),
    Rule(
        LETTER,
        rf"(?P<letters>[A-Z](?>(?:\.\s?[A-Z]{END}){{1,5}})){DOT}(?P<owner>'s{END})?",
        _dotted,
    ),
    Rule(LETTER, rf"(?P<letters>[A-Z](?>(?:\.[A-Z]){{2,5}}))(?P<owner>'s)?{END}", _dotted),
    Rule(LETTER, rf"[a-z](?>(?:\.[a-z]{END}){{1,3}}){DOT}", _small_dotted),
    Rule(LETTER, r"(?P<letter>[A-Z])\.(?=\s?[A-Z][a-z'])", _initial),
    Rule(LETTER, rf"[A-Z]{{2,6}}s?{END}", _acronym),
    Rule(LETTER, rf"[a-z]{{2,5}}{END}", _lower_case),
)
