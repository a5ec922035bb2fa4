"""Look-alike characters made alike, one for one: offsets into the one text hold in the other."""

import re
import unicodedata

JOINED = "\u2060"
"""Stands for every character that takes no place: it is inside words and never said."""

_ALIKE = (
    dict.fromkeys(map(ord, "‘’‚‛ʼ`´′‹›＇"), "'")
    | dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
    | dict.fromkeys(map(ord, "‐‑−﹣－"), "-")
    | dict.fromkeys(map(ord, "‒–"), "–")
    | dict.fromkeys(map(ord, "―⸺⸻"), "—")
    | dict.fromkeys(map(ord, "º˚"), "°")
    | dict.fromkeys(map(ord, "⁄∕"), "/")
    | {ord("٪"): "%", ord("٫"): ".", ord("٬"): ","}  # Arabic
    | {ord("ª"): "ª"}  # as in the Spanish 3.ª, of which NFKC makes an a
    | {ord("∼"): "~", ord("\u03bc"): "\u00b5", ord("\u2126"): "\u03a9"}  # micro, ohm
)
_HYPHEN_FOR_DASH = re.compile(r"(?<!\S)-(?!\S)")
_KEPT = frozenset("0123456789,.;:!?()")
"""Not put for their wide forms, which a language may set another way, nor for ² and the like."""


class _Plain(dict[int, str]):
    """Fills itself as characters turn up: there are too many to list, and few in any language."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_TABLE = _Plain(_ALIKE)


def to_plain(text: str) -> str:
    plain = text if text.isascii() and "`" not in text else text.translate(_TABLE)
    return _HYPHEN_FOR_DASH.sub("–", plain).replace("--", "——") if "-" in plain else plain


def _plain(character: str) -> str:
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cf", "Cs") or "\ufe00" <= character <= "\ufe0f":
        return JOINED
    known = unicodedata.normalize("NFKC", character)
    if unicodedata.decomposition(character).startswith("<sub>"):  # H₂O
        return known
    alike = len(known) == 1 and known.isascii() and known not in _KEPT
    return known if alike else character
