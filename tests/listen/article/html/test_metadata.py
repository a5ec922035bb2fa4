"""Metadata is taken from the most reliable source that declares it."""

import pytest

from listen.article.html.metadata import Metadata, find_metadata
from listen.article.html.parse import parse


def metadata(head: str, attributes: str = "", body: str = "<p>Text</p>") -> Metadata:
    root = parse(f"<html {attributes}><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return find_metadata(root, "https://www.example.org/a")


def json_ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def test_json_ld_comes_first() -> None:
    found = metadata(
        json_ld(
            '{"@graph": [{"@type": "WebSite", "name": "No"}, {"@type": ["NewsArticle"],'
            '"headline": "A &amp; B", "author": [{"name": "Ann"}, "By Bob", {"name": "Ann"}],'
            '"datePublished": "2024-03-12T06:30:00+01:00", "publisher": {"name": "Post"}}]}'
        )
        + '<meta property="og:title" content="Other"><meta name="author" content="Other">'
    )
    assert found.titles == ("A & B", "Other")
    assert found.byline == "Ann, By Bob"
    assert found.date == "2024-03-12T06:30:00+01:00"
    assert found.site == "Post"


def test_open_graph_comes_second_and_the_head_last() -> None:
    found = metadata(
        '<title>In the head</title><meta property="og:title" content="For cards">'
        '<meta property="og:site_name" content="Post"><meta name="author" content="by Ann">'
        '<meta property="article:published_time" content="2024-03-12">'
    )
    assert found == Metadata(("For cards",), "In the head", "Ann", "2024-03-12", "Post", None)


def test_without_metadata_only_the_host_is_known() -> None:
    assert metadata("") == Metadata((), None, None, None, "www.example.org", None)


@pytest.mark.parametrize(
    ("attributes", "language"),
    [
        ("lang=en", "en"),
        ("lang='pt_br'", "pt-BR"),
        ("lang=zh-Hans-CN", "zh"),
        ("xml:lang=DE", "de"),
        ("lang=''", None),
        ("lang='the english'", None),
    ],
)
def test_the_language_is_a_tag(attributes: str, language: str | None) -> None:
    assert metadata("", attributes).language == language


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "[]",
        "null",
        "1" * 5000,
        "[" * 100_000,
        '{"@type": "Article", "author": {"name": {}}, "headline": 1, "datePublished": []}',
        '{"@type": {"a": 1}}',
    ],
)
def test_malformed_json_ld_is_ignored(data: str) -> None:
    found = metadata(json_ld(data))
    assert (found.titles, found.byline, found.date) == ((), None, None)


def test_invalid_dates_are_ignored() -> None:
    assert metadata('<meta name="date" content="0001-01-01">').date is None
    assert metadata("", body="<time datetime='2024-03-12T06:30Z'>").date == "2024-03-12T06:30Z"
