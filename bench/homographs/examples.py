"""Sentences with homographs whose readings are known.

They are those of WikipediaHomographData (Google, Apache-2.0), which is public at
https://github.com/google-research-datasets/WikipediaHomographData, and those of own.tsv.
"""

import csv
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from worker.script.homographs.features import tokenize
from worker.script.homographs.model import readings, readings_of

OWN = Path(__file__).with_name("own.tsv")
"""Sentences of ours for readings of which the set has few or none."""


@dataclass(frozen=True)
class Example:
    """A sentence with a homograph."""

    word: str
    """Lower case."""
    reading: str
    """Name in readings.tsv."""
    sentence: str
    start: int
    """Code points into the sentence."""
    is_own: bool = False

    @property
    def label(self) -> int:
        """Index of the reading."""
        return [reading.name for reading in readings_of(self.word)].index(self.reading)

    def tokens(self) -> tuple[list[str], int]:
        """Return the tokens of the sentence, and the index of the homograph."""
        matches = tokenize(self.sentence)
        index = next(i for i, match in enumerate(matches) if match.start() == self.start)
        return [match[0] for match in matches], index


def read_examples(path: Path) -> list[Example]:
    """Return the examples of a folder of TSV files, or of a file of JSON lines.

    Readings that readings.tsv leaves out are left out.
    """
    rows = _rows_of_folder(path) if path.is_dir() else _rows_of_file(path)
    examples = [
        Example(row["homograph"], row["wordid"], row["sentence"], int(row["start"])) for row in rows
    ]
    known = {(word, r.name) for word, both in readings().items() for r in both}
    return [e for e in examples if (e.word, e.reading) in known and _is_a_token(e)]


def _rows_of_folder(folder: Path) -> Iterator[dict[str, str]]:
    for file in sorted(folder.rglob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t")


def _rows_of_file(file: Path) -> Iterator[dict[str, str]]:
    data = file.read_bytes()
    text = gzip.decompress(data) if file.suffix == ".gz" else data
    yield from map(json.loads, filter(None, text.decode().split("\n")))


def read_own_examples(file: Path = OWN) -> list[Example]:
    """Return the examples of a file of names of readings and sentences with *the word* in stars."""
    word_of = {r.name: word for word, both in readings().items() for r in both}
    examples = []
    for line in file.read_text("utf-8").splitlines():
        name, sentence = line.split("\t")
        before, written, after = sentence.split("*")
        word = written.lower()
        assert word.removesuffix("s") == word_of[name].removesuffix("s"), line
        examples.append(Example(word, name, before + written + after, len(before), is_own=True))
    return examples


def _is_a_token(example: Example) -> bool:
    return any(match.start() == example.start for match in tokenize(example.sentence))


def in_folds(examples: Sequence[Example], folds: int) -> list[int]:
    """Return the fold of each example: every reading is spread evenly over them."""
    by_reading = defaultdict(list)
    for index, example in enumerate(examples):
        by_reading[example.word, example.reading].append(index)
    dice, count, fold_of = random.Random(7), 0, [0] * len(examples)
    for key in sorted(by_reading):
        dice.shuffle(by_reading[key])
        for index in by_reading[key]:
            fold_of[index] = count % folds
            count += 1
    return fold_of
