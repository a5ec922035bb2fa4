"""The quality of extraction does not fall below what was measured.

pages/ holds pages of many kinds, pasted/ texts as people copy them from pages, write or mail them.
Each has a file with the text that should be spoken. Precision is the share of the spoken words
that should be; recall is the share of those words that are spoken. Raise a score here when the
code gets better.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from listen.article.article import Article
from listen.article.html.extract import extract_html
from listen.article.text.clean import clean
from listen.article.text.plain import extract_text

HERE = Path(__file__).parent

PAGES: dict[str, tuple[float, float]] = {
    "ar-hiwar": (1.0, 1.0),
    "ar-khabar": (1.0, 1.0),
    "de-amt": (0.984, 1.0),
    "de-lead": (1.0, 1.0),
    "de-magazin": (1.0, 1.0),
    "de-wiki": (1.0, 1.0),
    "de-wordpress": (1.0, 1.0),
    "en-amp": (1.0, 1.0),
    "en-blog": (1.0, 1.0),
    "en-boxes": (1.0, 1.0),
    "en-docs": (0.986, 1.0),
    "en-faq": (1.0, 1.0),
    "en-figures": (1.0, 1.0),
    "en-forum": (0.98, 1.0),
    "en-gallery": (1.0, 1.0),
    "en-ghost": (1.0, 1.0),
    "en-gov": (1.0, 1.0),
    "en-liveblog": (1.0, 1.0),
    "en-magazine": (1.0, 1.0),
    "en-mathml": (1.0, 1.0),
    "en-medium": (1.0, 1.0),
    "en-mkdocs": (0.989, 1.0),
    "en-news": (1.0, 1.0),
    "en-obituary": (1.0, 0.85),
    "en-oldfont": (1.0, 1.0),
    "en-oldtable": (0.846, 1.0),
    "en-paywall": (1.0, 1.0),
    "en-podcast": (1.0, 1.0),
    "en-press": (0.976, 1.0),
    "en-slugs": (1.0, 1.0),
    "en-substack": (1.0, 1.0),
    "en-timeline": (1.0, 1.0),
    "en-verse": (1.0, 1.0),
    "en-wiki": (0.992, 1.0),
    "es-entrevista": (1.0, 1.0),
    "es-futbol": (0.962, 1.0),
    "es-receta": (1.0, 1.0),
    "fr-direct": (0.99, 1.0),
    "fr-faq": (1.0, 1.0),
    "fr-poeme": (0.96, 1.0),
    "fr-recette": (1.0, 1.0),
    "he-yoman": (1.0, 1.0),
    "it-intervista": (1.0, 1.0),
    "it-recensione": (1.0, 1.0),
    "ja-column": (1.0, 1.0),
    "ja-shimbun": (1.0, 1.0),
    "ko-gisa": (1.0, 1.0),
    "nl-dossier": (1.0, 1.0),
    "nl-handleiding": (1.0, 1.0),
    "pl-poradnik": (0.717, 1.0),
    "pl-wywiad": (1.0, 1.0),
    "pt-comentarios": (0.44, 1.0),
    "pt-governo": (1.0, 1.0),
    "ru-novosti": (1.0, 1.0),
    "ru-wiki": (1.0, 1.0),
    "sv-recept": (0.947, 1.0),
    "tr-haber": (1.0, 1.0),
    "uk-longread": (1.0, 1.0),
    "uk-novyny": (1.0, 1.0),
    "zh-boke": (1.0, 1.0),
    "zh-xinwen": (1.0, 1.0),
}
"""Name of the page to the lowest precision and recall."""

PASTED: dict[str, tuple[float, float]] = {
    "de-news": (1.0, 1.0),
    "en-email": (1.0, 1.0),
    "en-forum": (0.745, 1.0),
    "en-markdown": (1.0, 1.0),
    "en-news": (1.0, 1.0),
    "en-poem": (1.0, 1.0),
    "en-wrapped": (1.0, 1.0),
    "es-news": (0.934, 1.0),
    "fr-magazine": (1.0, 1.0),
    "ja-news": (1.0, 0.897),
}

PAGES_F1, PASTED_F1 = 0.983, 0.976

WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W\u3040-\u30ff\u4e00-\u9fff]+")
"""A word, or a character of a script without spaces."""


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def score(article: Article, expected: str) -> tuple[float, float]:
    """Return precision and recall over words, rounded down to three decimals."""
    spoken = words(" ".join(block.text for block in article.blocks))
    wanted = words(expected)
    common = (spoken & wanted).total()
    precision, recall = common / (spoken.total() or 1), common / wanted.total()
    return int(1000 * precision) / 1000, int(1000 * recall) / 1000


def mean_f1(scores: list[tuple[float, float]]) -> float:
    return sum(2 * p * r / (p + r) for p, r in scores) / len(scores)


def page_score(name: str) -> tuple[float, float]:
    page = (HERE / "pages" / f"{name}.html").read_text("utf-8")
    return score(extract_html(page), (HERE / "pages" / f"{name}.txt").read_text("utf-8"))


def pasted_score(name: str) -> tuple[float, float]:
    text = (HERE / "pasted" / f"{name}.in.txt").read_text("utf-8")
    expected = (HERE / "pasted" / f"{name}.out.txt").read_text("utf-8")
    return score(extract_text(clean(text)), expected)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_its_score(name: str) -> None:
    precision, recall = page_score(name)
    assert precision >= PAGES[name][0]
    assert recall >= PAGES[name][1]


@pytest.mark.parametrize("name", PASTED)
def test_a_pasted_text_keeps_its_score(name: str) -> None:
    precision, recall = pasted_score(name)
    assert precision >= PASTED[name][0]
    assert recall >= PASTED[name][1]


def test_the_mean_f1_is_kept() -> None:
    assert mean_f1([page_score(name) for name in PAGES]) >= PAGES_F1
    assert mean_f1([pasted_score(name) for name in PASTED]) >= PASTED_F1


def test_every_file_has_a_score() -> None:
    assert {path.stem for path in (HERE / "pages").glob("*.html")} == set(PAGES)
    texts = (HERE / "pasted").glob("*.in.txt")
    assert {path.name.removesuffix(".in.txt") for path in texts} == set(PASTED)
