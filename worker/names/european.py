"""The spellings of Slavic and some other European languages.

South Slavic names in -ovic and -evic count without accents, too.
"""

import re

from worker.names.orthography import Orthography

_LATIN = re.compile(r"[a-zà-öø-ÿā-žș-ț]{3,}")
_V = "aeiouyáéíóúýôůěąęăâîőűöüı"

_COMMON = (
    *(("[aá]j(?![aeiou])", "aɪ"), ("ej(?![aeiou])", "eɪ"), ("oj(?![aeiou])", "ɔɪ"), ("uj$", "ui")),
    *(("a$", "ə"), ("o$", "oʊ"), ("[aá]", "ɑ"), ("[eéäë]", "ɛ"), ("[oó]", "ɔ"), ("[uúůü]", "u")),
    *(("[íý]", "i"), ("g", "ɡ"), ("r", "ɹ"), ("x", "ks"), ("q", "k"), ("ö", "ɜ"), ("w", "v")),
)
_POLISH = Orthography(
    signs="[łńśźżęą]",
    rules=(
        *(("szcz|ść|ści(?=[aeouąęó])", "ʃtʃ"), ("dzi(?=[aeouąęó])|d[źż]", "dʒ")),
        *(("ci(?=[aeouąęó])", "tʃ"), ("ci", "tʃi"), ("si(?=[aeouąęó])", "ʃ"), ("si", "ʃi")),
        *(("zi(?=[aeouąęó])", "ʒ"), ("zi", "ʒi"), ("cz|ć", "tʃ"), ("(?<=[ptk])rz|sz|ś", "ʃ")),
        *(("rz|ź|ż", "ʒ"), ("ch", "h"), ("dz", "dz"), ("w(?=[ptksfcś]|$)", "f"), ("ł", "w")),
        *(("c", "ts"), ("ó", "u"), ("y", "ɪ"), ("ę$", "ɛ"), ("ę(?=[pb])", "ɛm"), ("ę", "ɛn")),
        *(("ą(?=[pb])", "ɔm"), ("ą", "ɔn"), ("ń", "n"), ("i(?=[aeouąęó])", "j"), *_COMMON),
    ),
    stressed=-2,
)
_SLAVIC_RULES = (
    *(("[oe]vi[cćč]$", "əvɪtʃ"), ("i[ćč]$", "ɪtʃ"), ("dž|đ", "dʒ"), ("[čć]", "tʃ"), ("š", "ʃ")),
    *(("ž", "ʒ"), ("ch", "k"), ("c", "ts"), ("ř", "ɹʒ"), ("ě", "jɛ"), ("ň", "nj"), ("ť", "tj")),
    *(("ď", "dj"), ("ľ", "l"), (f"(?<![{_V}])r(?![{_V}j])", "ɜɹ"), ("ov[aá]$", "ɔvə")),
    *(("y", "ɪ"), ("ou|ô", "oʊ"), (rf"o(?=[^{_V}jts]?[{_V}])", "oʊ"), *_COMMON),
)
_PATRONYMICS = Orthography("(?<=[a-zčćđšž]{2})[oe]vi[cćč]$", _SLAVIC_RULES, stressed=-3)
_SLAVIC = Orthography("[čćđšžěřňťď]|ová$", _SLAVIC_RULES, stressed=0)
_TURKISH = Orthography(
    signs="[ğı]|ş(?!i?$|t)",
    rules=(
        *(("ğ(?=[eiöü])", "j"), ("ğ", ""), ("ı", "ɪ"), ("ş", "ʃ"), ("ç", "tʃ"), ("c", "dʒ")),
        *(("ay(?![aeıioöuü])", "aɪ"), ("ey(?![aeıioöuü])", "eɪ"), ("y", "j"), ("j", "ʒ")),
        *(("o(?=ğ?[aeıi])", "oʊ"), ("oğ", "oʊ"), *_COMMON),
    ),
    stressed=-2,
)
_ROMANIAN = Orthography(
    signs="[șță]",
    rules=(
        *(("ș", "ʃ"), ("ț", "ts"), ("ău$", "aʊ"), ("ă", "ə"), ("[âî]", "ɪ"), ("oa", "wɑ")),
        *(("ch(?=[ei])", "k"), ("c(?=[ei])", "tʃ"), ("gh(?=[ei])", "ɡ"), ("g(?=[ei])", "dʒ")),
        *(("c", "k"), ("j", "ʒ"), ("ț?i$", "i"), *_COMMON),
    ),
    stressed=-2,
)
_HUNGARIAN = Orthography(
    signs="[őű]",
    rules=(
        *(("sz", "s"), ("cs", "tʃ"), ("zs", "ʒ"), ("s", "ʃ"), ("gy", "dʒ"), ("ny", "nj")),
        *(("ly", "j"), ("ty", "tj"), ("cz?", "ts"), ("j", "j"), ("ő", "ɜ"), ("ű", "u"), *_COMMON),
    ),
    stressed=0,
)
_SPANISH_RULES = (
    *(("ñ", "nj"), ("ll", "j"), ("ch", "tʃ"), ("qu", "k"), ("gu(?=[eéií])", "ɡ"), ("j", "h")),
    *(("g(?=[eéií])", "h"), ("c(?=[eéií])", "s"), ("c", "k"), ("z$", "z"), ("z", "s"), ("h", "")),
    *(("e$", "eɪ"), ("[oó](?=[^aeiou]?[aeiouáéíóú])", "oʊ"), ("ó$", "oʊ"), ("é$", "eɪ")),
    *(("oz$", "oʊz"), ("i(?=[aeouáéóú])", "j"), ("u(?=[aeoáéó])", "w"), ("y$", "i"), ("y", "j")),
    *_COMMON,
)
_SPANISH = (
    Orthography("ñ.*[^aeiounsáéíóú]$", _SPANISH_RULES, stressed=-1, accents_are_stress=True),
    Orthography("ñ", _SPANISH_RULES, stressed=-2, accents_are_stress=True),
)
_ORTHOGRAPHIES = (*_SPANISH, _TURKISH, _ROMANIAN, _HUNGARIAN, _POLISH, _PATRONYMICS, _SLAVIC)


def pronounce(word: str) -> str | None:
    """Return the IPA of a word in lower case with accents, None if its origin is not certain."""
    if not _LATIN.fullmatch(word):
        return None
    return next((ipa for spelling in _ORTHOGRAPHIES if (ipa := spelling.pronounce(word))), None)
