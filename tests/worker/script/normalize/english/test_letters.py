from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("J. K. Rowling and J.R.R. Tolkien", "JK Rowling and JRR Tolkien"),
        ("George W. Bush", "George W Bush"),
    ],
)
def test_initials_are_joined(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the U.N. and the U.K.'s", "the UN and the UK's"),
        ("the U.S. and U.S.-led", "the U.S. and U.S. led"),
        ("in the U.S.", "in the U.S."),
    ],
)
def test_dotted_letters_are_joined_unless_they_make_a_word(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Buffalo, N.Y., is", "Buffalo, New York, is"),
        ("Washington, D.C.", "Washington, DC."),
    ],
)
def test_a_dotted_state_after_a_town_is_named(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("NATO, the FBI and CEOs", "Nato, the FBI and CEOs"),
        ("the WHO and LEDs", "the W.H.O. and L.E.D.s"),
    ],
)
def test_acronyms_are_left_to_the_engine_with_exceptions(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("R&D at AT&T", "R and D at A.T. and T"),
        ("the S&P 500", "the S and P five hundred"),
    ],
)
def test_an_ampersand_between_letters_is_and(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("WHO IS IT FOR", "who is it FOR"),
    ],
)
def test_short_words_in_a_text_in_capitals_are_words(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a tv in the uk", "a TV in the UK"),
    ],
)
def test_some_acronyms_are_recognized_in_lower_case(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3% p.a. or t.i.d.", "three percent P.A. or TID."),
    ],
)
def test_lower_case_letters_with_dots_are_spelled(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken
