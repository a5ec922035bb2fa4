"""Sections that are not the article are dropped, up to the next section."""

import pytest

from listen.article.article import Article
from listen.article.html.extract import extract_html
from tests.listen.article.html.pages import added, between, page, paragraphs

TEXT = "<p>The first lamp burned oil and was replaced in the year in which the road was built.</p>"
SOURCES = "<h2>References</h2><ol><li>Marsh, Lamps.</li></ol><h3>Maps</h3><p>One map.</p>"


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def test_references_end_at_the_next_heading_of_their_rank() -> None:
    article = extract_html(f"{TEXT}{SOURCES}<h2>Thanks</h2><p>To all.</p>")
    assert texts(article)[1:] == ["Thanks", "To all."]
    (dropped,) = article.dropped
    assert dropped.reason == "references"
    assert dropped.text == "References\nMarsh, Lamps.\nMaps\nOne map."


def test_an_article_about_references_is_kept() -> None:
    kinds = [block.kind for block in extract_html(f"<h2>References</h2>{TEXT}").blocks]
    assert kinds == ["heading", "paragraph"]


def test_a_heading_whose_section_was_dropped_is_dropped() -> None:
    skipped = "<ul data-listen=skip><li>A ferry</li></ul>"
    article = extract_html(f"{TEXT}<h2>The boats</h2>{skipped}<h2>The lamps</h2>{TEXT}")
    assert texts(article)[1] == "The lamps"


def test_a_heading_with_a_lower_one_below_it_is_kept() -> None:
    html = f"{TEXT}<h2>Boats</h2><h3>Ferries</h3>{TEXT}<h3>Rafts</h3>{TEXT}"
    kinds = [block.kind for block in extract_html(html).blocks]
    assert kinds == ["paragraph", "heading", "heading", "paragraph", "heading", "paragraph"]


def test_headings_of_pictures_are_kept() -> None:
    picture = "<figure><img src='a.jpg'><figcaption>One of them</figcaption></figure>"
    html = f"{TEXT}<h2>The boats</h2>{picture}<h2>The lamps</h2>{picture}{TEXT}"
    assert texts(extract_html(html))[1:3] == ["The boats", "The lamps"]


@pytest.mark.parametrize("heading", ["Further Reading", "References", "External links", "Related"])
@pytest.mark.parametrize("box", ["div class=side", "aside", "section class=box", "div"])
def test_a_section_in_a_box_ends_with_its_box(box: str, heading: str) -> None:
    end = box.split(maxsplit=1)[0]
    link = "<a href=/x>How the flood came to the town</a>"
    assert between(f"<{box}><h3>{heading}</h3>{link}</{end}>") == []
    below = f"<{box}><h2>{heading}</h2><ul><li>{link}</li></ul></{end}>{paragraphs(5)}"
    body = f"{paragraphs(0, 3)}<h2>Now</h2>{paragraphs(3, 5)}{below}"
    assert added(page(f"<article>{body}</article>")) == ["Now"]


def test_a_link_beside_the_heading_is_no_section() -> None:
    heading = "<div class=mw-heading><h2>References</h2><span role=navigation>[edit]</span></div>"
    article = extract_html(f"{TEXT}{heading}<ol><li>Marsh, Lamps.</li></ol>")
    assert len(texts(article)) == 1


LINK = "<a href=/x>How the flood came to the town</a>"


@pytest.mark.parametrize("heading", ["See also", "More on this", "From the archive"])
@pytest.mark.parametrize("box", ["div class=side", "aside", "section"])
def test_a_heading_goes_with_the_links_of_its_box(box: str, heading: str) -> None:
    assert between(f"<{box}><h3>{heading}</h3>{LINK}</{box.split(maxsplit=1)[0]}>") == []


def test_a_heading_of_links_above_text_is_dropped_only_by_its_words() -> None:
    assert between(f"<h3>See also</h3><p>{LINK}</p>") == []
    assert between(f"<h3>The night</h3><p>{LINK}</p>") == ["The night"]


@pytest.mark.parametrize("target", ["#night", "/w/index.php?action=edit&section=2"])
def test_a_heading_beside_a_link_to_its_section_is_read(target: str) -> None:
    heading = f"<div class=head><h2>The night</h2><a href='{target}'>Edit</a></div>"
    assert between(heading) == ["The night"]


def test_the_heading_of_a_box_with_text_is_read() -> None:
    text = "<p>Nobody slept in the night after the vote, and the inn was full until morning.</p>"
    assert between(f"<section><h2>The night</h2><p>{LINK}</p>{text}</section>")[0] == "The night"
