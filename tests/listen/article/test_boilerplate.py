"""What pages say around their articles is known in several languages."""

import tomllib
from importlib.resources import files

import pytest

from listen.article.boilerplate import Strength, furniture


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Share this article:", "share bar"),
        ("»  SHARE THIS ARTICLE  «", "share bar"),
        ("3 min read", "reading time"),
        ("Anna Miller12 min read", "reading time"),
        ("0/5000 characters", "comment form"),
        ("Comments (1,204)", "comment form"),
        ("Read more: A bridge, at last", "related links"),
        ("Photo: Anna Miller", "photo credit"),
        ("(Photo by Anna Miller)", "photo credit"),
        ("Lesezeit: ca. 4 Minuten", "reading time"),
        ("Lire aussi : Le pont", "related links"),
        ("Deja un comentario", "comment form"),
        ("Читайте також: Міст", "related links"),
        ("شارك هذا المقال", "share bar"),
    ],
)
def test_the_phrase_gives_the_reason(line: str, reason: str) -> None:
    assert furniture(line, "always") == reason


@pytest.mark.parametrize(
    "line",
    [
        "",
        "…",
        "Share",
        "He left a comment.",
        "The share of the vote was 3%.",
        "More from habit than from hope, she went on.",
        "Photo albums are heavy.",
        "It takes three minutes to read.",
        "Read more: " + "a long sentence that goes on and on " * 5,
    ],
)
def test_other_lines_have_none(line: str) -> None:
    assert furniture(line, "always") == ""


def test_what_a_text_may_say_is_furniture_only_beside_other_furniture() -> None:
    assert furniture("Share", "edge") == "share bar"
    assert furniture("by Anna Miller", "edge") == "byline"
    assert furniture("（责任编辑：王芳）", "edge") == "byline"
    assert furniture("Related articles", "opens") == "related links"
    assert furniture("References", "opens") == "references"


@pytest.mark.parametrize("strength", ["always", "edge", "opens"])
def test_every_phrase_is_known_for_the_one_reason_that_it_stands_under(strength: Strength) -> None:
    table = tomllib.loads(
        files("listen.article.boilerplate").joinpath("phrases.toml").read_text("utf-8")
    )
    for reason, strengths in table.items():
        for phrase in (one for phrases in strengths.get(strength, {}).values() for one in phrases):
            line = phrase.replace("#", "7").replace("*", "and so on")
            assert furniture(line, strength) == reason, phrase
