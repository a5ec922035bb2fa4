"""The quality of spoken forms does not fall below what was measured.

sentences.toml holds sentences as in newspapers, with the forms that a good reader would say. A
score is the share of the sentences whose spoken form is accepted. Case, punctuation and hyphens
do not count. Raise a score here when the code gets better.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from worker.script.normalize.ipa import strip_ipa
from worker.script.normalize.normalize import normalize

CLASSES: dict[str, float] = {
    "cardinal": 0.857,
    "ordinal": 1.0,
    "decimal": 1.0,
    "fraction": 1.0,
    "money": 1.0,
    "measure": 1.0,
    "date": 1.0,
    "year": 1.0,
    "time": 0.714,
    "range": 1.0,
    "phone": 0.833,
    "score": 0.857,
    "roman": 1.0,
    "abbreviation": 1.0,
    "letters": 1.0,
    "web": 0.833,
    "symbol": 1.0,
    "address": 1.0,
    "temperature": 1.0,
    "percentage": 1.0,
}
"""Class of expression in English to the lowest score."""

LANGUAGES: dict[str, float] = {
    "de": 1.0,
    "fr": 1.0,
    "es": 1.0,
    "pt": 1.0,
    "it": 1.0,
    "nl": 1.0,
    "pl": 1.0,
    "uk": 1.0,
    "ru": 0.8,
    "ko": 1.0,
    "ja": 1.0,
}
"""Language to the lowest score."""

ENGLISH_TOTAL, OTHERS_TOTAL = 0.957, 0.982

UNSPACED = {"ja", "ko"}
"""Languages in which a space beside a number does not change how the number is read."""

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
ENGLISH: dict[str, dict[str, list[str]]] = SENTENCES.pop("en")
OTHERS: dict[str, dict[str, list[str]]] = SENTENCES
"""Class or language to sentences, each with its accepted spoken forms."""


def expand(form: str) -> Iterator[str]:
    """Yield "a b d" and "a c d" for "a {b|c} d"."""
    choices = [part.split("|") for part in re.split(r"[{}]", form)]
    return map("".join, product(*choices))


def comparable(text: str, language: str) -> str:
    without_apostrophes = re.sub(r"['’ʼ]", "", text.casefold())
    words = re.findall(r"[^\W_]+", without_apostrophes)
    return ("" if language in UNSPACED else " ").join(words)


def failures_of(sentences: dict[str, list[str]], language: str) -> list[str]:
    """Return a description of each sentence whose spoken form is not accepted."""
    failures = []
    for written, accepted in sentences.items():
        spoken = strip_ipa(normalize(written, language).text)
        forms = {comparable(form, language) for each in accepted for form in expand(each)}
        if comparable(spoken, language) not in forms:
            failures.append(f"{written}\n  spoken:   {spoken}\n  expected: {accepted[0]}")
    return failures


def check(failures: list[str], sentences: int, lowest: float) -> None:
    score = share(sentences - len(failures), sentences)
    assert score >= lowest, "\n".join([f"{score} is below {lowest}:", *failures])


def share(part: int, whole: int) -> float:
    """Return the share, rounded down to three decimals."""
    return 1000 * part // whole / 1000


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_of_english_expressions_keeps_its_score(name: str) -> None:
    check(failures_of(ENGLISH[name], "en"), len(ENGLISH[name]), CLASSES[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_keeps_its_score(language: str) -> None:
    check(failures_of(OTHERS[language], language), len(OTHERS[language]), LANGUAGES[language])


def test_the_total_score_of_english_is_kept() -> None:
    failures = [each for sentences in ENGLISH.values() for each in failures_of(sentences, "en")]
    check(failures, sum(map(len, ENGLISH.values())), ENGLISH_TOTAL)


def test_the_total_score_of_other_languages_is_kept() -> None:
    failures = [each for tag, sentences in OTHERS.items() for each in failures_of(sentences, tag)]
    check(failures, sum(map(len, OTHERS.values())), OTHERS_TOTAL)


def test_every_class_and_language_has_a_score() -> None:
    assert set(CLASSES) == set(ENGLISH)
    assert set(LANGUAGES) == set(OTHERS)
