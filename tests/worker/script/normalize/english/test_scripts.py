from collections.abc import Callable

import pytest

Said = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("naïve café Müller Łódź", "naïve café Müller Łódź"),
    ],
)
def test_english_letters_stay(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Nguyễn, Привет, Αθήνα and α", "Nguyen, Privet, Athina and alpha"),
    ],
)
def test_others_are_put_for_by_them(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("你好 hello 한국", "hello"),
    ],
)
def test_what_has_no_such_form_is_not_said(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Nooooo! AAA", "Noo! AAA"),
    ],
)
def test_drawn_out_words_are_shortened(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("over http and HTTPS", "over H T T P and H T T P S"),
    ],
)
def test_a_protocol_is_spelled(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("πr², 2πr, Δx and λ", "pi r squared, two pi r, delta x and lambda"),
    ],
)
def test_greek_letters_beside_others_are_signs(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken
