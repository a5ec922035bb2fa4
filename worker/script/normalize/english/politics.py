"""Party and state of American politicians: Warren (D-Mass.)."""

import re

from worker.script.normalize.english import abbreviation_table
from worker.script.normalize.english.addresses import STATES
from worker.script.normalize.english.context import DOT, END
from worker.script.normalize.rules import LETTER, Rule
from worker.script.normalize.tables import table

_PARTIES = table("D Democrat, R Republican, I Independent")
_NAMES = {name: name for name in STATES.values()} | STATES
_NAMES |= {short.capitalize(): name for short, name in abbreviation_table.STATES.items()}
_NAMES |= {"WVa": "West Virginia"}


def _member(match: re.Match[str]) -> str | None:
    name = _NAMES.get(re.sub(r"\.\s?", "", match["state"]))
    return f"{_PARTIES[match['party']]} of {name}" if name else None


_STATE = rf"{'|'.join(STATES.values())}|[A-Z]\.\s?(?:[A-Z]|Va)|[A-Z][A-Za-z]{{1,13}}"

RULES = (
    Rule(
        LETTER, rf"(?<=[(\s])(?P<party>[DRI])-(?P<state>{_STATE}){END}(?:\.(?=\))|{DOT})?", _member
    ),
)
