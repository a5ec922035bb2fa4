"""The article of a page is found, with trafilatura and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.article.html import select_main as select_module
from listen.article.html.body import find_body
from listen.article.html.main_text import align
from listen.article.html.parse import parse
from listen.article.html.select_main import select_main
from listen.article.html.skip import skip_rules
from listen.article.html.table import is_data_table
from listen.article.html.walk import walk
from listen.article.policy import Policy
from listen.article.text_block import TextBlock

SENTENCES = [
    f"This is sentence number {n} of an article about a bridge in a town." for n in range(9)
]
HTML = (
    "<body><div class=menu>"
    + "".join(f"<a href='/{n}'>A link to another article, number {n}.</a><br>" for n in range(9))
    + "</div><div id=text>"
    + "".join(f"<p>{sentence} It goes on.</p>" for sentence in SENTENCES)
    + "</div><div>Imprint</div></body>"
)


def read(html: str) -> tuple[list[TextBlock], list[TextBlock]]:
    """All pieces, and those that are chosen."""
    root = parse(html)
    assert root is not None
    pieces, asides = walk(root, skip_rules(set()), is_data_table, Policy())
    select_main(root, pieces, asides, set())
    return pieces, [piece for piece in pieces if not piece.reason]


def found(html: str, lines: list[str]) -> list[bool]:
    root = parse(html)
    assert root is not None
    return align(walk(root, skip_rules(set()), is_data_table, Policy())[0], lines)


def test_the_paragraphs_are_chosen_and_the_links_not() -> None:
    _, chosen = read(HTML)
    assert [piece.text for piece in chosen] == [f"{sentence} It goes on." for sentence in SENTENCES]


def test_so_they_are_on_a_page_too_large_for_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(select_module, "MAX_ELEMENTS", 5)
    _, chosen = read(HTML)
    assert [piece.text for piece in chosen] == [f"{sentence} It goes on." for sentence in SENTENCES]


def test_a_page_of_links_has_no_article() -> None:
    pieces, _ = read(HTML.partition("</div>")[0])
    assert not any(find_body(pieces))


def test_pieces_are_found_in_their_order() -> None:
    long = "One long enough paragraph to be known from its text alone."
    html = f"<p>Share</p><p>{long}</p><p>Share</p><p>It ends.</p><p>Other</p>"
    assert found(html, [long, "Share", "It ends."]) == [False, True, True, True, False]
    assert found(html, []) == [False] * 5


def test_a_heading_above_the_article_is_not_taken_for_the_same_one_within() -> None:
    html = "<p>Who pays</p><p>You do.</p><p>Or they.</p><p>Who pays</p><p>We <b>all</b> do.</p>"
    lines = ["You do.", "Or they.", "Who pays", "We", "all", "do."]
    assert found(html, lines) == [False, True, True, True, True]


def test_what_has_a_reason_is_not_looked_for() -> None:
    assert found("<nav>Who pays</nav><p>Who pays</p>", ["Who pays"]) == [False, True]


@given(st.lists(st.tuples(st.text("ab ", min_size=1, max_size=60), st.booleans()), max_size=30))
def test_of_pieces_that_are_all_lines_each_is_found(parts: list[tuple[str, bool]]) -> None:
    """Whatever comes between them, and however often."""
    html = "".join(f"<p>{text}</p>" for text, _ in parts)
    lines = [text for text, is_line in parts if is_line and not text.isspace()]
    if lines:
        assert sum(found(html, lines)) >= len(lines)
