"""The features of a word in its sentence: the words around it, their classes, its own capitals.

The names of features are short, because the model's file repeats them.
"""

import re
from collections.abc import Iterator, Sequence

from worker.script.homographs.word_classes import CLASS_OF_WORD
from worker.script.normalize.tables import words

_TOKEN = re.compile(r"[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*|['’][sS]\b|\d(?:[\d.,:]*\d)?|[^\w\s]|_")
_START, _END = "<", ">"
_WINDOW = 4
"""Tokens on each side of the word that have features with their places."""
_TOPIC = 15
"""Tokens on each side of the word whose order does not matter."""
_STEM = 5
"""First letters of a word that its forms share, as in arrow and arrows."""
_SCOPE = 6
"""Tokens before the word among which the last pronoun, auxiliary or determiner is looked for."""

_NOUNS = words("tion sion ment ness ity ance ence ism ist ship age ure")
_ADJECTIVES = words("al ous ive able ible ic ful less ary ish ern")
_ENDINGS = (
    *(("ly", "r"), ("ing", "g"), ("ed", "d")),
    *((ending, "n") for ending in _NOUNS),
    *((ending, "j") for ending in _ADJECTIVES),
    *(("ss", "o"), ("s", "s"), ("er", "e"), ("or", "e")),
)
_SENTENCE_OPENERS = frozenset("“\"'‘([:—–-.!?") | {_START}
_STOPS = frozenset(".!?;:")
_GOVERNORS = frozenset("PMBHVDTWON")
"""Classes of the words that tell a verb from a noun at some distance."""


def tokenize(text: str) -> list[re.Match[str]]:
    """Return the words, numbers and signs of a text, with their places."""
    return list(_TOKEN.finditer(text))


def features(tokens: Sequence[str], index: int) -> tuple[list[str], list[str]]:
    """Return the features of a token for its grammar, and those for its meaning."""
    left = [_word(tokens, place) for place in range(index - 1, index - 1 - _WINDOW, -1)]
    right = [_word(tokens, place) for place in range(index + 1, index + 1 + _WINDOW)]
    left_classes = [_class(tokens, place) for place in range(index - 1, index - 1 - _WINDOW, -1)]
    right_classes = [_class(tokens, place) for place in range(index + 1, index + 1 + _WINDOW)]
    shape = _shape(tokens, index)
    grammar = ["", "s" + shape, f"t{shape}{left_classes[0]}"]
    for side, near, classes in (("l", left, left_classes), ("r", right, right_classes)):
        first, second, third, _ = near
        one, two, three, four = classes
        grammar += [
            *(f"{side}1{first}", f"{side}2{second}", f"{side}3{third}", f"{side}b{first} {second}"),
            *(f"{side}c{one}", f"{side}d{two}", f"{side}e{one}{two}", f"{side}f{one}{two}{three}"),
            *(f"{side}g{first} {two}", f"{side}h{one} {second}"),
            *(f"{side}j{three}", f"{side}k{four}"),
        ]
        if len(first) > 3:
            grammar += [f"{side}i{first[-3:]}", f"{side}m{first[-2:]}"]
    before, after = left_classes, right_classes
    grammar += [
        *(f"o{left[0]} {right[0]}", f"p{before[0]}{after[0]}", f"q{left[0]} {after[0]}"),
        *(f"u{before[0]} {right[0]}", f"v{before[1]}{before[0]}{after[0]}"),
        *(f"w{before[0]}{after[0]}{after[1]}", f"x{before[1]}{before[0]}{after[0]}{after[1]}"),
        *_governors(tokens, index),
    ]
    return grammar, list(_topic(tokens, index))


def _word(tokens: Sequence[str], place: int) -> str:
    if place < 0:
        return _START
    if place >= len(tokens):
        return _END
    word = tokens[place]
    return "0" if word[0].isdigit() else word.lower().replace("’", "'")


def _class(tokens: Sequence[str], place: int) -> str:
    """Return the class of a token, in one letter."""
    word = _word(tokens, place)
    known = CLASS_OF_WORD.get(word)
    if known:
        return known
    if not word[0].isalpha():
        return word
    if tokens[place][0].isupper() and place and tokens[place - 1] not in _SENTENCE_OPENERS:
        return "^"
    return next((letter for ending, letter in _ENDINGS if word.endswith(ending)), "o")


def _shape(tokens: Sequence[str], index: int) -> str:
    """Return the capitals of a token: none, first or all, and whether it begins a sentence."""
    word = tokens[index]
    if word.islower():
        return "x"
    capitals = "X" if len(word) > 1 and word.isupper() else "c"
    begins = index == 0 or tokens[index - 1] in _SENTENCE_OPENERS
    return capitals + ("1" if begins else "")


def _governors(tokens: Sequence[str], index: int) -> Iterator[str]:
    """Yield the last pronoun, auxiliary or determiner before a token, unless it is next to it."""
    for place in range(index - 1, max(-1, index - 1 - _SCOPE), -1):
        word = _word(tokens, place)
        if word in _STOPS:
            break
        letter = _class(tokens, place)
        if letter in _GOVERNORS and place < index - 1:
            yield f"y{word}"
            yield f"z{letter}{_class(tokens, index - 1)}"
            break


def _topic(tokens: Sequence[str], index: int) -> Iterator[str]:
    """Yield the words of the sentence, in any order."""
    seen = set()
    for place in range(max(0, index - _TOPIC), min(len(tokens), index + 1 + _TOPIC)):
        word = _word(tokens, place)
        if place != index and len(word) > 1 and word not in seen:
            seen.add(word)
            yield f"B{word}"
            if len(word) >= _STEM:
                yield f"S{word[:_STEM]}"
            letter = _class(tokens, place)
            if letter in "dg^":
                yield f"C{letter}"
