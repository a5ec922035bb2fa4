"""Text at the door: whatever comes in, one form of it goes on."""

import unicodedata

import regex

_LINE_ENDS = regex.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SOFT_BREAKS = regex.compile(r"\u00ad[ \t]*\n[ \t]*(?=\p{L})")
"""Where a word goes on in the next line."""
SURROGATES = regex.compile(r"[\ud800-\udfff]")
"""Halves of characters, from broken JSON: no encoding has them."""

_INVISIBLE = regex.compile(
    r"[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff--\n\t]", regex.V1
)
"""Controls, soft hyphens, zero-width spaces, direction marks. Joiners stay: they are spelling."""

_SPACES = regex.compile(r"[\p{Zs}\t]+")

_DOCUMENT = regex.compile(r"%PDF-\d|\{\\rtf\d")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BEGINNING = 10_000
"""Characters by which a file is judged."""
_FEW, _SHARE = 8, 0.03
"""Control characters that strayed into a text; in files of programs one character in ten is one."""


def is_text(text: str) -> bool:
    """Whether people could read it: no document, picture or archive that came as text."""
    beginning = text[:_BEGINNING]
    controls = len(_CONTROL.findall(beginning))
    return not _DOCUMENT.match(text) and controls <= max(_FEW, _SHARE * len(beginning))


def clean(text: str) -> str:
    """NFC, \\n for every line end, one space for several, nothing invisible.

    Lone surrogates become U+FFFD.
    """
    text = SURROGATES.sub("\ufffd", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", _SOFT_BREAKS.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """Clean, and with one space for any white space."""
    return " ".join(clean(text).split())
