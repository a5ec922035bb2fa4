"""Hard-wrapped words and sentences are joined again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.article.html.extract import extract_html
from listen.article.text.clean import clean
from listen.article.text.plain import extract_text
from listen.article.text.unwrap import display_width, is_wide, unwrap


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["how it man-", "ages to drink"], "how it manages to drink"),
        (["3,2 Milli\u2010", "onen Euro"], "3,2 Millionen Euro"),
        (["a well-", "known lamp"], "a well-known lamp"),
        (["a state-of-", "the-art lamp"], "a state-of-the-art lamp"),
        (["a two-", "year-old"], "a two-year-old"),
        (["the 20-", "year lamp"], "the 20-year lamp"),
        (["the Anglo-", "Saxon lamp"], "the Anglo-Saxon lamp"),
        (["Nord-", "und Südsee"], "Nord- und Südsee"),
        (["a lamp -", "or two"], "a lamp - or two"),
        (["a lamp", "turns"], "a lamp turns"),
        (
            ["这座桥在去年", "冬天的洪水之后，", "一直关闭。"],
            "这座桥在去年冬天的洪水之后，一直关闭。",
        ),
        (["안녕하세요", "여러분"], "안녕하세요 여러분"),
        ([], ""),
    ],
)
def test_lines_are_joined_as_their_script_requires(lines: list[str], text: str) -> None:
    assert unwrap(lines) == text


@given(st.lists(st.text("ab- 桥。é", min_size=1, max_size=9), max_size=9))
def test_nothing_is_lost_but_hyphens(lines: list[str]) -> None:
    bare = str.maketrans("", "", "- ")
    assert unwrap(lines).translate(bare) == "".join(lines).translate(bare)
    assert "\n" not in unwrap(lines)


def test_a_word_is_joined_at_a_soft_hyphen_at_the_line_end() -> None:
    assert clean("how it man\u00ad\r\n ages") == "how it manages"
    assert clean("ex\u00adtra \u00ad\n\nnext") == "extra \n\nnext"


def test_a_wide_character_takes_two_columns() -> None:
    assert is_wide("这座桥在去年，")
    assert not is_wide("这座桥 bridge")
    assert (display_width("bridge"), display_width("桥 é")) == (6, 4)


def test_wrapped_chinese_text_is_a_paragraph() -> None:
    lines = ["小镇议会星期一晚上决定重建河上的旧桥，这座桥在去年冬天的洪", "水之后一直关闭。"]
    assert [block.text for block in extract_text("\n".join(lines)).blocks] == ["".join(lines)]
    html = f"<p>{lines[0]}\n    {lines[1]}</p>"
    assert [block.text for block in extract_html(html).blocks] == ["".join(lines)]


def test_chinese_lines_that_are_not_wrapped_are_not_joined() -> None:
    lines = [
        "小镇议会星期一晚上决定重建河上的旧桥，这座桥在去年冬天的洪",
        "旧桥仍然关闭",
        "明天下雨",
    ]
    assert len(extract_text("\n".join(lines)).blocks) == 3
