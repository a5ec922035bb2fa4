"""Chess moves in algebraic notation: Nf3, Qxf7+, O-O."""

import re

from worker.script.normalize.english.numerals import cardinal
from worker.script.normalize.rules import LETTER, Rule, always
from worker.script.normalize.tables import table

_PIECES = table("K king, Q queen, R rook, B bishop, N knight")
_CHECKS = table("+ check, # checkmate")


def _move(match: re.Match[str]) -> str:
    """Verbalize a move, with the file that disambiguates the piece, as in Nbd7."""
    parts = [
        _PIECES[match["piece"]],
        (match["file"] or "").upper(),
        "takes" if match["takes"] else "",
        match["square"][0].upper(),
        cardinal(int(match["square"][1])),
    ]
    check = _CHECKS.get(match["check"], "")
    return " ".join(filter(None, parts)) + (f", {check}" if check else "")


RULES = (
    Rule(
        LETTER,
        r"(?P<piece>[KQRBN])(?P<file>[a-h])?(?P<takes>x)?(?P<square>[a-h][1-8])"
        r"(?P<check>[+#])?(?![^\W_])",
        _move,
    ),
    Rule(LETTER, r"O-O-O(?![^\W_])", always("castles long")),
    Rule(LETTER, r"O-O(?![^\W_]|-)", always("castles")),
)
