"""Names, dates and labels around an article are dropped; text that resembles them is kept."""

import pytest

from listen.article.html.extract import extract_html

TITLE = "Harbour town will rebuild its bridge"
TEXT = [
    "The council of the small harbour town voted on Monday evening to rebuild the old bridge.",
    "Work is to begin in the spring, and nobody knows by now how long it is going to take them.",
    "The money comes from the district and from a fund that the town's fishermen have set up.",
    "Until then the ferry runs twice an hour, from six in the morning until late in the evening.",
]
HEAD = '<meta name="author" content="Anna Miller">'


def extra(above: str = "", below: str = "", text: list[str] = TEXT) -> list[str]:
    """Return the blocks besides the title and the text."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    html = f"<title>{TITLE}</title>{HEAD}{above}{body}{below}"
    return [block.text for block in extract_html(html).blocks if block.text not in (TITLE, *TEXT)]


H1 = f"<h1>{TITLE}</h1>"


@pytest.mark.parametrize(
    "above",
    [
        f"<p>Local news</p>{H1}",
        f"<ul><li>Anna Miller<li>2 May 2024</ul>{H1}",
        f"<h4>The Valley</h4>{H1}",
        f"{H1}<p>By Anna Miller</p><p>2 May 2024</p>",
        f"{H1}<ul><li>Anna Miller</ul>",
        f"{H1}<p>{TEXT[0]}</p><p>By Anna Miller</p><p>2 May 2024</p>",
    ],
)
def test_labels_names_and_dates_above_the_text_are_dropped(above: str) -> None:
    assert extra(above) == []


@pytest.mark.parametrize(
    ("above", "texts"),
    [
        (f"<p>It is done.</p>{H1}", ["It is done."]),
        (f"{H1}<p>A long wait</p>", ["A long wait"]),
        (f"{H1}<ul><li>Two boats</ul><h2>{TITLE}</h2>", ["Two boats"]),
        (f"{H1}<ul><li>Closed since 2022</ul>", ["Closed since 2022"]),
        (f"{H1}<p>{TEXT[0]}</p><p>1 May 2022</p>", ["1 May 2022"]),
    ],
)
def test_lines_that_may_be_the_articles_are_kept(above: str, texts: list[str]) -> None:
    assert extra(above) == texts


def test_an_author_bio_below_the_text_is_dropped() -> None:
    about = "<p>Anna Miller writes about the valley. Her book is about boats and whoever rows.</p>"
    assert extra(below=about) == []
    assert extra(below=f"<p>{TEXT[0]}</p>{about}<p>{TEXT[1]}</p>") == []


def test_an_article_about_its_author_is_kept() -> None:
    text = ["Anna Miller was born in the valley, and when she was six she built a boat of paper."]
    assert extra(text=text) == text
