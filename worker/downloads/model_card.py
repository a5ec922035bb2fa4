"""Model cards of Piper's voices: Markdown with the licence among the facts of the data set."""

import re

MAX_BYTES = 64 * 1024
"""The largest card that is read. Public ones have some 300 bytes."""

UNKNOWN = "see the voice's MODEL_CARD"

_LICENCE = re.compile(r"^[\s*-]*licen[cs]e\s*:\s*(?P<licence>\S.*)$", re.IGNORECASE | re.MULTILINE)
_MAX_LENGTH = 80


def licence_of(card: str) -> str:
    """Return the licence that a card states, in its own words; UNKNOWN if it states none."""
    stated = dict.fromkeys(found["licence"].strip() for found in _LICENCE.finditer(card))
    licence = "; ".join(stated)
    return "".join(filter(str.isprintable, licence))[:_MAX_LENGTH] or UNKNOWN
