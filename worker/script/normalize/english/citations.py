"""Numbers of citations, which are not spoken: [2], [5, 6], and (19, 20) in a series."""

import re

from worker.script.normalize.rules import SIGN, Rule, always

_NUMBERS = r"[0-9]{1,3}(?:(?:,\s|;\s?|[–-])[0-9]{1,3}|,[0-9]{1,2}(?![0-9])){0,9}"
"""Excludes 12,500, which is one number."""
_GROUP = re.compile(rf"(?<=[a-z.,%)] )\(({_NUMBERS})\)|(?<=[a-z.,%])\(({_NUMBERS})\)")
_CONTEXT = 400  # code points
_FOLLOWING = (
    r"(?=\s?[,.;:)\[]|\s*+$|\s(?:and|or|but|in|of|to|by|for|with|that|which|who|is|are|was|were|has"
    r"|have|had|while|where|when|because|as|at|on|from)\b)"
)


def _cited(match: re.Match[str]) -> str | None:
    """Silence (35) if the sentence cites others in increasing order, and one of them is a list.

    Alone, it may be an age, an amount or the number of a shirt.
    """
    start, end = max(0, match.start() - _CONTEXT), match.end() + _CONTEXT
    groups = list(_GROUP.finditer(match.string, start, end))
    if not any(group.start() == match.start() for group in groups):
        return None
    texts = [group[1] or group[2] for group in groups]
    firsts = [int(re.match("[0-9]+", text)[0]) for text in texts]  # type: ignore[index]
    has_list = any(not text.isdecimal() for text in texts)
    is_series = len(texts) > 1 and has_list and firsts == sorted(firsts)
    return "" if is_series else None


RULES = (
    Rule(SIGN, rf"(?<=[^\s(\[{{])\[{_NUMBERS}\]", always("")),
    Rule(SIGN, rf"(?<=[^\s(\[{{]\s)\[{_NUMBERS}\]{_FOLLOWING}", always("")),
    Rule(SIGN, rf"\({_NUMBERS}\)(?![^\W_])", _cited),
)
