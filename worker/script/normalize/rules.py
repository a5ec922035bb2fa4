"""Reads a text from left to right: at each place the first rule that has something to say."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from worker.script.normalize.spoken import Decided, Draft, Spoken

DIGIT, LETTER, SIGN = "0", "a", "$"
"""What a rule's first character is."""

Speak = Callable[[re.Match[str]], str | None]

_BLANK = re.compile(r"\s+")
_PLAIN_WORD = re.compile(r"[a-z]{3,}+(?=[ ,;?!]|$)")
_LETTERS = r"\p{L}[\p{L}\p{M}\u2060]*+"
_WORD = regex.compile(rf"{_LETTERS}(?:'{_LETTERS})*+")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


@dataclass(frozen=True)
class Rule:
    first: str
    """DIGIT, LETTER, SIGN or several of them."""
    pattern: str
    """What it reads, however long the text: in a time that grows no faster than the text."""
    speak: Speak
    """What is said for it; None leaves it to the rules that follow."""


def always(spoken: str) -> Speak:
    """For a rule that says the same for whatever it reads."""
    return lambda found: spoken


class Reader:
    def __init__(
        self,
        rules: Iterable[Rule],
        say_word: Callable[[str], str],
        marks: Mapping[str, str],
        notable: Collection[str],
    ) -> None:
        """`say_word` is given a word that no rule reads.

        `marks` says what becomes of punctuation; a sign that is not in it is not spoken.
        `notable` are the words in small letters that some rule reads: others get past all.
        """
        compiled = [(rule.first, re.compile(rule.pattern), rule.speak) for rule in rules]
        self._rules = {
            kind: [(pattern.match, speak) for first, pattern, speak in compiled if kind in first]
            for kind in (DIGIT, LETTER, SIGN)
        }
        self._say_word = say_word
        self._marks = marks
        self._notable = frozenset(notable)

    def read(self, text: str, decided: Sequence[Decided] = ()) -> Spoken:
        """No rule reads what is `decided`, though its context may be there."""
        draft = Draft()
        place = 0
        for part in decided:
            place = self._read(draft, text, place, part.start)
            draft.say(part.start, part.end, part.spoken)
            place = part.end
        self._read(draft, text, place, len(text))
        return draft.spoken()

    def _read(self, draft: Draft, text: str, place: int, stop: int) -> int:
        while place < stop:
            place = self._step(draft, text, place, stop)
        return place

    def _step(self, draft: Draft, text: str, place: int, stop: int) -> int:
        """Speak what begins at `place`, not beyond `stop`; returns where that ends."""
        if blank := _BLANK.match(text, place, stop):
            return blank.end()
        plain = _PLAIN_WORD.match(text, place)
        if plain and plain.end() <= stop and plain[0] not in self._notable:
            draft.say(place, plain.end(), self._say_word(plain[0]))
            return plain.end()
        kind = _kind(text[place])
        for match, speak in self._rules[kind]:
            found = match(text, place)
            if found and found.end() <= stop and (spoken := speak(found)) is not None:
                draft.say(place, found.end(), spoken)
                return found.end()
        if kind == LETTER and (word := _WORD.match(text, place, stop)):
            draft.say(place, word.end(), self._say_word(word[0]))
            return word.end()
        if _HYPHEN.match(text, place):
            draft.hyphen()
        elif mark := self._marks.get(text[place]):
            draft.mark(mark)
        return place + 1


def _kind(character: str) -> str:
    if character.isalpha():
        return LETTER
    return DIGIT if character in "0123456789" else SIGN
