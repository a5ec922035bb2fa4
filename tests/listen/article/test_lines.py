"""Lines that pages put around and into articles, in many languages, and prose that resembles them.

lines/ holds a file a language: the paragraphs of an article, lines that must be dropped wherever
they stand, lines that must be dropped at the edges, and sentences that must be read.
"""

import tomllib
from html import escape
from pathlib import Path

import pytest

from listen.article.html.extract import extract_html
from listen.article.text.clean import one_line

FILES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "lines").glob("*.toml"))
}
BEGINNING, MIDDLE, END = 0, 3, 6
"""Numbers of the article's paragraphs before the line."""
PLACES = (BEGINNING, MIDDLE, END)


def is_read(language: str, line: str, place: int) -> bool:
    """Return whether the line is read in the article, all of which must be read."""
    article = FILES[language]["paragraphs"]
    paragraphs = [*article[:place], line, *article[place:]]
    html = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    texts = [block.text for block in extract_html(f"<article>{html}</article>").blocks]
    assert [text for text in texts if text in article] == article
    return one_line(line) in texts


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", FILES)
def test_boilerplate_is_dropped_wherever_it_stands(language: str, place: int) -> None:
    assert [line for line in FILES[language]["dropped"] if is_read(language, line, place)] == []


@pytest.mark.parametrize("place", [BEGINNING, END])
@pytest.mark.parametrize("language", FILES)
def test_boilerplate_that_an_article_may_contain_is_dropped_at_its_edges(
    language: str, place: int
) -> None:
    lines = FILES[language].get("edge", [])
    assert [line for line in lines if is_read(language, line, place)] == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", FILES)
def test_prose_with_the_same_words_is_read(language: str, place: int) -> None:
    assert [line for line in FILES[language]["kept"] if not is_read(language, line, place)] == []
