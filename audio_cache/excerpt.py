"""Excerpts of invalid values for error messages."""

from reprlib import Repr

MAX_CHARACTERS = 80

_repr = Repr()
_repr.maxstring = _repr.maxother = MAX_CHARACTERS


def excerpt(value: object) -> str:
    """Return the value as Python writes it, cut to MAX_CHARACTERS."""
    text = _repr.repr(value)
    return text if len(text) <= MAX_CHARACTERS else f"{text[: MAX_CHARACTERS - 3]}..."
