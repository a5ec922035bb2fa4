"""The title is the article's own; sentences that share words with it are kept."""

import pytest

from listen.article.html.extract import extract_html
from tests.listen.article.html.pages import H1, TEXT, TITLE, added, page, paragraphs


@pytest.mark.parametrize(
    "sentence",
    [
        "Harbour town will rebuild its bridge, and soon.",
        "The harbour town will rebuild its bridge in May.",
        "Will the harbour town rebuild its bridge?",
        "Harbour town will rebuild its old bridge.",
    ],
)
def test_a_sentence_with_words_of_the_title_is_kept(sentence: str) -> None:
    for tag in ("p", "p class=lead", "h2", "b"):
        part = f"<{tag}>{sentence}</{tag.split()[0]}>"
        assert added(page(f"<article>{part}{paragraphs()}</article>")) == [sentence]
        html = f"{H1}{part}{paragraphs()}"
        assert [block.text for block in extract_html(html).blocks] == [TITLE, sentence, *TEXT]


@pytest.mark.parametrize(
    "text",
    [
        "“Harbour Town Will Rebuild Its Bridge”",
        "HARBOUR TOWN WILL REBUILD ITS BRIDGE!",
        "Harbour town will rebuild its bridge | The Valley Post",
    ],
)
@pytest.mark.parametrize("tag", ["p", "h2", "h1"])
def test_an_equal_line_above_the_text_is_dropped(tag: str, text: str) -> None:
    assert added(page(f"<article><{tag}>{text}</{tag}>{paragraphs()}</article>")) == []


@pytest.mark.parametrize(
    ("head", "headings"),
    [
        (TITLE, "<h1><a href=/>Health Center</a></h1><h2>{}</h2>"),
        (TITLE, "<h1>Health Center</h1><h2>{}</h2>"),
        (f"{TITLE} - Valley Blog", "<h1><a href=/>Valley Blog</a></h1><h2>{}</h2>"),
        (f"Valley Blog: {TITLE}", "<h1>Valley Blog</h1><h2>{}</h2>"),
        (f"Valley Blog » {TITLE}", "<h1>Valley Blog</h1><h2>{}</h2>"),
        (f"{TITLE} | Health Center", "<h1>Health Center</h1>"),
        ("", "<h1>{}</h1>"),
        ("Bridge back by May | The Valley Post", "<h1>{}</h1>"),
        (f"{TITLE} | The Valley Post", ""),
        (TITLE, "<h1><span class=kicker>Valley</span><span>{}</span></h1>"),
        (TITLE, "<h1><span class=kicker>Valley</span> <span>{}</span></h1>"),
        (TITLE, "<h1><div>Valley</div><div>{}</div></h1>"),
        (TITLE, "<h1>Harbour town<br>will rebuild its bridge</h1>"),
        (TITLE, "<h1><span>H</span>arbour <i>t</i>own will rebuild its bridge</h1>"),
    ],
)
def test_the_title_is_the_articles(head: str, headings: str) -> None:
    html = page(paragraphs(), head=f"<title>{head}</title>", h1=headings.format(TITLE))
    assert extract_html(html).title == TITLE


def test_a_main_heading_in_the_article_comes_before_that_of_the_site() -> None:
    body = f"<header><h1>Valley Blog</h1></header><article>{H1}{paragraphs()}</article>"
    html = page(body, head="<title>Valley Blog</title>", h1="")
    assert extract_html(html).title == TITLE


def test_a_kicker_that_is_part_of_the_title_ends_with_a_colon() -> None:
    h1 = "<h1><span>By rail</span><span>To the sea</span></h1>"
    html = page(paragraphs(), head="<title>By rail: To the sea</title>", h1=h1)
    assert extract_html(html).title == "By rail: To the sea"


def test_a_logo_in_two_elements_is_one_word() -> None:
    html = page(paragraphs(), head="", h1="<h1>How <b>Boat</b><i>House</i> began its work</h1>")
    assert extract_html(html).title == "How BoatHouse began its work"
