import pytest

from listen.article.html.extract import extract_html
from listen.article.reasons import FOOTNOTE_REFERENCE
from listen.article.text.plain import extract_text, extract_verbatim

ONE_MARK = [
    ("It costs a lot [2] and it broke.", "[2]"),
    ("It costs a lot[2] and it broke.", "[2]"),
    ("It costs a lot. [2] It broke.", "[2]"),
    ("It costs a lot.[2]", "[2]"),
    ("It costs [5, 6], as it did.", "[5, 6]"),
    ("It costs a lot [7–9] too.", "[7–9]"),
    ("It costs a lot [1,2;4].", "[1,2;4]"),
    ("„Es kostet viel“ [12] war zu hören.", "[12]"),
    ("It costs a lot.[note 3] It broke.", "[note 3]"),
    ("It costs a lot.[nb 1]", "[nb 1]"),
    ("Es kostet viel.[Anm. 2] Es ging kaputt.", "[Anm. 2]"),
    ("It costs a lot.[a] It broke.", "[a]"),
    ("It costs a lot.[i]", "[i]"),
    ("It costs a lot[*] too.", "[*]"),
    ("It costs a lot[citation needed] too.", "[citation needed]"),
    ("The history [edit] of it", "[edit]"),
    ("It costs a lot.¹² It broke.", "¹²"),
    ("It costs a lot¹ too.", "¹"),
    ("It costs a lot.^3 It broke.", "^3"),
]


@pytest.mark.parametrize(("text", "mark"), ONE_MARK)
def test_marks_of_notes_are_dropped_and_listed(text: str, mark: str) -> None:
    lead = "The old bridge of the town was built a long time ago."
    spoken = text.replace(f" {mark}", "").replace(mark, "")
    for article in (
        extract_text(f"{lead}\n\n{text}"),
        extract_text(f"{lead} *It* **is** **here**.\n\n{text}"),
        extract_html(f"<p>{lead}</p><p>{text}</p>"),
    ):
        assert article.blocks[-1].text == spoken
        assert mark in [each.text for each in article.dropped if each.reason == FOOTNOTE_REFERENCE]


def test_several_marks_in_a_row_are_dropped() -> None:
    text = "Nobody knew. [3][4] As said in [10], it broke [11] [12]."
    assert extract_text(text).blocks[0].text == "Nobody knew. As said in, it broke."


@pytest.mark.parametrize(
    "text",
    [
        "He said that [the bill] is dead.",
        "He met [Smith] and [s]he left with [his] two cat[s].",
        "“We lost [12] men,” she said at the end of that day.",
        "It fell in [2024] and in [1990–1995].",
        "It is in the interval [1, 5] or [0, 1].",
        "The value of a[1] is that of x[i] too.",
        "The area is 5 m² or 10³ of it, 3 feet².",
        "[1] Smith and others, as they said.",
        "He won (3) times, and Anna (35), Ben (36) and Carl (37) lost.",
        "See equation (3), step (4), section (5) and question (6).",
        "There are three: (1) the boats, (2) the piers, and (3) the town.",
        "He was 40 (in 1998) and left [...] with a draft [sic].",
    ],
)
def test_what_the_author_says_is_kept(text: str) -> None:
    assert extract_text(f"{text}\n\nThe old bridge was built.").blocks[0].text == text


def test_a_series_of_citations_in_parentheses_is_dropped() -> None:
    first = "The rate fell (35) and rose in the trials (36, 37). It grew again (38)."
    second = "Cells of mice (39–41) died early (35), and he was there (in 1998)."
    blocks = extract_text(f"{first}\n\n{second}").blocks
    assert [block.text for block in blocks] == [
        "The rate fell and rose in the trials. It grew again.",
        "Cells of mice died early, and he was there (in 1998).",
    ]


def test_one_number_in_parentheses_is_kept() -> None:
    text = "The rate fell (35) and rose again."
    assert extract_text(text).blocks[0].text == text


def test_verbatim_text_keeps_its_marks() -> None:
    assert extract_verbatim("It costs a lot [2] too.").blocks[0].text == "It costs a lot [2] too."
