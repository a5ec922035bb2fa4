"""Text cleaning: one normal form for line ends, spaces, accents and invisible characters."""

import unicodedata

import regex

from listen.article.text.character_references import decode_references

_LINE_ENDS = regex.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SOFT_BREAKS = regex.compile(r"\u00ad[ \t]*\n[ \t]*(?=\p{L})")
"""Soft hyphens at a line end, where the word continues in the next line."""
SURROGATES = regex.compile(r"[\ud800-\udfff]")
"""Lone surrogates, from broken JSON. They cannot be encoded."""

_INVISIBLE = regex.compile(
    r"[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff--\n\t]", regex.V1
)
"""Controls, soft hyphens, zero-width spaces, direction marks. Joiners stay: they are spelling."""

_SPACES = regex.compile(r"[\p{Zs}\t]+")

_DOCUMENT = regex.compile(r"%PDF-\d|\{\\rtf\d")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BEGINNING = 10_000
"""Characters by which a file is classified."""
_MAX_CONTROLS, _MAX_CONTROL_SHARE = 8, 0.03
"""Control characters in a text. In binary files one character in ten is one."""


def is_text(text: str) -> bool:
    """Return whether the input is text, and not a document, image or archive decoded as text."""
    beginning = text[:_BEGINNING]
    controls = len(_CONTROL.findall(beginning))
    allowed = max(_MAX_CONTROLS, _MAX_CONTROL_SHARE * len(beginning))
    return not _DOCUMENT.match(text) and controls <= allowed


def clean(text: str) -> str:
    """Return the text in NFC, with \\n line ends, single spaces and no invisible characters.

    Lone surrogates become U+FFFD.
    """
    text = SURROGATES.sub("\ufffd", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", _SOFT_BREAKS.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """Return the text cleaned and decoded, with a single space for any white space."""
    return " ".join(clean(decode_references(text)).split())
