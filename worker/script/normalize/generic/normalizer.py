"""Verbalizes the tokens of a text from left to right."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import regex

from worker.script.normalize.fold import WORD_JOINER
from worker.script.normalize.generic.amounts import amount_in_words, unit_after_fraction
from worker.script.normalize.generic.cldr import currencies, currency_name, with_unit
from worker.script.normalize.generic.datetimes import date_in_words, time_in_words
from worker.script.normalize.generic.grammar import Grammar, grammar_of
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages import find_language
from worker.script.normalize.generic.operators import operator_in_words
from worker.script.normalize.generic.phones import groups_in_words
from worker.script.normalize.generic.profile import Match, ends_text
from worker.script.normalize.generic.separators import separator_in_words
from worker.script.normalize.generic.tables import DEGREE, PERCENT
from worker.script.normalize.generic.web import link_in_words, spell_protocol, with_emails
from worker.script.normalize.spoken import Override, SpokenForm, Word

_CONTEXT = 20  # code points


def normalize(
    primary: str, text: str, region: str, overrides: Sequence[Override] = ()
) -> SpokenForm:
    """Return the spoken form of a folded text in the language with that primary subtag."""
    language = find_language(primary, region)
    return _normalize(text, 0, language, with_emails(text, language, overrides))


def _normalize(
    text: str, place: int, language: Language, overrides: Sequence[Override] = ()
) -> SpokenForm:
    spoken, words, blank = "", [], False
    for kind, start, end, token in _verbalized_tokens(text, place, language, overrides):
        if kind in ("blank", "silent") or (kind == "separator" and not token):
            blank = blank or kind != "silent"
            continue
        begins_word = token[:1].isalnum() or kind == "separator"
        ends_word = spoken[-1:].isalnum() or (kind == "rule" and spoken[-1:] == ".")
        adjoins = language.blank and ends_word and begins_word and not _is_particle(token, language)
        is_suffix = kind == "separator" and language.profile.to_is_suffix
        if spoken and not is_suffix and (blank or (adjoins and kind != "punctuation")):
            spoken += " "
        if kind != "punctuation":
            words.append(Word(start, end, len(spoken), len(spoken) + len(token)))
        spoken += token
        blank = kind == "separator" and bool(language.blank)
    return SpokenForm(spoken, tuple(words))


def _is_particle(token: str, language: Language) -> bool:
    particles = language.profile.particles
    return bool(particles) and regex.fullmatch(particles, token) is not None


def _verbalized_tokens(
    text: str, place: int, language: Language, overrides: Sequence[Override]
) -> Iterator[tuple[str | None, int, int, str]]:
    """Yield the kind, start, end and spoken form of each token."""
    for override in (*overrides, Override(len(text), len(text), "")):
        while place < override.start:
            for kind, match, spoken in _tokens(text, place, override.start, language):
                yield kind, *match.span(), spoken
                place = match.end()
        if override.end > override.start:
            yield "override", override.start, override.end, override.spoken
        place = override.end


def _tokens(
    text: str, place: int, stop: int, language: Language
) -> Iterator[tuple[str | None, Match, str]]:
    """Yield the tokens up to `stop`, or up to one that its rule leaves to another pattern."""
    for match in grammar_of(language).tokens.finditer(text, place, stop):
        kind = match.lastgroup
        rule = Grammar.rule_of(kind)
        if rule is None:
            yield kind, match, _verbalize(match, language)
            continue
        token = _by_rules(text, match.start(), stop, rule, language)
        yield token
        if token[1].end() != match.end():
            return


def _by_rules(
    text: str, place: int, stop: int, first: int, language: Language
) -> tuple[str | None, Match, str]:
    """Return a token by the first rule from `first` on that verbalizes it, or by none."""
    grammar = grammar_of(language)
    for pattern, verbalize in grammar.rules[first:]:
        match = pattern.match(text, place, stop)
        if match and (spoken := verbalize(match, language)) is not None:
            return "rule", match, _with_end_mark(match, spoken)
    match = grammar.without_rules.match(text, place, stop)
    assert match, "the last pattern matches any character"
    return match.lastgroup, match, _verbalize(match, language)


def _with_end_mark(match: Match, spoken: str) -> str:
    """Keep the point of an abbreviation or a date that also ends the text: 3 Mio."""
    is_lost = match[0].endswith(".") and spoken[-1:] not in ("", ".") and ends_text(match)
    return f"{spoken}." if is_lost else spoken


def _verbalize(match: Match, language: Language) -> str:
    verbalizer = _VERBALIZERS.get(match.lastgroup or "")
    spoken = verbalizer(match, language) if verbalizer else None
    if spoken is None:
        return match[0].replace(WORD_JOINER, "")
    return _with_end_mark(match, spoken)


def _date(match: Match, language: Language) -> str | None:
    written = date_in_words(match, language)
    if written is None:
        words = groups_in_words(match, language)
        return words and words.replace(",", "")
    if language.profile.date:
        return written
    before = match.string[max(0, match.start() - _CONTEXT) : match.start()]
    return _normalize(before + written, len(before), language).text


def _symbol(match: Match, language: Language) -> str:
    """Verbalize a sign without a number."""
    if match[0] == "&":
        return language.profile.and_ or match[0]
    if code := currencies(language).get(match[0]):
        return currency_name(code, _PLURAL, language)
    unit = {"%": PERCENT, "°": DEGREE}.get(match[0])
    return with_unit("", unit, _PLURAL, language).strip() if unit else ""


_PLURAL = Decimal(2)
_VERBALIZERS: dict[str, Callable[[Match, Language], str | None]] = {
    "amount": amount_in_words,
    "about": lambda match, language: language.profile.about,
    "date": _date,
    "operator": operator_in_words,
    "host": link_in_words,
    "link": link_in_words,
    "separator": separator_in_words,
    "symbol": _symbol,
    "life": lambda match, language: (
        (language.profile.born if match[0] == "*" else language.profile.died) or None
    ),
    "time": time_in_words,
    "unit_alone": unit_after_fraction,
    "word": spell_protocol,
}
"""By the kind of a token. A result of None leaves the token as it is written."""
