"""Formulas: functions f(x), terms 2x + 1, and formulas in LaTeX.

A formula in LaTeX is said if each of its commands has a name. Any other is "a formula": half of it
would be false, and its commands are no words.
"""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import is_labelled
from worker.script.normalize.english.latex_table import (
    NAMES,
    SILENT,
    SILENT_WITH_ARGUMENT,
    WITH_LIMITS,
    WITH_TEXT,
)
from worker.script.normalize.rules import DIGIT, LETTER, SIGN, Rule

_UNNAMED = "a formula"
_LONGEST = 25
"""Words of the longest formula that is said. Nobody follows a longer one."""
_MAX_DEPTH = 4
_POWERS = {"2": "squared", "3": "cubed", "T": "transposed"}
_HALVES = {"1/2": "one half", "1/3": "one third", "2/3": "two thirds", "1/4": "one quarter",
           "3/4": "three quarters"}  # fmt: skip


class _UnnamedError(Exception):
    """A part of a formula has no name."""


def _function(match: re.Match[str]) -> str | None:
    """Verbalize f(x) and P(A, B), but not a(n)."""
    arguments_are_variables = _VARIABLES.fullmatch(match["arguments"])
    if is_labelled(match) or not (match["name"].islower() or arguments_are_variables):
        return None
    arguments = [_variable(argument) for argument in re.split(r",\s?", match["arguments"])]
    return f"{match['name']} of {' and '.join(arguments)}"


def _variable(text: str) -> str:
    return numerals.number(text) if text.isdecimal() else text


def _term(match: re.Match[str]) -> str | None:
    """Verbalize the 2x of 2x + 1, which is not "two times"."""
    if not match["certain"] and "=" not in match.string:
        return None
    return f"{numerals.number(match['factor'])} {match['variable']}"


def _formula(match: re.Match[str]) -> str | None:
    """Verbalize $x^2$, but no amounts: "$5 and $6"."""
    math = match["math"]
    return _spoken(math) if _MARKS.search(math) or _VARIABLE.fullmatch(math) else None


def _command(match: re.Match[str]) -> str:
    r"""Verbalize a command outside of a formula: \alpha, \frac{1}{2}, \textbf{word}."""
    return _spoken(match[0])


def _spoken(math: str) -> str:
    try:
        words = _words(math, 0)
    except _UnnamedError:
        return _UNNAMED
    return " ".join(words) if len(words) <= _LONGEST else _UNNAMED


def _words(math: str, depth: int) -> list[str]:
    """Return the words of a formula. Raises _UnnamedError."""
    if depth > _MAX_DEPTH:
        raise _UnnamedError
    words: list[str] = []
    place = 0
    while place < len(math):
        match = _TOKEN.match(math, place)
        if not match:
            raise _UnnamedError
        place = match.end()
        if command := match["command"]:
            place = _add_command(words, command, math, place, depth)
        elif match["mark"]:
            argument, place = _argument(math, place)
            words += _script(match["mark"], argument, depth)
        elif match["group"] is not None:
            words += _words(match["group"], depth + 1)
        elif match["number"]:
            words += numerals.number(match["number"].replace("{,}", "")).split()
        elif match["sign"]:
            words += _SIGNS[match["sign"]].split()
        elif match["letters"]:
            words.append(match["letters"])
    return words


def _add_command(words: list[str], command: str, math: str, place: int, depth: int) -> int:
    """Add the words of a command and return the end of its arguments."""
    if command in ("frac", "dfrac", "tfrac"):
        top, place = _argument(math, place)
        bottom, place = _argument(math, place)
        fraction = _HALVES.get(f"{top}/{bottom}")
        words += (
            fraction.split()
            if fraction
            else [*_words(top, depth + 1), "over", *_words(bottom, depth + 1)]
        )
    elif command == "sqrt":
        argument, place = _argument(math, place)
        words += ["the", "square", "root", "of", *_words(argument, depth + 1)]
    elif command in WITH_LIMITS:
        place = _add_limits(words, command, math, place, depth)
    elif command in WITH_TEXT:
        argument, place = _argument(math, place)
        words += argument.split() if command.startswith("te") else _words(argument, depth + 1)
    elif command in SILENT_WITH_ARGUMENT:
        _, place = _argument(math, place)
    elif command in NAMES:
        words += NAMES[command].split()
    elif command not in SILENT:
        raise _UnnamedError
    return place


def _add_limits(words: list[str], command: str, math: str, place: int, depth: int) -> int:
    """Add "the sum from i equals one to n of" and return its end."""
    words += WITH_LIMITS[command].split()
    for _ in range(2):
        mark = _LIMIT.match(math, place)
        if not mark:
            break
        argument, place = _argument(math, mark.end())
        lower = "as" if command == "lim" else "from"
        words += [lower if mark["mark"] == "_" else "to", *_words(argument, depth + 1)]
    words.append("of")
    return place


def _script(mark: str, argument: str, depth: int) -> list[str]:
    """Return the words of a power or an index."""
    words = _words(argument, depth + 1)
    if mark == "_":
        return words
    if argument in _POWERS:
        return [_POWERS[argument]]
    return words if words in ([], ["degrees"], ["prime"]) else ["to", "the", "power", "of", *words]


def _argument(math: str, place: int) -> tuple[str, int]:
    """Return the argument at `place`, in braces or of one character, and its end."""
    match = _ARGUMENT.match(math, place)
    if not match:
        raise _UnnamedError
    return match["braced"] if match["braced"] is not None else match["one"], match.end()


_BRACED = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,40}\}){0,60}\}){0,120}\}"
_ARGUMENT = re.compile(
    r"\s?(?:\[[^\[\]]{0,40}\])?(?:\{(?P<braced>(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,40}\}){0,60}\}){0,120})\}"
    r"|(?P<one>\\[A-Za-z]{1,20}|[^\s{}\\]))"
)
_SIGNS = {"+": "plus", "-": "minus", "−": "minus", "=": "equals", "<": "is less than",
          ">": "is more than", "/": "over", "*": "times", "!": "factorial", "±": "plus or minus",
          "·": "times", "×": "times", "≤": "is less than or equal to",
          "≥": "is greater than or equal to", "≠": "is not equal to", "%": "percent",
          "'": "prime", "∈": "in", "→": "to"}  # fmt: skip
_TOKEN = re.compile(
    rf"\\(?P<command>[A-Za-z]{{1,20}})\*?|\\[,;:! ]|\\\\|\s+|[&~(),.;:|\[\]]|\\[{{}}|]"
    rf"|(?P<mark>[\^_])|\{{(?P<group>(?:[^{{}}]|{_BRACED}){{0,120}})\}}"
    r"|(?P<number>[0-9]+(?:\{,\}[0-9]{3})*(?:\.[0-9]+)?)"
    rf"|(?P<sign>[{re.escape(''.join(_SIGNS))}])|(?P<letters>[^\W\d_]+)"
)
_LIMIT = re.compile(r"\s?(?:\\limits)?(?P<mark>[\^_])")
_MARKS = re.compile(r"\\[A-Za-z]|[\^_=+<>]")
_VARIABLE = re.compile(r"[A-Za-z](?:,\s?[A-Za-z])?")
_VARIABLES = re.compile(r"[nstx-zA-Z](?:,\s?[nstx-zA-Z])*")
_INNER = r"(?P<math>[^$\n]{1,300}?)"

RULES = (
    Rule(SIGN, rf"\$\$\s?{_INNER}\s?\$\$", _formula),
    Rule(SIGN, rf"\$(?!\s){_INNER}(?<!\s)\$(?![0-9])", _formula),
    Rule(SIGN, r"\\\((?P<math>[^\n]{1,300}?)\\\)", _formula),
    Rule(SIGN, r"\\\[(?P<math>[^\n]{1,300}?)\\\]", _formula),
    Rule(SIGN, rf"\\[A-Za-z]{{2,20}}\*?(?:{_BRACED}){{0,3}}", _command),
    Rule(
        LETTER,
        r"(?P<name>[f-hp-rt-wFGHLOPQTV])\((?P<arguments>(?:[^\W\d_]|[0-9]{1,3})(?:,\s?(?:[^\W\d_]|[0-9]{1,3})){0,2})\)"
        r"(?![^\W_])",
        _function,
    ),
    Rule(
        DIGIT,
        r"(?P<factor>[0-9]{1,4}(?:\.[0-9]{1,4})?)(?P<variable>[xyz])"
        r"(?=(?P<certain>[²³^]|\s?[+=]\s?[0-9a-z(])|\s?[<>≤≥]|\s[-–*/]\s?[0-9a-z(])",
        _term,
    ),
)
