"""Folds look-alike characters into one form, one for one, so that offsets stay valid."""

import re
import unicodedata

WORD_JOINER = "\u2060"
"""Replaces every zero-width character. It may occur within words and is never spoken."""

_LOOK_ALIKES = (
    dict.fromkeys(map(ord, "‘’‚‛ʼ`´′‹›＇"), "'")
    | dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
    | dict.fromkeys(map(ord, "‐‑−﹣－"), "-")
    | dict.fromkeys(map(ord, "‒–"), "–")
    | dict.fromkeys(map(ord, "―⸺⸻"), "—")
    | dict.fromkeys(map(ord, "º˚"), "°")
    | dict.fromkeys(map(ord, "⁄∕"), "/")
    | {ord("٪"): "%", ord("٫"): ".", ord("٬"): ","}  # Arabic
    | {ord("ª"): "ª"}  # as in the Spanish 3.ª; NFKC would make it an a
    | {ord("∼"): "~", ord("\u03bc"): "\u00b5", ord("\u2126"): "\u03a9"}  # micro, ohm
)
_HYPHEN_AS_DASH = re.compile(r"(?<!\S)-(?!\S)")
_NOT_FOLDED_TO = frozenset("0123456789,.;:!?()")
"""Targets of NFKC that are not used: wide punctuation may be spaced differently in a language,
and superscript digits have a meaning of their own."""

LETTER_APOSTROPHE = "\u02bc"
"""Apostrophe of Ukrainian and others: the only letter that is folded into punctuation."""


class _FoldTable(dict[int, str]):
    """Translation table that computes an entry when a character first occurs."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_TABLE = _FoldTable(_LOOK_ALIKES)


def fold_characters(text: str) -> str:
    """Return a text of the same length in which look-alike characters are the same."""
    folded = text if text.isascii() and "`" not in text else text.translate(_TABLE)
    return _HYPHEN_AS_DASH.sub("–", folded).replace("--", "——") if "-" in folded else folded


def _fold_character(character: str) -> str:
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cf", "Cs") or "\ufe00" <= character <= "\ufe0f":
        return WORD_JOINER
    compatible = unicodedata.normalize("NFKC", character)
    if unicodedata.decomposition(character).startswith("<sub>"):  # H₂O
        return compatible
    is_ascii = len(compatible) == 1 and compatible.isascii() and compatible not in _NOT_FOLDED_TO
    return compatible if is_ascii else character
