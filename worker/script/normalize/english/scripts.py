"""Transliteration of words in other scripts into letters that an English voice can speak."""

import re
import unicodedata

from worker.script.normalize.fold import WORD_JOINER
from worker.script.normalize.tables import words

_REPEATED = re.compile(r"(.)\1{5,}", re.IGNORECASE)
_LINK = re.compile("http|www", re.IGNORECASE)
_NOT_LATIN = re.compile(r"[^\u0000-\u017f]|^µ$")
_NAME = re.compile(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")

_CYRILLIC = zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяєіїґђјљњћџўқғүұөһәң",
    words("""
        a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya
        ye i yi g dj y ly ny ch dz w k gh u u o h a ng
    """),
    strict=True,
)
_GREEK = zip(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    words("a v g d e z i th i k l m n x o p r s s t y f ch ps o"),
    strict=True,
)
_LETTERS = {ord(letter): spoken.strip("-") for letter, spoken in (*_CYRILLIC, *_GREEK)}
_VARIANTS = dict(zip("ƏəƐɛƠơƯưſ", "AaEeOoUus", strict=True))


def transliterate(word: str) -> str:
    """Return the word in Latin letters; empty if it has no transliteration."""
    if not word.isascii():
        word = unicodedata.normalize("NFC", word.replace(WORD_JOINER, ""))
    if _NOT_LATIN.search(word):
        word = _to_latin(word)
    if not word.isupper():  # as in AAA
        word = _REPEATED.sub(lambda match: match[0][:5], word)
    return _LINK.sub(lambda match: " ".join(f"{match[0].upper()} "), word)


def _to_latin(word: str) -> str:
    sign = unicodedata.normalize("NFKC", word)  # the micro sign is a mu, ϑ a theta
    if len(sign) == 1 and (name := _NAME.match(unicodedata.name(sign, ""))):
        return name[1].lower().replace("lamda", "lambda")  # a lone α is a sign: alpha
    return "".join(map(_base_letters, _replace_letters(word)))


def _replace_letters(word: str) -> str:
    lower = "".join(filter(str.isalpha, unicodedata.normalize("NFKD", word.lower())))
    replaced = lower.translate(_LETTERS)
    if replaced == lower:
        return word
    return replaced.capitalize() if word[0].isupper() else replaced


def _base_letters(letter: str) -> str:
    """Return a letter without diacritics; empty if it is not Latin."""
    if letter <= "\u017f":
        return letter
    decomposed = unicodedata.normalize("NFKD", _VARIANTS.get(letter, letter))
    return "".join(part for part in decomposed if part <= "\u017f" and part.isalpha())
