from collections.abc import Callable

import pytest

Said = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("J. K. Rowling and J.R.R. Tolkien", "JK Rowling and JRR Tolkien"),
        ("George W. Bush", "George W Bush"),
    ],
)
def test_initials_are_joined(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the U.N. and the U.K.'s", "the UN and the UK's"),
        ("the U.S. and U.S.-led", "the U.S. and U.S. led"),
        ("in the U.S.", "in the U.S."),
    ],
)
def test_dotted_letters_are_joined_unless_they_make_a_word(
    said: Said, text: str, spoken: str
) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Buffalo, N.Y., is", "Buffalo, New York, is"),
        ("Washington, D.C.", "Washington, DC."),
    ],
)
def test_a_dotted_state_after_a_town_is_named(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("NATO, the FBI and CEOs", "NATO, the FBI and CEOs"),
        ("the WHO and LEDs", "the W.H.O. and L.E.D.s"),
    ],
)
def test_acronyms_are_left_to_the_engine_but_for_some(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("R&D at AT&T", "R and D at A.T. and T"),
        ("the S&P 500", "the S and P five hundred"),
    ],
)
def test_companies_are_joined_by_and(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("WHO IS IT FOR", "who is it FOR"),
    ],
)
def test_in_a_shouted_text_short_words_are_words(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a tv in the uk", "a TV in the UK"),
    ],
)
def test_known_ones_are_known_in_small_letters(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3% p.a. or t.i.d.", "three percent P.A. or TID."),
    ],
)
def test_small_letters_with_dots_are_spelled(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken
