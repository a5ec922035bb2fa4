"""Cards that lead to other articles are not this one's text; short posts of a page are."""

from listen.article.html.extract import extract_html

TEXT = [
    f"This is sentence number {n} of an article about a bridge in a town, and of its end."
    for n in range(9)
]
ARTICLE = f"<article>{''.join(f'<p>{text}</p>' for text in TEXT)}</article>"


def read(*articles: str) -> list[str]:
    return [block.text for block in extract_html("".join(articles)).blocks]


def card(heading: str) -> str:
    return f"<article><h3>{heading}</h3><p>The ferry stops in May, says its captain.</p></article>"


def test_a_card_is_left_out_wherever_it_stands() -> None:
    ferry = card("<a href='/1'>Ferry to stop</a>")
    assert read(ferry, ARTICLE, ferry) == TEXT
    assert read(ARTICLE.replace("</p><p>", f"</p>{ferry}<p>", 1)) == TEXT


def test_a_part_of_the_article_that_leads_nowhere_stays() -> None:
    assert "Ferry to stop" in read(ARTICLE, card("Ferry to stop"))


def test_posts_of_which_none_is_the_most_stay() -> None:
    posts = [card(f"<a href='#{n}'>Ferry {n}</a>") for n in range(5)]
    assert len(read(*posts)) == 10
