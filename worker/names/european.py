"""The spellings of European languages, as far as letters tell them apart.

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
    signs="[łńśźżęą]|wój|.{3}[ei]cki$",
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
    signs="[őű]|^(?=.*[áéíóö]).*(?:sz(?!cz)|zs|cs)|ágy|györ",
    rules=(
        *(("sz", "s"), ("cs", "tʃ"), ("zs", "ʒ"), ("s", "ʃ"), ("gy", "dʒ"), ("ny", "nj")),
        *(("ly", "j"), ("ty", "tj"), ("cz?", "ts"), ("j", "j"), ("ő", "ɜ"), ("ű", "u"), *_COMMON),
    ),
    stressed=0,
)
_PORTUGUESE_RULES = (
    *(("nh", "nj"), ("lh", "lj"), ("oão", "waʊ"), ("ão", "aʊ"), ("ães?$", "aɪnʃ"), ("ã$", "ʌn")),
    *(("ões$", "ɔɪns"), ("qu(?=[eéi])", "k"), ("gu(?=[eéi])", "ɡ"), ("ch", "ʃ"), ("ss", "s")),
    *(("ç", "s"), ("c(?=[eéiê])", "s"), ("c", "k"), ("g(?=[eéiê])", "ʒ"), ("j", "ʒ")),
    *(("ei", "eɪ"), ("ou", "oʊ"), ("[ao]s$", "əs"), ("(?<=[aeiouã])s(?=[aeiou])", "z")),
    *(("ê", "eɪ"), ("ô|o(?=[^aeiou]?[aeiouã])|o$", "oʊ"), ("â", "ɑ"), ("h", ""), *_COMMON),
)
_PORTUGUESE = (
    Orthography("[ãõ]", _PORTUGUESE_RULES, stressed=-1),
    Orthography("[nl]hos?$|.{2}[aeiou][nl]has?$", _PORTUGUESE_RULES, stressed=-2),
)
_DUTCH = Orthography(
    signs="ij(?=[dfhklmnpst])|uij",
    rules=(
        *(("u?ij", "aɪ"), ("sch$", "s"), ("sch", "sk"), ("ch", "k"), ("oe", "u"), ("ui", "aʊ")),
        *(("ie", "i"), ("eeu", "eɪu"), ("ee", "eɪ"), ("aa", "ɑ"), ("oo", "oʊ"), ("uu", "u")),
        *(("ou|auw?", "aʊ"), ("eu", "ɜ"), ("ei", "aɪ"), ("j", "j"), ("ff?", "f"), ("ss", "s")),
        *(("ck", "k"), ("c", "k"), ("e(?=l?$|[rn]$|[lr][^aeiou])", "ə"), ("u", "ʌ"), ("w", "w")),
        *_COMMON,
    ),
    stressed=0,
)
_ALBANIAN = Orthography(
    signs="xh",
    rules=(
        *(("xh", "dʒ"), ("sh", "ʃ"), ("zh", "ʒ"), ("gj", "dʒ"), ("[qç]", "tʃ"), ("ll", "l")),
        *(("rr", "ɹ"), ("dh", "ð"), ("th", "θ"), ("nj", "nj"), ("j", "j"), ("c", "ts")),
        *(("y", "u"), ("ë$", ""), ("ë", "ə"), ("x", "dz"), *_COMMON),
    ),
    stressed=-2,
)
_ITALIAN = Orthography(
    signs="[aeiou]gli[aeo]|cch[ie]",
    rules=(
        *(("gli(?=[aeo])", "lj"), ("gli", "lji"), ("gn", "nj"), ("cch", "k"), ("ch", "k")),
        *(("gh", "ɡ"), ("sc(?=[ei])", "ʃ"), ("cci(?=[aou])", "tʃ"), ("ci(?=[aou])", "tʃ")),
        *(("cc?(?=[ei])", "tʃ"), ("gi(?=[aou])", "dʒ"), ("gg?(?=[ei])", "dʒ"), ("cc?|q", "k")),
        *(("zz?", "ts"), ("i(?=[aeou])", "j"), ("u(?=[aeio])", "w"), ("e$", "eɪ"), ("ss", "s")),
        *(("o(?=[^aeiou]?[aeiou])", "oʊ"), (r"([bdflmnprt])(?=\1)", ""), ("h", ""), *_COMMON),
    ),
    stressed=-2,
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
_ORTHOGRAPHIES = (
    *(*_SPANISH, _TURKISH, _ROMANIAN, _HUNGARIAN, _POLISH, _PATRONYMICS, _SLAVIC, *_PORTUGUESE),
    *(_DUTCH, _ALBANIAN, _ITALIAN),
)


def pronounce(word: str) -> str | None:
    """Return the IPA of a word in lower case with accents, None if its origin is not certain."""
    if not _LATIN.fullmatch(word):
        return None
    return next((ipa for spelling in _ORTHOGRAPHIES if (ipa := spelling.pronounce(word))), None)
