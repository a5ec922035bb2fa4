"""Applies an ordered list of rules to a text from left to right; the first match at a place wins.

As in Sparrowhawk and NeMo, a rule classifies an expression by its pattern and verbalizes it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from worker.script.normalize.spoken import Override, SpokenForm, SpokenFormBuilder

DIGIT, LETTER, SIGN = "0", "a", "$"
"""Classes of the first character of a rule's pattern. A sign is any other character."""

Verbalize = Callable[[re.Match[str]], str | None]
"""Returns the spoken form of a match, or None to leave the place to the rules that follow."""

_BLANK = re.compile(r"\s+")
_PLAIN_WORD = re.compile(r"[a-z]{3,}+(?=[ ,;?!]|$)")
_LETTERS = r"\p{L}[\p{L}\p{M}\u2060]*+"
_WORD = regex.compile(rf"{_LETTERS}(?:'{_LETTERS})*+")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


@dataclass(frozen=True)
class Rule:
    """A class of expressions and how to verbalize them."""

    first: str
    """Classes of the first character: DIGIT, LETTER, SIGN or a concatenation of them."""
    pattern: str
    """Regular expression. Its time must grow at most linearly with the length of the text."""
    verbalize: Verbalize


def always(spoken: str) -> Verbalize:
    """Return a verbalizer with a constant result."""
    return lambda match: spoken


class Normalizer:
    """Turns texts into spoken forms by the rules of a language."""

    def __init__(
        self,
        rules: Iterable[Rule],
        verbalize_word: Callable[[str], str],
        punctuation: Mapping[str, str],
        trigger_words: Collection[str],
        suffix: str = "(?!)",
    ) -> None:
        """Compile the rules.

        `verbalize_word` returns the spoken form of a word that no rule matches. `punctuation` maps
        characters to the punctuation of spoken forms; other signs that no rule matches are not
        spoken. `trigger_words` are the lower-case words that rules may match; all other plain
        words skip the rules. `suffix` is a regular expression of what may follow the spoken form of
        an expression and stays as it is, such as a possessive 's.
        """
        compiled = [(rule.first, re.compile(rule.pattern), rule.verbalize) for rule in rules]
        self._rules = {
            first: [
                (pattern.match, verbalize)
                for classes, pattern, verbalize in compiled
                if first in classes
            ]
            for first in (DIGIT, LETTER, SIGN)
        }
        self._verbalize_word = verbalize_word
        self._punctuation = punctuation
        self._trigger_words = frozenset(trigger_words)
        self._suffix = re.compile(suffix)

    def normalize(self, text: str, overrides: Sequence[Override] = ()) -> SpokenForm:
        """Return the spoken form. Rules see overridden parts as context, but do not match them."""
        builder = SpokenFormBuilder()
        place = 0
        for override in overrides:
            place = self._normalize_part(builder, text, place, override.start)
            builder.add_word(override.start, override.end, override.spoken)
            place = override.end
        self._normalize_part(builder, text, place, len(text))
        return builder.build()

    def _normalize_part(self, builder: SpokenFormBuilder, text: str, place: int, stop: int) -> int:
        while place < stop:
            place = self._step(builder, text, place, stop)
        return place

    def _step(self, builder: SpokenFormBuilder, text: str, place: int, stop: int) -> int:
        """Add the token at `place`, which must end by `stop`, and return its end."""
        if blank := _BLANK.match(text, place, stop):
            return blank.end()
        plain = _PLAIN_WORD.match(text, place)
        if plain and plain.end() <= stop and plain[0] not in self._trigger_words:
            builder.add_word(place, plain.end(), self._verbalize_word(plain[0]))
            return plain.end()
        first = _character_class(text[place])
        for match_at, verbalize in self._rules[first]:
            match = match_at(text, place)
            if match and match.end() <= stop and (spoken := verbalize(match)) is not None:
                return self._add_expression(builder, text, match, spoken, stop)
        if first == LETTER and (word := _WORD.match(text, place, stop)):
            builder.add_word(place, word.end(), self._verbalize_word(word[0]))
            return word.end()
        if _HYPHEN.match(text, place):
            builder.add_hyphen()
        elif mark := self._punctuation.get(text[place]):
            builder.add_punctuation(mark)
        return place + 1

    def _add_expression(
        self, builder: SpokenFormBuilder, text: str, match: re.Match[str], spoken: str, stop: int
    ) -> int:
        """Add the spoken form of a match, and return the end of the match and its suffix."""
        start, end = match.span()
        suffix = self._suffix.match(text, end, stop)
        if suffix and spoken and (text[end - 1].isalnum() or text[end - 1] == "."):
            builder.add_word(start, suffix.end(), spoken + suffix[0])
            return suffix.end()
        builder.add_word(start, end, spoken)
        return end


def _character_class(character: str) -> str:
    if character.isalpha():
        return LETTER
    return DIGIT if character in "0123456789" else SIGN
