"""Poems, letters and memos in pre elements are read; code is not. Stored bodies have paragraphs."""

import re

import pytest

from listen.article.html.extract import extract_html
from tests.listen.article.html.pages import TEXT, between, page, spoken

POEM = "The lamp is low,\nthe wind is up,\nand nobody comes\nto fill the cup."


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        (
            "<pre class=wp-block-verse>Roses are red,\nand so are you.</pre>",
            ["Roses are red,\nand so are you."],
        ),
        (f"<pre>{POEM}</pre>", [POEM]),
        (
            "<pre>Dear Sir,\n\nI have received your letter of the third of May.\n\nYours, A</pre>",
            ["Dear Sir,", "I have received your letter of the third of May.", "Yours, A"],
        ),
    ],
)
def test_preformatted_prose_is_read(part: str, texts: list[str]) -> None:
    assert between(part) == texts


@pytest.mark.parametrize(
    "code",
    [
        "<code>cross(river)\nrest()</code>",
        "$ ls -l\n$ cd /tmp\n$ make all",
        "def f(x):\n    return x + 1\n\nprint(f(2))",
        "[main]\nkey = value\nother = 3\n",
        "&lt;p&gt;Hello you all&lt;/p&gt;\n&lt;b&gt;and the world&lt;/b&gt;",
        "SELECT name FROM boats\nWHERE age > 3\nORDER BY name;",
        "name   age\nAnn     33\nBob     44",
        "Reading package lists... Done\nBuilding dependency tree... Done\nE: No package boats",
    ],
)
def test_code_is_announced(code: str) -> None:
    assert between(f"<pre>{code}</pre>") == ["Code example."]


def test_a_memo_that_is_one_pre_element_has_paragraphs() -> None:
    wrapped = ["\n   ".join(re.findall(r".{1,66}(?: |$)", text)) for text in TEXT]
    memo = "<pre>   " + "\n\n   ".join(wrapped) + "</pre>"
    assert spoken(page(memo)) == TEXT
    assert spoken(memo) == TEXT


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\n \n", "\n\n<!--more-->\n\n"])
def test_blank_lines_of_a_stored_body_end_paragraphs(end: str) -> None:
    assert spoken(end.join(TEXT).replace("council", "<a href=/x>council</a>")) == TEXT


def test_a_stored_body_may_have_headings_and_lists() -> None:
    html = f"{TEXT[0]}\n\n<h2>Now</h2>\n{TEXT[1]}\n\n<ul>\n<li>One</li>\n</ul>\n{TEXT[2]}"
    blocks = [(block.kind, block.text) for block in extract_html(html).blocks]
    assert blocks == [
        ("paragraph", TEXT[0]),
        ("heading", "Now"),
        ("paragraph", TEXT[1]),
        ("list_item", "One"),
        ("paragraph", TEXT[2]),
    ]


def test_blank_lines_within_marked_paragraphs_are_white_space() -> None:
    assert spoken("<p>It rained\n\non Monday.</p>") == ["It rained on Monday."]
