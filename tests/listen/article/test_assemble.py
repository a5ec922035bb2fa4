"""Tables and code are announced once each, and read as the policy says."""

from audio_cache.spec import Block
from listen.article.article import Dropped
from listen.article.assemble import Part, assemble
from listen.article.policy import Policy

PARTS = [
    Part("paragraph", "Before."),
    Part("table", "Hours", whole=1, is_name=True),
    Part("table", "Mill, 2", whole=1),
    Part("table", "Inn, 3", whole=2),
    Part("code", "go()"),
    Part("paragraph", "1 2", "page furniture"),
    Part("code", "stop()"),
    Part("paragraph", "Share", "share bar"),
    Part("paragraph", "Tweet", "share bar"),
]


def test_each_table_is_announced_by_its_name_and_code_once() -> None:
    blocks, dropped = assemble(PARTS, Policy(), "en")
    assert blocks == [
        Block("paragraph", "Before."),
        Block("table", "Table: Hours"),
        Block("table", "Mill, 2"),
        Block("table", "Table."),
        Block("table", "Inn, 3"),
        Block("code", "Code example."),
    ]
    assert dropped == [
        Dropped("go()", "code"),
        Dropped("1 2", "page furniture"),
        Dropped("stop()", "code"),
        Dropped("Share\nTweet", "share bar"),
    ]


def test_what_is_skipped_is_dropped_whole() -> None:
    blocks, dropped = assemble(PARTS, Policy(tables="skip", code="skip"), "en")
    assert blocks == [Block("paragraph", "Before.")]
    assert dropped[0] == Dropped("Hours\nMill, 2\nInn, 3", "table")


def test_without_words_for_it_in_the_language_nothing_is_announced() -> None:
    blocks, _ = assemble(PARTS, Policy(code="read"), "tlh")
    assert [block.text for block in blocks] == [
        "Before.",
        "Hours",
        "Mill, 2",
        "Inn, 3",
        "go()",
        "stop()",
    ]
