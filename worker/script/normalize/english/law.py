"""References of American law: a 401(k), 501(c)(3), the 2d Cir., 5 F.3d 123."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END
from worker.script.normalize.english.letters import spell
from worker.script.normalize.rules import DIGIT, LETTER, Rule


def _plan(match: re.Match[str]) -> str:
    hundreds, rest = divmod(int(match["section"]), 100)
    section = f"{numerals.cardinal(hundreds)} {numerals.two_digits(rest)}"
    return f"{section} {match['letter'].upper()} {numerals.digits(match['part'] or '')}".rstrip()


def _court(match: re.Match[str]) -> str:
    return numerals.ordinal(int(match["number"]))


def _report(match: re.Match[str]) -> str:
    """Verbalize the name of a law report: F.3d, F. Supp. 2d."""
    supplement = " Supplement" if match["supplement"] else ""
    return f"{spell(match['name'])}{supplement} {_court(match)}"


RULES = (
    Rule(
        DIGIT,
        rf"(?P<section>40[13]|457|501)\(?(?P<letter>[kbc])(?:\)\((?P<part>[0-9])\)|\)?){END}",
        _plan,
    ),
    Rule(DIGIT, r"(?P<number>[23])d(?=\s(?:Cir|Dist|Div|Dep|Cong|Inf|Regt|Lt)\b)", _court),
    Rule(
        LETTER,
        rf"(?P<name>[FP])\.\s?(?P<supplement>Supp\.\s?)?(?P<number>[2-5])(?:d|th){END}",
        _report,
    ),
)
