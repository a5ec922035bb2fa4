"""The article's boxes, links, items and lines are read, and those of other articles are not."""

from itertools import pairwise

import pytest

from tests.listen.article.html.pages import TEXT, added, between, page, paragraphs, spoken

CLASSES = [
    "article__body",
    "article-text",
    "entry-content",
    "post-body",
    "c-entry-content",
    "td-post-content",
    "body",
    "grid--item body article-body",
    "story-body__inner",
    "RichTextStoryBody",
    "css-53u6y8",
    "paywall",
    "text-block",
    "field-item",
    "wysiwyg",
]
OTHER = (
    "The ferry company said on Friday that it will stop in May, when the contract with the "
    "district ends, after ninety years of service to both of the banks."
)
SENTENCE = (
    "The ministry said in its yearly report that more than four hundred bridges in the country "
    "have to be built anew within the decade."
)


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("cuts", [[0, 2, 4, 6, 8], [0, 3, 8], [0, 5, 8], [*range(9)]])
def test_an_article_in_several_boxes_is_read_whole(name: str, cuts: list[int]) -> None:
    advertisement = "<div class=row><div class=ad>Advertisement</div></div>"
    boxes = [
        f"<div class=row><div class=grid><div class='{name}'>{paragraphs(start, end)}</div>"
        "</div></div>"
        for start, end in pairwise(cuts)
    ]
    assert added(page(f"<article>{advertisement.join(boxes)}</article>")) == []


@pytest.mark.parametrize("name", CLASSES)
def test_the_elements_around_the_boxes_may_have_other_classes(name: str) -> None:
    figure = "<figure><img src=a><figcaption>A bridge</figcaption></figure>"
    boxes = "".join(
        f"<div class=wrap{start}><div class='{name}'>{paragraphs(start, end)}</div>{figure}</div>"
        for start, end in ((0, 2), (2, 5), (5, 8))
    )
    assert added(page(boxes)) == []


def test_the_first_boxes_may_be_shorter_than_the_others() -> None:
    box = "<div class=grid><div class='item body'>{}</div></div><div class=ad>Advertisement</div>"
    short = "For years the town set its day by a bell. Nobody minded that it was always late."
    boxes = box.format(f"<p>{short}</p>") + box.format(paragraphs(0, 4)) + box.format(paragraphs(4))
    assert spoken(page(f"<article>{boxes}</article>")) == [short, *TEXT]
    start = box.format(f"<p>{short}</p>") * 2
    assert spoken(page(f"<article>{start}{box.format(paragraphs())}</article>"))[-8:] == TEXT


@pytest.mark.parametrize(
    "other",
    [
        "<article><h1><a href=/2>Ferry to stop</a></h1><div class=article-body><p>{}</p></div>"
        "</article>",
        "<div class=item><h1>Ferry to stop</h1><div class=article-body><p>{}</p></div></div>",
        "<div class=comment><div class=comment-body><p>{}</p></div></div>",
        "<div class=item><h3><a href=/2>Ferry to stop</a></h3><p>{}</p></div>",
    ],
)
@pytest.mark.parametrize("count", [1, 9])
def test_other_articles_and_comments_below_are_not_read(other: str, count: int) -> None:
    article = f"<article><div class=article-body>{paragraphs()}</div></article>"
    assert added(page(article + count * other.format(OTHER))) == []


def test_the_larger_reading_is_chosen_when_little_was_found() -> None:
    """All paragraphs are in divs of other classes, as page builders write them."""
    boxes = "".join(
        f"<div class=b{n}><div class=c{n}>{text}</div></div>" for n, text in enumerate(TEXT)
    )
    html = page(f"<div class=story>{boxes}</div>")
    assert spoken(html) == TEXT


@pytest.mark.parametrize(
    "part",
    [
        "<p><a href=/x>{}</a></p>",
        "<p><strong><a href=/x>{}</a></strong></p>",
        "<p><a href=https://gov.example/x rel=nofollow>{}</a></p>",
        "<blockquote><p><a href=/x>{}</a></p></blockquote>",
        "<a href=/x><p>{}</p></a>",
    ],
)
def test_a_sentence_that_is_a_link_is_read(part: str) -> None:
    assert between(part.format(SENTENCE)) == [SENTENCE]


@pytest.mark.parametrize("template", ["<article>{0}{1}</article>", "<article>{1}{0}</article>"])
@pytest.mark.parametrize("tag", ["p", "div", "blockquote"])
def test_a_linked_sentence_may_be_the_first_or_the_last(template: str, tag: str) -> None:
    linked = f"<{tag}><a href=/x>{SENTENCE}</a></{tag}>"
    assert added(page(template.format(linked, paragraphs()))) == [SENTENCE]


@pytest.mark.parametrize(
    "text",
    [
        "Read more: The flood in pictures",
        "READ ALSO: Why the ferry stopped for three long years in the harbour.",
        "The flood in pictures and the people who saw it from their windows and their roofs",
        "Who will pay for the bridge that the harbour town wants to build in the next year?",
    ],
)
def test_a_link_to_another_article_is_not_read(text: str) -> None:
    assert between(f"<p><a href=/x>{text}</a></p>") == []


def test_a_list_of_links_between_paragraphs_is_not_read() -> None:
    items = "".join(f"<li><a href=/{n}>Ferry number {n} to stop</a></li>" for n in range(3))
    assert between(f"<ul>{items}</ul>") == []
    before = f"<p>{SENTENCE}</p><p>These are out of use:</p>"
    assert len(spoken(f"{before}<ul>{items}</ul><p>{OTHER}</p>")) == 6
    assert len(spoken(f"<p>{SENTENCE}</p><ul>{items}</ul><p>{OTHER}</p>")) == 2


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        ("<ul><li>At <time>10:30</time> the wall broke.</li></ul>", ["At 10:30 the wall broke."]),
        ("<ul><li><time>10:30</time> Wall breaks</li></ul>", ["10:30 Wall breaks"]),
        ("<ol><li><time>Monday</time>: Vote.</li></ol>", ["Monday: Vote."]),
        ("<div>At <time>10:30</time> the wall broke.</div>", ["At 10:30 the wall broke."]),
        ("<p>At <time>10:30</time> the wall broke.</p>", ["At 10:30 the wall broke."]),
        ("<dl><dt>Day</dt><dd>At <time>10</time> it broke.</dd></dl>", ["Day", "At 10 it broke."]),
        ("<ul><li>Sum <math><mi>x</mi></math> is known.</li></ul>", ["Sum x is known."]),
        ("<ul><li>It is <output>42</output> long.</li></ul>", ["It is 42 long."]),
        (
            "<ul><li><label><input type=checkbox> Pack the tent</label></li></ul>",
            ["Pack the tent"],
        ),
        (
            "<div>Roses are red,<br>violets are blue,<br>and so are you.</div>",
            ["Roses are red,\nviolets are blue,\nand so are you."],
        ),
        ("<div>Dear friends,<br>we met.<br><br>So.</div>", ["Dear friends,", "we met.", "So."]),
    ],
)
def test_items_and_lines_are_read(part: str, texts: list[str]) -> None:
    assert between(part) == texts


def test_labels_of_forms_are_not_read() -> None:
    assert between("<form><p><label for=e>Enter your mail</label><input id=e></p></form>") == []


def test_a_list_between_paragraphs_is_read_unless_it_leads_away() -> None:
    items = ["The piers were sound.", "The deck was new", "Nobody paid"]
    plain = "".join(f"<li>{item}</li>" for item in items)
    assert between(f"<h2>Why <a href=#why>¶</a></h2><ul>{plain}</ul>")[1:] == items
    linked = "".join(f"<li><a href=/x>{item}</a></li>" for item in items)
    assert between(f"<ul>{linked}</ul>") == []


def test_a_heading_in_wrappers_of_its_own_is_read() -> None:
    def row(widget: str) -> str:
        return f"<div class=row><div class=col>{widget}</div></div>"

    text = "".join(
        row(f"<div class=h-widget><h2>Part {number}</h2></div>")
        + row(f"<div class=t-widget>{paragraphs(2 * number, 2 * number + 2)}</div>")
        for number in range(4)
    )
    assert added(page(f"<div class=builder>{text}</div>")) == [
        f"Part {number}" for number in range(4)
    ]
