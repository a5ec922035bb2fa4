"""Web and e-mail addresses, shortened to the parts that help a listener."""

from collections.abc import Callable, Sequence

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import digit_by_digit, integer
from worker.script.normalize.generic.profile import Match
from worker.script.normalize.spoken import Override

_EMAIL = regex.compile(
    r"""(?<![\p{L}\p{N}._%+@-])(?P<local>[\p{L}\p{N}_](?:[.%+-]?[\p{L}\p{N}_]+){0,20}+)
        @(?P<host>(?:[\p{L}\p{N}-]++\.){1,8}\p{L}{2,24})(?![\p{L}\p{N}@])""",
    regex.VERBOSE,
)
_AROUND_HOST = regex.compile(r"^(?:https?://|www\.)++|[/?\#:].*", regex.IGNORECASE | regex.DOTALL)
_SHORT_PATH = regex.compile(r"(?:https?://)?[^/]++/(?P<word>\p{Ll}{1,12}(?:-\p{Ll}{1,8})?)/?")
_NOT_IN_HOST = regex.compile(r"[^\p{L}\p{M}\p{N}.-]++")
_PROTOCOL = regex.compile(r"https?|www", regex.IGNORECASE)
_DIGITS = regex.compile("[0-9]+")
_POINT = regex.compile(r"\.(?=[\p{L}\p{N}])")
_SIGN = regex.compile(r"[-_+](?=[\p{L}\p{N}])")


def with_emails(
    text: str, language: Language, overrides: Sequence[Override]
) -> tuple[Override, ...]:
    """Return the overrides and the e-mail addresses of a folded text beside them, in order."""
    if "@" not in text:
        return tuple(overrides)
    found = [
        Override(*match.span(), _email(match, language))
        for match in _EMAIL.finditer(text)
        if not any(other.start < match.end() and match.start() < other.end for other in overrides)
    ]
    return tuple(sorted((*overrides, *found), key=lambda override: override.start))


def link_in_words(match: Match, language: Language) -> str:
    """Shorten an address to its host and a path of one short word.

    A "www." that begins it is said where that is usual.
    """
    written = match[0]
    host = _AROUND_HOST.sub("", written)
    host = _signs(_PROTOCOL.sub("", _NOT_IN_HOST.sub(" ", host)), language)
    dot = language.profile.dot
    prefix = language.profile.www if written[:4].lower() == "www." else ""
    spoken = f"{prefix} {dot} {host}" if prefix else host
    path = _SHORT_PATH.fullmatch(written)
    if path and (slash := language.profile.address_signs.get("/")):
        spoken += f" {slash} {_signs(path['word'], language)}"
    return " ".join(spoken.split())


def spell_protocol(match: Match, language: Language) -> str | None:
    """Spell "http" and "www", which no voice can speak as words, also within other words."""
    spelled = _PROTOCOL.sub(lambda letters: f" {' '.join(letters[0].upper())} ", match[0])
    return None if spelled == match[0] else " ".join(spelled.split())


def _email(match: Match, language: Language) -> str:
    """Verbalize an address, the digits of its first part one by one."""
    at = language.profile.at or "@"
    parts = (_signs(match["local"], language, digit_by_digit), at, _signs(match["host"], language))
    return " ".join(" ".join(parts).split())


def _signs(
    text: str, language: Language, number: Callable[[str, Language], str | None] = integer
) -> str:
    """Verbalize the numbers and signs of a host or a name."""
    profile = language.profile
    signs = {"_": " ", **profile.address_signs, "+": profile.operators.get("+", "+")}
    text = _SIGN.sub(lambda sign: f" {signs[sign[0]]} " if sign[0] in signs else sign[0], text)
    if dot := profile.dot:  # some voices are silent at the point
        text = _POINT.sub(f" {dot} ", text)
    return _DIGITS.sub(lambda digits: f" {number(digits[0], language) or digits[0]} ", text)
