"""Tables and code are announced once each, and spoken as the policy says."""

from audio_cache.spec import Block
from listen.article.article import Dropped
from listen.article.assemble import assemble
from listen.article.policy import Policy
from listen.article.text_block import TextBlock

BLOCKS = [
    TextBlock("paragraph", "Before."),
    TextBlock("table", "Hours", table=1, is_table_caption=True),
    TextBlock("table", "Mill, 2", table=1),
    TextBlock("table", "Inn, 3", table=2),
    TextBlock("code", "go()"),
    TextBlock("paragraph", "1 2", "page furniture"),
    TextBlock("code", "stop()"),
    TextBlock("paragraph", "Share", "share bar"),
    TextBlock("paragraph", "Tweet", "share bar"),
]


def test_each_table_is_announced_by_its_name_and_code_once() -> None:
    blocks, dropped = assemble(BLOCKS, Policy(), "en")
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


def test_a_skipped_table_is_dropped_with_its_caption() -> None:
    blocks, dropped = assemble(BLOCKS, Policy(tables="skip", code="skip"), "en")
    assert blocks == [Block("paragraph", "Before.")]
    assert dropped[0] == Dropped("Hours\nMill, 2\nInn, 3", "table")


def test_a_language_without_announcements_has_only_the_caption() -> None:
    blocks, _ = assemble(BLOCKS, Policy(code="read"), "tlh")
    assert [block.text for block in blocks] == [
        "Before.",
        "Hours",
        "Mill, 2",
        "Inn, 3",
        "go()",
        "stop()",
    ]
