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


def test_a_header_that_a_table_repeats_is_read_once() -> None:
    def row(tag: str, *cells: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"

    header, first, last = (
        row("th", "Pier", "State"),
        row("td", "One", "Sound"),
        row("td", "Two", ""),
    )
    table = f"<table><thead>{header}</thead>{header}{first}{first}{header}{last}</table>"
    rows = texts(f"{body(PARAGRAPHS)}{table}<p>{LEAD[:-1]} again.</p>")[len(PARAGRAPHS) + 1 : -1]
    assert rows == ["Pier, State", "One, Sound", "One, Sound", "Two"]


def test_equal_rows_of_numbers_are_read() -> None:
    row = "<tr><td>1</td><td>0</td></tr>"
    spoken = texts(f"{body(PARAGRAPHS)}<table>{row}{row}</table><p>{LEAD[:-1]} again.</p>")
    assert spoken.count("1, 0") == 2
