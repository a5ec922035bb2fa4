"""Normal forms in which lines and phrases are compared: case, accents and punctuation folded."""

import unicodedata
from functools import lru_cache

import regex

_NUMBER = regex.compile(r"\p{N}+(?:[.,]\p{N}+)*")
_SPACES = regex.compile(r"\s+")
_LEADING_PUNCTUATION = regex.compile(r"^[^\p{L}\p{N}#©(<*]+")
_TRAILING_PUNCTUATION = regex.compile(r"[^\p{L}\p{M}\p{N}#]+$")
_NOT_WORDS = regex.compile(r"[^\p{L}\p{M}\p{N}#@+']+")
_ACCENTS = regex.compile(r"(?<=[\p{Latin}\p{Arabic}\p{Cyrillic}\p{Inherited}])\p{Mn}+")
_SIGNS = {"’": "'", "：": ":", "！": "!", "？": "?", "ı": "i", "ё": "е"}
_FOLD = str.maketrans(_SIGNS)


def fold(text: str) -> str:
    """Return the text in lower case, with # for each number and without accents.

    Capitals often lose their accents, and Turkish and Arabic are written in several ways.
    """
    text = _NUMBER.sub("#", text.casefold())
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.translate(_FOLD))
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", text))
    return _SPACES.sub(" ", text).replace(" :", ":").replace(" |", "|")


def strip_start(text: str) -> str:
    """Return the text without the punctuation at its beginning."""
    return _LEADING_PUNCTUATION.sub("", text)


@lru_cache(maxsize=16)
def label_keys(line: str) -> tuple[str, str]:
    """Return the folded line without punctuation around it.

    The first key keeps the punctuation at the end.
    """
    key = strip_start(fold(line))
    return key, key if key[-1:].isalpha() else _TRAILING_PUNCTUATION.sub("", key)


def word_key(text: str) -> str:
    """Return the folded words of the text between single spaces, also before and after them."""
    return f" {_NOT_WORDS.sub(' ', fold(text)).strip()} "


_QUOTATION = regex.compile(
    r"""\P{L}{0,3}(?:[“„«»‘「『”"][^“”„«»「」『』"]{1,200}[“”»«’」』"])\P{L}{0,5}\p{L}"""
)


def is_reported(line: str) -> bool:
    """Return whether the line begins with a quotation and goes on: somebody says these words."""
    return bool(_QUOTATION.match(line))
