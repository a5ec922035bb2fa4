"""The lead is read, wherever it stands between the title and the text."""

import pytest

from tests.listen.article.html.pages import H1, TEXT, page, paragraphs, spoken

LEAD = "After two years without a crossing, the town builds its bridge again. Not all are amused."


@pytest.mark.parametrize(
    "name",
    [
        "lead",
        "teaser",
        "intro",
        "teasertext",
        "uk-text-lead",
        "standfirst",
        "article-head__lead",
        "dek",
        "subheadline",
        "summary",
        "vorspann",
        "chapeau",
        "entradilla",
        "sottotitolo",
        "perex",
        "ingress",
        "x7f3",
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        "<div class=article-head>{}<div class={}><p>{}</p></div></div>",
        "<header>{}<p class={}>{}</p></header><div class=byline>By Anna Miller</div>",
        "<header>{}<h2 class={}>{}</h2></header>",
    ],
)
def test_a_lead_in_a_box_of_its_own_is_read(head: str, name: str) -> None:
    body = f"{head.format(H1, name, LEAD)}<div class=article-content>{paragraphs()}</div>"
    assert spoken(page(body, h1="")) == [LEAD, *TEXT]


def test_a_lead_is_known_from_the_description_of_the_page() -> None:
    head = f'<title>Bridge</title><meta name=description content="{LEAD}">'
    body = f"<div><div><div><p>{LEAD}</p></div></div></div><article>{paragraphs()}</article>"
    assert spoken(page(body, head=head))[0] == LEAD


@pytest.mark.parametrize(
    "part",
    [
        "<div class=promo-top><p>Support our work: become a member and read it all.</p></div>",
        "<p>By Anna Miller and the staff of the harbour</p>",
        "<p>posted on April 21, 2015, at 11:29 a.m.</p>",
        "<p class=lead><a href=/x>Why the ferry stopped, and who is glad of it.</a></p>",
        "<div><div><p>Get the app of this paper for free.</p></div></div>",
    ],
)
def test_other_text_above_the_article_is_not_read(part: str) -> None:
    body = f"<header>{H1}</header>{part}<div class=article-content>{paragraphs()}</div>"
    assert spoken(page(body, h1="")) == TEXT
