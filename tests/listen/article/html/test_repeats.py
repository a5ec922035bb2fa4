"""A lead that a page shows twice is read once, and a refrain is read as it is written."""

from listen.article.html.extract import extract_html
from tests.listen.article.paragraphs import PARAGRAPHS

LEAD, *REST = PARAGRAPHS


def texts(html: str) -> list[str]:
    return [block.text for block in extract_html(html).blocks]


def body(paragraphs: list[str]) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def test_a_lead_that_is_also_the_first_paragraph_is_read_once() -> None:
    assert texts(f"<h2 class=deck>{LEAD}</h2><div>{body(PARAGRAPHS)}</div>") == PARAGRAPHS


def test_a_lead_that_is_cut_off_is_not_read() -> None:
    cut = LEAD[:80].rsplit(" ", 1)[0]
    for ellipsis in ("…", "...", " […]"):
        html = f"<div><p>{cut}{ellipsis}</p></div><div>{body(PARAGRAPHS)}</div>"
        assert texts(html) == PARAGRAPHS


def test_a_paragraph_that_an_author_repeats_is_read() -> None:
    assert texts(body([LEAD, REST[0], LEAD, *REST[1:]])) == [LEAD, REST[0], LEAD, *REST[1:]]
    assert texts(f"<div>{body(PARAGRAPHS)}</div><p class=x>Nobody came.</p>")[-1] == "Nobody came."
