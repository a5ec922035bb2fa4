"""Boilerplate phrases are recognized in several languages."""

import re
import tomllib
from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest

from listen.article.boilerplate import REASONS, Scope, boilerplate_reason, load_phrases
from listen.article.boilerplate.files import expand


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
def test_a_phrase_gives_the_reason(line: str, reason: str) -> None:
    assert boilerplate_reason(line, "always") == reason


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
    assert boilerplate_reason(line, "always") == ""


def test_a_line_that_an_article_may_contain_is_boilerplate_only_in_its_scope() -> None:
    assert boilerplate_reason("Share", "edge") == "share bar"
    assert boilerplate_reason("by Anna Miller", "edge") == "byline"
    assert boilerplate_reason("（责任编辑：王芳）", "edge") == "byline"
    assert boilerplate_reason("Related articles", "opens") == "related links"
    assert boilerplate_reason("References", "opens") == "references"


def example(phrase: str, choice: int) -> str:
    """Return a line for a phrase, with the first or the last of its choices."""
    while "{" in phrase:
        phrase = re.sub(r"\{([^{}]*)\}", lambda match: match[1].split("|")[choice], phrase)
    return phrase.replace("#", "7").replace("*", " and so on ")


@pytest.mark.parametrize("choice", [0, -1])
def test_every_phrase_gives_the_reason_that_it_is_listed_under(choice: int) -> None:
    others = []
    for reason, scope, phrase in load_phrases():
        found = boilerplate_reason(example(phrase, choice), scope)
        assert found, phrase
        if found != reason and scope in ("always", "edge", "opens"):
            others.append((phrase, reason, found))
    assert not others


def test_every_part_of_a_sentence_has_a_word() -> None:
    for _, scope, phrase in load_phrases():
        if scope in ("sentence", "apart"):
            parts = phrase.removesuffix("*").removeprefix("*").split("*")
            assert all(re.search(r"[\w@#]", choice) for part in parts for choice in expand(part))


def test_every_phrase_of_the_files_is_loaded() -> None:
    listed: Counter[tuple[str, str]] = Counter()
    for file in files("listen.article.boilerplate").iterdir():
        if file.name.endswith(".toml"):
            for reason, scopes in tomllib.loads(file.read_text("utf-8")).items():
                for scope, phrases in scopes.items():
                    assert reason in REASONS
                    assert scope in get_args(Scope)
                    listed[reason, scope] += len(phrases)
    assert Counter((reason, scope) for reason, scope, _ in load_phrases()) == listed
