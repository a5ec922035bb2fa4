"""Figures in plain elements are not read; short paragraphs of an article are."""

import pytest

from listen.article.html.extract import extract_html
from tests.listen.article.paragraphs import PARAGRAPHS


def texts(cells: list[str]) -> list[str]:
    before, after = (f"<p>{text}</p>" for text in PARAGRAPHS[:2])
    run = "".join(f"<div>{cell}</div>" for cell in cells)
    return [block.text for block in extract_html(f"{before}<div>{run}</div>{after}").blocks]


@pytest.mark.parametrize(
    "row",
    [
        ["Mumbai3029", "1", "0"],
        ["Carrow", "12", "3.5%", "+4"],
        ["Team A", "2:1", "3"],
        ["Лодзь", "1 204", "17"],
    ],
)
def test_a_table_of_plain_elements_is_not_read(row: list[str]) -> None:
    assert texts(row * 10) == PARAGRAPHS[:2]


@pytest.mark.parametrize(
    "lines",
    [
        ["2:1"],
        ["“No.”", "“Why?”", "“Look.”", "“Where?”"] * 5,
        ["The lamp is low", "And nobody is home"] * 10,
        ["6:30 Church bells", "7:00 Breakfast", "8:15 The boat leaves", "Noon"] * 4,
    ],
)
def test_short_paragraphs_are_read(lines: list[str]) -> None:
    assert texts(lines) == [PARAGRAPHS[0], *lines, PARAGRAPHS[1]]
