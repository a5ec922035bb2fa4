"""Finds the homographs of an English text, and decides on their readings."""

import re
from dataclasses import dataclass

from worker.script.homographs import model
from worker.script.homographs.features import tokenize
from worker.script.normalize.ipa import add_s

_WORDS = re.compile("[a-z]+")
_POSSESSIVES = ("'s", "’s", "'S", "’S")


@dataclass(frozen=True)
class FoundHomograph:
    """A homograph in a text, with a possessive ending if it has one."""

    start: int
    end: int
    """Code points into the text."""
    ipa: str


def find_homographs(text: str) -> list[FoundHomograph]:
    """Return the homographs of a sentence in order, with the readings that they have in it."""
    known = model.homographs()
    if known.isdisjoint(_WORDS.findall(text.lower())):
        return []
    matches = tokenize(text)
    tokens = [match[0] for match in matches]
    found = []
    for index, match in enumerate(matches):
        word = match[0].lower()
        if word in known:
            ipa, end = model.look_up(word).read(tokens, index).ipa, match.end()
            if tokens[index + 1 : index + 2] and tokens[index + 1] in _POSSESSIVES:
                ipa, end = add_s(ipa), matches[index + 1].end()
            found.append(FoundHomograph(match.start(), end, ipa))
    return found
