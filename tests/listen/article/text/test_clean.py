"""Input text is brought into one normal form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.article.text.clean import clean, is_text, one_line

TEXTS = st.text(
    st.sampled_from("aé \t\n\r\x00\x0b\x85\xa0\xad\u0301\u061c\u200b\u200d\u200f\u2028\u2067\ud800")
    | st.characters(exclude_categories=())
)


@given(TEXTS)
def test_cleaning_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(TEXTS)
def test_of_invisible_characters_only_line_ends_and_joiners_are_kept(text: str) -> None:
    seen = clean(text).replace("\n", "")
    assert not {"Cc", "Cs", "Zl", "Zp"} & set(map(unicodedata.category, seen))
    assert not set("\xad\u061c\u200b\u200f\u2067") & set(seen)
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A text.",
        "\x00\x01 strayed into a text",
        "%PDF is a format",
        "日本語",
        "\x1b[1mbold\x1b[0m" * 9,
    ],
)
def test_a_text_with_few_control_characters_is_text(text: str) -> None:
    assert is_text(text)


@pytest.mark.parametrize("text", ["%PDF-1.4 …", "{\\rtf1 …", "".join(map(chr, range(256)))])
def test_binary_files_are_not_text(text: str) -> None:
    assert not is_text(text)
