"""Pronunciation of known words by the default voice. `make listen` measures more."""

import re
from collections import Counter

import pytest

from bench.listening.articles import Article, Word, articles, words
from bench.listening.pronunciation import wrong_words
from bench.listening.script import spoken

MAX_WRONG = {"acronym": 0, "homograph": 2, "letter": 0, "name": 3}
"""Words said wrongly today, by kind. Lower a figure when the product gets better."""


@pytest.fixture(scope="module")
def english() -> list[Article]:
    return [article for article in articles() if article.language == "en"]


def _words_of(article: Article) -> list[Word]:
    return [word for word in words() if word.article == article.name]


def test_the_words_are_in_their_articles(english: list[Article]) -> None:
    for article in english:
        for word in _words_of(article):
            times = len(re.findall(rf"\b{word.text}\b", f"{article.title} {article.text}"))
            assert word.occurrence < times, word


def test_no_more_words_are_said_wrongly(english: list[Article]) -> None:
    wrong = [
        found
        for article in english
        for found in wrong_words(_words_of(article), spoken(article, ipa=True))
    ]
    counts = Counter(word.kind for word, _ in wrong)
    assert all(counts[kind] <= limit for kind, limit in MAX_WRONG.items()), wrong
