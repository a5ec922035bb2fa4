import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.script.normalize.fold import LETTER_APOSTROPHE, fold_characters


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(fold_characters(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("it’s ‘so’ `here`", "it's 'so' 'here'"),
        ("“yes” «no» „maybe“", '"yes" "no" "maybe"'),
        ("a‑b −5 1‒2 ―", "a-b -5 1–2 —"),
        ("1\u00a0000\u202f000\tx", "1 000 000 x"),
        ("soft\u00adly\ufeff", "soft\u2060ly\u2060"),
        ("１２ ٣٤ ５％ ＡＢ", "12 34 5% AB"),
        ("H₂O", "H2O"),
        ("𝐁old", "Bold"),
        ("this - that--there", "this – that——there"),
        ("- 1", "– 1"),
    ],
)
def test_look_alike_characters_are_folded(text: str, plain: str) -> None:
    assert fold_characters(text) == plain


@pytest.mark.parametrize("text", ["m² x³ ½ ¾", "你好，世界。", "naïve Łódź", "a-b", "€£¥"])
def test_characters_with_a_meaning_of_their_own_are_kept(text: str) -> None:
    assert fold_characters(text) == text


def test_no_other_letter_becomes_punctuation() -> None:
    characters = map(chr, range(sys.maxunicode + 1))
    letters = (character for character in characters if character.isalpha())
    lost = {letter for letter in letters if not fold_characters(letter).isalpha()}
    assert lost == {LETTER_APOSTROPHE, "º"}  # the ordinal indicator is spoken as a degree sign
