"""Cards that link to other articles are dropped; several short posts of a page are kept."""

from listen.article.html.extract import extract_html

TEXT = [
    f"This is sentence number {n} of an article about a bridge in a town, and of its end."
    for n in range(9)
]
ARTICLE = f"<article>{''.join(f'<p>{text}</p>' for text in TEXT)}</article>"


def extract(*articles: str) -> list[str]:
    return [block.text for block in extract_html("".join(articles)).blocks]


def card(heading: str) -> str:
    return f"<article><h3>{heading}</h3><p>The ferry stops in May, says its captain.</p></article>"


def test_a_card_is_dropped_wherever_it_stands() -> None:
    ferry = card("<a href='/1'>Ferry to stop</a>")
    assert extract(ferry, ARTICLE, ferry) == TEXT
    assert extract(ARTICLE.replace("</p><p>", f"</p>{ferry}<p>", 1)) == TEXT


def test_an_article_element_without_a_link_is_kept() -> None:
    assert "Ferry to stop" in extract(ARTICLE, card("Ferry to stop"))


def test_posts_are_kept_when_none_is_most_of_the_page() -> None:
    posts = [card(f"<a href='#{n}'>Ferry {n}</a>") for n in range(5)]
    assert len(extract(*posts)) == 10
