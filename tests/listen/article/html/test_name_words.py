"""Class names and ids of boilerplate are told from the slugs and topics of an article."""

import pytest

from listen.article.html.name_words import read_name
from tests.listen.article.html.pages import TEXT, added, between, page, paragraphs

SLUGS = [
    "social-media-and-teens",
    "sharing-a-flat",
    "comments-on-the-vote",
    "cookies-and-cakes",
    "tags-and-labels",
    "author-as-hero",
    "references-to-the-bible",
    "credits-and-debits",
    "newsletter-economics",
    "promotion-or-relegation",
    "consent-in-law",
    "advertising-in-the-1920s",
    "sponsored-walks",
    "subscribe-to-a-theory",
    "bio-fuels",
    "recommended-dose",
    "byline-of-history",
    "how-the-cookie-crumbles",
    "what-share-means",
    "related-work",
]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_slug_drops_no_heading_and_no_section(slug: str) -> None:
    heading = slug.replace("-", " ").capitalize()
    assert between(f'<h2 id="{slug}">{heading}<a href="#{slug}">¶</a></h2>') == [heading]
    for tag in ("section", "div class=section"):
        section = f"<{tag} id={slug}><h3>{heading}</h3>{paragraphs(3, 4)}</{tag.split()[0]}>"
        html = page(f"<article>{paragraphs(0, 3)}{section}{paragraphs(4)}</article>")
        assert added(html) == [heading]
    html = page(f"<article>{paragraphs(0, 3)}<p id={slug}>{TEXT[3]}</p>{paragraphs(4)}</article>")
    assert added(html) == []


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("social", "Social life in the harbour"),
        ("ads", "Ads on the bridge"),
        ("tags", "Tags on the piers"),
    ],
)
def test_a_section_may_have_the_first_word_of_its_heading_as_its_id(
    name: str, heading: str
) -> None:
    section = f"<section id={name}><h2>{heading}</h2>{paragraphs(3, 4)}</section>"
    html = page(f"<article>{paragraphs(0, 3)}{section}{paragraphs(4)}</article>")
    assert added(html) == [heading]


@pytest.mark.parametrize(
    "name",
    [
        "tag-teen",
        "ad-astra",
        "share-price",
        "has-social-color",
        "promo-free",
        "text-bio",
        "credits",
        "ad-free",
        "tags-none",
        "comments-closed",
        "no-ads",
        "post tag-cookies category-sharing",
        "wp-block-cookies-cake",
        "topic-subscription",
        "related-false",
        "is-sponsored-no",
    ],
)
def test_a_class_of_running_text_may_contain_such_a_word(name: str) -> None:
    for tag in ("p", "div"):
        inner = TEXT[3] if tag == "p" else paragraphs(3, 4)
        part = f'<{tag} class="{name}">{inner}</{tag}>'
        html = page(f"<article>{paragraphs(0, 3)}{part}{paragraphs(4)}</article>")
        assert added(html) == []


@pytest.mark.parametrize("attribute", ["class", "id"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("share-bar", "<p><a href=#>Send it</a> <a href=#>Pass it on</a></p>"),
        ("newsletter-signup", "<p>Get the news of the valley every morning.</p>"),
        ("c-newsletter__box", "<p>Get the news of the valley every morning.</p>"),
        ("related", "<h4>Elsewhere</h4><a href=/x>The flood in pictures</a>"),
        ("ad-slot", "<p>Buy a boat and get the oars for nothing at all, today and forever.</p>"),
        ("author-bio", "<p>Anna Miller writes about boats, and has a dog that she rows with.</p>"),
        ("comments", "<p>What a fine bridge that will be, I can hardly wait to cross it.</p>"),
        ("cookie-banner", "<p>We use cookies to make this page better for you and for us.</p>"),
        ("post-tags", "<span>bridges, boats</span>"),
        ("promo-box", "<p>Boats and rivers, now for ten pounds only in the shop on the quay.</p>"),
    ],
)
def test_a_box_of_boilerplate_is_dropped(attribute: str, name: str, content: str) -> None:
    assert between(f'<div {attribute}="{name}">{content}</div>') == []


@pytest.mark.parametrize(
    ("name", "reason", "is_sure", "is_whole"),
    [
        ("newsletter", "newsletter box", True, True),
        ("valley-newsletter", "newsletter box", True, False),
        ("newsletter-economics", "newsletter box", False, False),
        ("share__price", "share bar", True, True),
        ("ad-300x250", "advertisement", True, True),
        ("d-print-none", "not for print", True, True),
        ("toc", "navigation", True, True),
    ],
)
def test_the_last_word_of_a_name_decides(
    name: str, reason: str, is_sure: bool, is_whole: bool
) -> None:
    assert read_name(name) == (reason, is_sure, is_whole)


@pytest.mark.parametrize("name", ["", "content", "has-ads", "no-ads", "tag-boats", "ad-free"])
def test_other_names_say_nothing(name: str) -> None:
    assert read_name(name) is None
