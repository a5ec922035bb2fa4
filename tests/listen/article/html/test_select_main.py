"""The main content of a page is selected, with trafilatura and without."""

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


def select(html: str) -> tuple[list[TextBlock], list[TextBlock]]:
    """Return all blocks, and those that are selected."""
    root = parse(html)
    assert root is not None
    blocks, asides = walk(root, skip_rules(set()), is_data_table, Policy())
    select_main(root, blocks, asides, set())
    return blocks, [block for block in blocks if not block.reason]


def found(html: str, lines: list[str]) -> list[bool]:
    root = parse(html)
    assert root is not None
    return align(walk(root, skip_rules(set()), is_data_table, Policy())[0], lines)


def test_paragraphs_are_selected_and_links_are_not() -> None:
    _, selected = select(HTML)
    assert [block.text for block in selected] == [
        f"{sentence} It goes on." for sentence in SENTENCES
    ]


def test_paragraphs_are_selected_on_a_page_too_large_for_trafilatura(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(select_module, "MAX_ELEMENTS", 5)
    _, selected = select(HTML)
    assert [block.text for block in selected] == [
        f"{sentence} It goes on." for sentence in SENTENCES
    ]


def test_a_page_of_links_has_no_article() -> None:
    blocks, _ = select(HTML.partition("</div>")[0])
    assert not any(find_body(blocks))


def test_blocks_are_aligned_in_their_order() -> None:
    long = "One long enough paragraph to be known from its text alone."
    html = f"<p>Share</p><p>{long}</p><p>Share</p><p>It ends.</p><p>Other</p>"
    assert found(html, [long, "Share", "It ends."]) == [False, True, True, True, False]
    assert found(html, []) == [False] * 5


def test_a_heading_above_the_article_is_not_mistaken_for_the_same_one_in_it() -> None:
    html = "<p>Who pays</p><p>You do.</p><p>Or they.</p><p>Who pays</p><p>We <b>all</b> do.</p>"
    lines = ["You do.", "Or they.", "Who pays", "We", "all", "do."]
    assert found(html, lines) == [False, True, True, True, True]


def test_dropped_blocks_are_not_aligned() -> None:
    assert found("<nav>Who pays</nav><p>Who pays</p>", ["Who pays"]) == [False, True]


@given(st.lists(st.tuples(st.text("ab ", min_size=1, max_size=60), st.booleans()), max_size=30))
def test_every_block_that_is_a_line_is_found(parts: list[tuple[str, bool]]) -> None:
    """Other blocks may stand between them, and lines may repeat."""
    html = "".join(f"<p>{text}</p>" for text, _ in parts)
    lines = [text for text, is_line in parts if is_line and not text.isspace()]
    if lines:
        assert sum(found(html, lines)) >= len(lines)
