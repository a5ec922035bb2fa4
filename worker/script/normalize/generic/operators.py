"""Operators of mathematics between operands and before numbers: 3 × 4, +5 °C, ≥ 18."""

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.profile import Match

PATTERN = r"""
    (?P<operator>
        [+±×÷≥≧≤≦≈≠](?=\ ?[\p{Sc}%]?[0-9(])
      | (?<=(?<![\p{L}\p{N}.,])[1-9][0-9]{0,4}\ ?)[xх](?=\ ?[0-9])          # 4x100 m
      | (?<=[\p{L}\p{N}%°)]\ )[+±×÷=≠≈≥≤](?=\ [\p{L}\p{N}(-])
      | (?<=[0-9%°)])(?:=|\ =(?!=))(?=[-0-9(])
      | (?<=[\p{L}\p{N}+])\+(?=\+|[\s.,;:!?)"']|$)
      | (?<![^\s(])(?!<3(?![0-9]|[.,][0-9]|\ ?[%€$£]))(?:[<>]=?|!=)(?=\ ?\p{Sc}?[0-9])
      | (?<=(?<!\p{L})(?i:GMT|UTC))-(?=[0-9])
    )
"""
"""Part of the verbose pattern of all tokens. Other signs may be bullets, markup or hearts."""

_VARIANTS = {"<=": "≤", "≦": "≤", ">=": "≥", "≧": "≥", "!=": "≠", "x": "×", "х": "×"}


def operator_in_words(match: Match, language: Language) -> str | None:
    """Return the word for an operator; None if the language has none."""
    sign = match[0].strip()
    if sign == "-":
        return language.profile.minus or None
    return language.profile.operators.get(_VARIANTS.get(sign, sign))
