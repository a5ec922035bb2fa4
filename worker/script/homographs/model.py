"""The classifier that decides between the two readings of a homograph.

A logistic regression: the sum of the weights of a word's features, in hundredths. Below zero it is
the first reading of readings.tsv, else the second. Weights of a verb against a noun, or against an
adjective, are shared by all such words, so that a word needs few examples of its own.
`python -m bench.homographs` makes the file.
"""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from worker.script.homographs.features import features
from worker.script.normalize.ipa import add_s

READINGS = Path(__file__).with_name("readings.tsv")
"""Lines of a homograph, the name of a reading in WikipediaHomographData, its part of speech if that
decides, "name" if it has a capital, else "-", and its IPA as in American English, with ɒ where
British English has it."""

FILE = Path(__file__).with_name("model.tsv.gz")
"""Lines of a homograph or a group of them, and features with their weights, as feature=weight."""

_IRREGULAR = {"closes": "ˈkloʊzɪz", "houses": "ˈhaʊzɪz", "mouths": "ˈmaʊðz"}
"""Plurals that sound as the verb."""


@dataclass(frozen=True)
class Reading:
    """A pronunciation of a homograph, with its meaning."""

    name: str
    part_of_speech: str
    ipa: str


@dataclass(frozen=True)
class Homograph:
    """A word of two readings, with the weights that decide between them."""

    readings: tuple[Reading, Reading]
    weights: tuple[Mapping[str, int], ...]
    """Its own, and those of its groups."""

    def read(self, tokens: Sequence[str], index: int) -> Reading:
        """Return the reading of a token in its sentence."""
        own, *shared = self.weights
        grammar, topic = features(tokens, index)
        score = _total(own, topic) + sum(_total(weights, grammar) for weights in (own, *shared))
        likelier, other = self.readings[:: -1 if score >= 0 else 1]
        if likelier.part_of_speech == "name" and tokens[index].islower():
            return other
        return likelier


def _total(weights: Mapping[str, int], names: Sequence[str]) -> int:
    return sum([weights[name] for name in names if name in weights])


@cache
def readings() -> dict[str, list[Reading]]:
    """Return the readings of each homograph in lower case, in the order of the file."""
    found: dict[str, list[Reading]] = {}
    for line in READINGS.read_text("utf-8").splitlines():
        word, *fields = line.split("\t")
        found.setdefault(word, []).append(Reading(*fields))
    return found


def is_reading(word: str, ipa: str) -> bool:
    """Return whether the IPA of a word, perhaps a possessive, is that of a reading."""
    stem = word.lower().removesuffix("'s")
    if stem not in homographs():
        return False
    known = [reading.ipa for reading in readings_of(stem)]
    return ipa in known or (stem != word.lower() and ipa in map(add_s, known))


@cache
def readings_of(word: str) -> list[Reading]:
    """Return the readings of a homograph, or of the form in -s of one that may be a verb."""
    if word in readings():
        return readings()[word]
    stem = readings()[word.removesuffix("s")]
    if stem[0].part_of_speech == "adjective":  # which has no such form
        stem = [stem[1]] * 2
    return [replace(r, ipa=_IRREGULAR.get(word, add_s(r.ipa))) for r in stem]


@cache
def groups_of(word: str) -> tuple[str, ...]:
    """Return the names of the weights that a homograph or its form in -s shares with others."""
    first, second = (reading.part_of_speech for reading in readings_of(word))
    if second != "verb":
        return ()
    return ("verb", f"{first}-verb-s" if _is_form_in_s(word) else f"{first}-verb")


@cache
def homographs() -> frozenset[str]:
    """Return the words that the model decides."""
    return frozenset(_lines()).intersection([*readings(), *forms_in_s()])


def forms_in_s() -> Iterator[str]:
    """Yield the forms in -s that readings.tsv does not have itself."""
    for word, (_, second) in readings().items():
        if second.part_of_speech == "verb" and f"{word}s" not in readings():
            yield f"{word}s"


def _is_form_in_s(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


@cache
def look_up(word: str) -> Homograph:
    """Return a word of `homographs`."""
    first, second = readings_of(word)
    return Homograph((first, second), tuple(_weights(name) for name in (word, *groups_of(word))))


@cache
def _lines() -> dict[str, str]:
    lines = gzip.decompress(FILE.read_bytes()).decode().split("\n")
    return {name: rest for name, _, rest in (line.partition("\t") for line in lines)}


@cache
def _weights(name: str) -> Mapping[str, int]:
    split = (pair.rpartition("=") for pair in _lines()[name].split("\t") if pair)
    return {feature: int(weight) for feature, _, weight in split}
