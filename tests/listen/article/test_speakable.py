"""What a voice cannot speak is dropped from the text that it stands in."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.spec import Block
from listen.article import speakable
from listen.article.speakable import drop_unspeakable

CHARACTERS = st.characters() | st.sampled_from(
    "aé б中🎉👍🏽🇫🇷#*1\ufe0f\u20e3\u200d\ufffd\ue000©™/."
)
TEXTS = st.text(CHARACTERS) | st.sampled_from(
    ["It is t.co/Ab1cd.", "1\ufe0f\u20e3 First", "\U0001f469\u200d\U0001f680  A  b", "a 🇫🇷"]
)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("The storm is here pic.twitter.com/aB3dE5fG", "The storm is here"),
        ("The storm is here https://t.co/y5Wn5UBP8S", "The storm is here"),
        ("All of it: youtu.be/dQw4w9WgXcQ?t=12", "All of it:"),
        ("A kettle (amzn.to/3xYz12a) and a pan", "A kettle ( ) and a pan"),
    ],
)
def test_a_short_link_is_dropped(text: str, spoken: str) -> None:
    result = drop_unspeakable([Block("paragraph", text)], ("Latn",))
    assert [block.text for block in result.blocks] == [spoken]
    assert [part.reason for part in result.dropped] == ["link address"]


@pytest.mark.parametrize(
    "text",
    ["See bit.ly/harbour for more.", "bbc.in/news", "example.com/3ab4", "It is 3.5/10.", "and/or"],
)
def test_other_text_is_kept(text: str) -> None:
    assert drop_unspeakable([Block("paragraph", text)], ("Latn",)).blocks[0].text == text


def test_greek_letters_are_kept_for_a_voice_that_speaks_them() -> None:
    text = "A dose of 5 μg of β-carotene, called Китай"
    result = drop_unspeakable([Block("paragraph", text)], ("Latin", "Greek"))
    assert [block.text for block in result.blocks] == ["A dose of 5 μg of β-carotene, called"]


def test_links_do_not_count_as_text_that_a_voice_cannot_speak() -> None:
    text = "Look https://t.co/y5Wn5UBP8S https://t.co/y5Wn5UBP8T https://t.co/y5Wn5UBP8U"
    assert drop_unspeakable([Block("paragraph", text)], ("Latin",)).share == 1


@given(text=TEXTS, scripts=st.sampled_from([(), ("Latin",), ("Latin", "Greek"), ("Cyrillic",)]))
def test_plain_text_is_found_without_changing_the_result(
    text: str, scripts: tuple[str, ...]
) -> None:
    blocks = [Block("paragraph", text)]
    with patch.object(speakable, "_is_plain", lambda *_: False):
        expected = drop_unspeakable(blocks, scripts)
    assert drop_unspeakable(blocks, scripts) == expected
