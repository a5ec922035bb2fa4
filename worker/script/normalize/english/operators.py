"""Operators of mathematics and code between two operands: x >= 3, a != b, A ∪ B."""

import re
from collections.abc import Iterable

from worker.script.normalize.rules import SIGN, Rule, always
from worker.script.normalize.tables import table, word_set

_OPERATORS = table("""
    < is less than, > is greater than, >= is greater than or equal to, ≥ is greater than or equal to
    ≧ is greater than or equal to, <= is less than or equal to, ≤ is less than or equal to
    ≦ is less than or equal to, != is not equal to, !== is not equal to, <> is not equal to
    ≠ is not equal to, == equals, === equals, := equals, += plus equals, -= minus equals
    *= times equals, /= divided by equals, -> to, => to, → to, ⇒ implies, ⇔ if and only if
    && and, || or, ∈ in, ∉ not in, ∪ union, ∩ intersection, ⊂ subset of, ⊆ subset of
    ≡ is identical to, ≈ is about, ∝ is proportional to, ** to the power of, ∧ and, ∨ or
    ≪ is much less than, ≫ is much greater than, ≅ is approximately equal to
    ∙ times, ⋅ times, ∗ times, ∓ minus or plus
""")
"""Operators between two variables or numbers."""
_BEFORE_AN_AMOUNT = table(">= at least, ≧ at least, <= at most, ≦ at most, != not, == exactly")


def _operator(match: re.Match[str]) -> str:
    """Verbalize an operator between variables, numbers and brackets: x >= 3, a != b."""
    return _OPERATORS[match["sign"]]


def _before_an_amount(match: re.Match[str]) -> str:
    return _BEFORE_AN_AMOUNT[match["sign"]]


def _minus(match: re.Match[str]) -> str | None:
    """Verbalize the dash of an equation with a variable beside it: y = 3x - 5."""
    is_variable = match.string[match.start() - 2].isalpha() or match["other"].isalpha()
    return "minus" if is_variable and "=" in match.string else None


def _any(signs: Iterable[str]) -> str:
    """Return a pattern of the signs, longest first."""
    return "|".join(map(re.escape, sorted(signs, key=len, reverse=True)))


_AFTER_OPERAND = r"(?:(?<=[0-9)\]²³%°])|(?<=(?<![^\W_])[^\W\d_]))"
_OPERAND = r"[-+(\[√$£€]?(?:\.?[0-9]|[^\W\d_](?![^\W_]))"
_CLEAR = word_set(">= <= != == === ≥ ≤ ≠ && -> => ** += -= ∈ ∪ ∩ ≡ ⋅ ∙ ∗")
"""Operators that need no blank around them."""

RULES = (
    Rule(
        SIGN,
        r"(?:(?<=[0-9)\]²³%°]\s)|(?<=(?<![^\W_])[^\W\d_]\s))"
        rf"(?P<sign>{_any(_OPERATORS)})(?=\s{_OPERAND})",
        _operator,
    ),
    Rule(
        SIGN,
        r"(?:(?<=[0-9)²³]\s)|(?<=(?<![^\W\d_])[^\W\d_]\s))"
        r"–(?=\s(?P<other>[0-9(]|[^\W\d_](?![^\W_])))",
        _minus,
    ),
    Rule(SIGN, rf"{_AFTER_OPERAND}(?P<sign>{_any(_CLEAR)})(?={_OPERAND})", _operator),
    Rule(SIGN, r"(?<=[0-9])·(?=[0-9])", always("times")),
    Rule(
        SIGN,
        rf"(?P<sign>{_any(_BEFORE_AN_AMOUNT)})\s?(?=[-+$£€¥]?\.?[0-9])",
        _before_an_amount,
    ),
)
