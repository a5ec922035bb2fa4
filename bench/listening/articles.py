"""The articles that are listened to, and the words in them whose pronunciation is known."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Article:
    """`name` is that of its file: the language, a hyphen, and the subject in that language."""

    name: str
    title: str
    text: str

    @property
    def language(self) -> str:
        return self.name.partition("-")[0]


@dataclass(frozen=True)
class Word:
    """A word of an article, and how it must be said.

    `readings` are accepted, in IPA as Americans speak; `others` are those of the same letters that
    would be wrong. `occurrence` counts the same word in the article, from 0.
    """

    article: str
    kind: str  # name, homograph, letter or acronym
    text: str
    occurrence: int
    readings: tuple[str, ...]
    others: tuple[str, ...]


def articles() -> list[Article]:
    """Return all articles, by name."""
    found = []
    for path in sorted(_FOLDER.glob("articles/*.txt")):
        title, text = path.read_text("utf-8").split("\n\n", 1)
        found.append(Article(path.stem, title, text.strip()))
    return found


def words() -> Iterator[Word]:
    """Return the words of words.tsv, in which "word/2" is the second occurrence."""
    with (_FOLDER / "words.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, _, number = row["word"].partition("/")
            yield Word(
                article=row["article"],
                kind=row["kind"],
                text=text,
                occurrence=int(number or 1) - 1,
                readings=tuple(row["readings"].split("|")),
                others=tuple(filter(None, row["other readings"].split("|"))),
            )
