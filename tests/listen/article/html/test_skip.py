"""Hidden elements, footnote references and the like are skipped, also within a sentence."""

import pytest

from listen.article.html.parse import parse
from listen.article.html.skip import check_selector, skip_rules
from listen.article.html.table import is_data_table
from listen.article.html.walk import walk
from listen.article.policy import Policy


def split(html: str) -> tuple[str, dict[str, str]]:
    """Return the kept texts, and the dropped ones with their reasons."""
    root = parse(html)
    assert root is not None
    blocks, _ = walk(root, skip_rules(set()), is_data_table, Policy())
    dropped = {block.text: block.reason for block in blocks if block.reason}
    return "|".join(block.text for block in blocks if not block.reason), dropped


@pytest.mark.parametrize(
    ("html", "text", "dropped"),
    [
        ("It stood<sup><a href='#n1'>[1]</a></sup>.", "It stood.", {"[1]": "footnote mark"}),
        ("It stood<a href='#n'><sup>1</sup></a>.", "It stood.", {"1": "footnote mark"}),
        ("It stood.<a href='#footnote-1'>1</a> On", "It stood. On", {"1": "footnote mark"}),
        ("<i>Marsh</i><a href='#n'>*</a> it", "Marsh it", {"*": "link address"}),
        ("It stood<sup>[2]</sup> here", "It stood here", {"[2]": "footnote mark"}),
        ("Tall<sup>[<i>who says?</i>]</sup>", "Tall", {"[who says?]": "footnote mark"}),
        ("<h2>Keepers<a href='#k'>¶</a></h2>", "Keepers", {"¶": "link address"}),
        ("The note. <a href='#r1'>↩</a>", "The note.", {"↩": "link address"}),
        ("<del>Four</del><ins>Five</ins> boats", "Five boats", {"Four": "struck out"}),
        ("<ruby>漢<rt>kan</rt></ruby>字", "漢字", {"kan": "hidden"}),
        ("<math><mi>x</mi><annotation>\\chi</annotation></math>", "x", {"\\chi": "hidden"}),
        ("A<span class='sr-only'> label</span> to see", "A to see", {"label": "hidden"}),
        ("<h3 class='a visually-hidden'>Menu</h3>Fish", "Fish", {"Menu": "hidden"}),
        ("<h2>A<span class=mw-editsection>[edit]</span></h2>", "A", {"[edit]": "navigation"}),
        ("<ul role=tablist><li>Boats</ul>Fish", "Fish", {"Boats": "navigation"}),
        ("<dialog>Accept?</dialog>Fish", "Fish", {"Accept?": "hidden"}),
        ("<p aria-hidden=true>Twice</p>Once", "Once", {"Twice": "hidden"}),
        (
            "<listen-article>Play<a href=/a>it</a></listen-article>Fish",
            "Fish",
            {"Playit": "hidden"},
        ),
        ("A<listen-article a=1></listen-article><p>Fish", "A|Fish", {}),
    ],
)
def test_a_skipped_element_is_listed_with_its_reason(
    html: str, text: str, dropped: dict[str, str]
) -> None:
    assert split(html) == (text, dropped)


@pytest.mark.parametrize(
    "html",
    [
        "See figure <a href='#f3'>3</a>.",
        "At most [<a href='#b3'>3</a>, <a href='#b4'>4</a>].",
        "The 21<sup>st</sup> of June",
        "It burns 10<sup>6</sup> tons.",
        "<a href='#history'>History</a>",
        "<a href='/1'>1</a>",
        "<dialog open>Read me.</dialog>",
        "<p class='sr-only-not'>Read me.</p>",
    ],
)
def test_similar_elements_are_kept(html: str) -> None:
    assert split(html)[1] == {}


def test_an_invalid_selector_is_refused() -> None:
    check_selector("article > p:first-child")
    with pytest.raises(ValueError, match="Expected"):
        check_selector("p:nth-child(")
