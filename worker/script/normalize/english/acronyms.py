"""Acronyms that are spoken as words, such as HIMARS, and mixed ones, such as IaaS and NaCl."""

import re

from worker.script.normalize.english.context import END
from worker.script.normalize.rules import LETTER, Rule
from worker.script.normalize.tables import table, word_set

_SPOKEN = table("""
    AFSCME Afs-mee, AIPAC Aypac, AMOLED Amoled, ATACMS Attackems, AUKUS Aukus, BAME Bame
    BaaS Bass, CaaS Cass, CNES K-ness, CoV Kov, DaaS Dass, DACA Daca, EASA Eeyasa, EBITDA Eebitda
    FaaS Fass, FOIA Foya, HIMARS Highmars, IaaS Eyas, IEEE I triple E, IKEA Ikea, ISAF Eyesaff
    ISRO Izro, JSON Jason, KFOR K for, MaaS Mass, MoMA Moma, NCAA N C double A, NOAA Noah
    PaaS Pass, REIT Reet, REITs Reets, RUSI Roosy, SAAB Sahb, SFOR S for, UNAIDS U.N. aids
    UNEP U-nep, USAID U.S. aid, WADA Wadda, VoIP Voyp, YAML Yammel
""")
"""Acronyms with a spoken form that no rule gives. A new one belongs here."""
_LEFT = word_set("""
    AARP ACOSS AMRAAM ASCAP ASEAN ASLEF AWACS BOGOF BUPA CITES COBE COBOL EEPROM ELINT ELISA EPROM
    EURIBOR FEMA FIFO GIGO HIPAA IAEA ICAEW ICAO IUPAC LACMA LIBOR LIFO MAMIL MIRAS MOSFET NAAFI
    NASDAQ NEPAD NICAM NICU NIREX NORAD OAPEC PETA PUFA RADA REME RINO SECAM SNOBOL SOHCAHTOA SOLAS
    TEOTWAWKI UCLA UNECE UNIDO UNITAR USADA WACA WIPO ZAPU
""")
"""Acronyms that look like a word. Engines spell them, or know them better in capitals: the default
voice's lexicon has other sounds for these in small letters."""

_CONSONANT = "[BCDFGHJKLMNPQRSTVWXZ]"
_ONSET = (
    "BL|BR|CH|CL|CR|DR|FL|FR|GL|GR|KN|KR|PH|PL|PR|QU|SC|SH|SK|SL|SM|SN|SP|ST|SW|TH|TR|TW|WH"
    f"|{_CONSONANT}"
)
_CODA = (
    "CK|CS|CT|FF|FT|LD|LF|LK|LM|LP|LT|LL|MP|NC|ND|NG|NK|NS|NT|NX|PS|PT|RD|RK|RM|RN|RP|RS|RT|SK|SP"
    f"|SS|ST|TS|TH|SH|CH|{_CONSONANT}"
)
_VOWEL = "[AEIOU]"
_SYLLABLES = re.compile(
    rf"(?:{_ONSET})?{_VOWEL}{{1,2}}(?:{_CONSONANT}?(?:{_ONSET}){_VOWEL}{{1,2}})*(?:{_CODA})?"
)
"""Matches capitals that can be spoken as an English word."""
_OPEN = re.compile(rf"(?:{_CONSONANT}{_VOWEL}){{2}}")
"""Matches four capitals that mostly are: WADA, but neither UCLA nor ESPN."""
_LONG = 5
"""Letters from which an acronym that can be spoken is spoken."""

_ELEMENT = "Na|Li|Ca|Mg|Al|Si|Fe|Zn|Cu|Ag|Ti|Mn|Cl|Br|Ba|Pb|Hg|Ni|Cr|H|C|N|O|S|P|F|I|K|B"
_NO_FORMULAS = word_set("NaN")


def _listed(match: re.Match[str]) -> str | None:
    """Verbalize HIMARS, IaaS and MoMA."""
    return _SPOKEN.get(match[0])


def _spoken(match: re.Match[str]) -> str | None:
    """Verbalize UNIFIL and its plural."""
    acronym = match[0]
    letters = acronym.removesuffix("s")
    if letters in _LEFT or match.string.isupper():
        return None
    pattern = _SYLLABLES if len(letters) >= _LONG else _OPEN
    return acronym.capitalize() if pattern.fullmatch(letters) else None


def _spelled(match: re.Match[str]) -> str:
    """Verbalize BoE and MoD."""
    return "".join(f"{letter}." for letter in match[0].upper())


def _formula(match: re.Match[str]) -> str | None:
    """Verbalize NaCl: its letters, one after the other."""
    return None if match[0] in _NO_FORMULAS else " ".join(match[0].upper())


RULES = (
    Rule(LETTER, rf"[A-Z][A-Za-z]{{2,11}}{END}", _listed),
    Rule(LETTER, rf"[A-Z]{{4,12}}s?{END}", _spoken),
    Rule(LETTER, rf"[A-Z]o[A-Z]{{1,2}}{END}", _spelled),
    Rule(
        LETTER,
        rf"(?=[A-Z]*[A-Z][a-z])(?!(?:[A-Z][a-z])?{END})(?:{_ELEMENT}){{2,6}}{END}(?!')",
        _formula,
    ),
)
