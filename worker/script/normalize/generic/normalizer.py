"""Verbalizes the tokens of a text from left to right."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import regex

from worker.script.normalize.fold import WORD_JOINER
from worker.script.normalize.generic.amounts import amount_in_words
from worker.script.normalize.generic.cldr import currencies, currency_name, with_unit
from worker.script.normalize.generic.datetimes import date_in_words, time_in_words
from worker.script.normalize.generic.fractions import fraction_in_words
from worker.script.normalize.generic.grammar import token_pattern
from worker.script.normalize.generic.language import Language, find_language
from worker.script.normalize.generic.numbers import digit_by_digit, integer
from worker.script.normalize.generic.tables import (
    AND,
    AT,
    DEGREE,
    DOTS,
    PERCENT,
    POINTS,
    SCORE_COLONS,
    TO,
)
from worker.script.normalize.spoken import Override, SpokenForm, Word

Match = regex.Match[str]

_AROUND_HOST = regex.compile(r"^(?:https?://|www\.)++|[/?\#:].*", regex.IGNORECASE | regex.DOTALL)
_NOT_IN_HOST = regex.compile(r"[^\p{L}\p{M}\p{N}.-]++")
_PROTOCOL = regex.compile(r"https?|www", regex.IGNORECASE)
_DIGITS_BEFORE = regex.compile(r"(?<![-–0-9])[0-9]++$")
_DIGITS_AFTER = regex.compile(r"[0-9]++(?![-–])")
_CONTEXT = 20  # code points


def normalize(
    primary: str, text: str, region: str, overrides: Sequence[Override] = ()
) -> SpokenForm:
    """Return the spoken form of a folded text in the language with that primary subtag."""
    return _normalize(text, 0, find_language(primary, region), overrides)


def _normalize(
    text: str, place: int, language: Language, overrides: Sequence[Override] = ()
) -> SpokenForm:
    spoken, words, blank = "", [], False
    for kind, start, end, token in _verbalized_tokens(text, place, language, overrides):
        if kind in ("blank", "silent") or (kind == "separator" and not token):
            blank = blank or kind != "silent"
            continue
        adjoins = language.blank and spoken[-1:].isalnum() and token[:1].isalnum()
        spoken += " " if spoken and (blank or (adjoins and kind != "punctuation")) else ""
        if kind != "punctuation":
            words.append(Word(start, end, len(spoken), len(spoken) + len(token)))
        spoken += token
        blank = kind == "separator" and bool(language.blank)
    return SpokenForm(spoken, tuple(words))


def _verbalized_tokens(
    text: str, place: int, language: Language, overrides: Sequence[Override]
) -> Iterator[tuple[str | None, int, int, str]]:
    """Yield the kind, start, end and spoken form of each token."""
    for override in (*overrides, Override(len(text), len(text), "")):
        for match in token_pattern(language).finditer(text, place, override.start):
            yield match.lastgroup, *match.span(), _verbalize(match, language)
        if override.end > override.start:
            yield "override", override.start, override.end, override.spoken
        place = override.end


def _verbalize(match: Match, language: Language) -> str:
    verbalizer = _VERBALIZERS.get(match.lastgroup or "")
    spoken = verbalizer(match, language) if verbalizer else None
    return match[0].replace(WORD_JOINER, "") if spoken is None else spoken


def _link(match: Match, language: Language) -> str:
    """Shorten an address to its host."""
    host = _NOT_IN_HOST.sub(" ", _PROTOCOL.sub("", _AROUND_HOST.sub("", match[0])))
    spoken = regex.sub(
        "[0-9]+", lambda digits: f" {integer(digits[0], language) or digits[0]} ", host
    )
    return " ".join(spoken.replace(" .", ".").split())


def _word(match: Match, language: Language) -> str | None:
    """Spell "http" and "www", which no voice can speak as words, also within other words."""
    spelled = _PROTOCOL.sub(lambda letters: f" {' '.join(letters[0].upper())} ", match[0])
    return None if spelled == match[0] else " ".join(spelled.split())


def _date(match: Match, language: Language) -> str | None:
    written = date_in_words(match, language)
    if written is None:
        return _group_by_group(match, language, " ")
    before = match.string[max(0, match.start() - _CONTEXT) : match.start()]
    return _normalize(before + written, len(before), language).text


def _separator(match: Match, language: Language) -> str | None:
    """Verbalize a sign between two numbers; empty if only the numbers are spoken."""
    match match[0].strip():
        case ".":
            return (POINTS if language.point == "." else DOTS).get(language.name, "")
        case ":":
            return SCORE_COLONS.get(language.name, "")
        case "/":
            return ""
    return TO.get(language.name, "") if _is_range(match) else ""


def _is_range(match: Match) -> bool:
    """Return whether it is like 10-15, and not a score like 3-1, a phone number or a code: 2-07."""
    first = _DIGITS_BEFORE.search(match.string, max(0, match.start() - _CONTEXT), match.start())
    second = _DIGITS_AFTER.match(match.string, match.end())
    if not first or not second or second[0].startswith("0"):
        return False
    return int(second[0][:_CONTEXT]) > int(first[0])


def _symbol(match: Match, language: Language) -> str:
    """Verbalize a sign without a number."""
    if match[0] == "&":
        return AND.get(language.name, match[0])
    if code := currencies(language).get(match[0]):
        return currency_name(code, _PLURAL, language)
    unit = {"%": PERCENT, "°": DEGREE}.get(match[0])
    return with_unit("", unit, _PLURAL, language).strip() if unit else ""


def _phone(match: Match, language: Language) -> str | None:
    """Verbalize the groups of digits with a pause between them."""
    return _group_by_group(match, language, ", ")


def _group_by_group(match: Match, language: Language, between: str) -> str | None:
    groups = [digit_by_digit(digits, language) for digits in regex.findall("[0-9]+", match[0])]
    return between.join(filter(None, groups)) if all(groups) else None


_PLURAL = Decimal(2)
_VERBALIZERS: dict[str, Callable[[Match, Language], str | None]] = {
    "amount": amount_in_words,
    "at": lambda match, language: AT.get(language.name),
    "date": _date,
    "fraction": fraction_in_words,
    "link": _link,
    "phone": _phone,
    "separator": _separator,
    "symbol": _symbol,
    "time": time_in_words,
    "word": _word,
}
"""By the kind of a token. A result of None leaves the token as it is written."""
