"""Removes the accents of letters, so that names are found with and without them."""

import unicodedata

_LETTERS = dict(zip("łŁøØđĐðıħŧ’‘", "lLoOdDdiht''", strict=True))


class _Unaccented(dict[int, str]):
    """Translation table that keeps lengths and fills itself on demand."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = _LETTERS.get(letter) or unicodedata.normalize("NFD", letter)[0]
        self[code] = plain
        return plain


_UNACCENTED = _Unaccented()


def without_accents(text: str) -> str:
    """Return the text with plain Latin letters and straight apostrophes, of the same length."""
    return text if text.isascii() else text.translate(_UNACCENTED)
