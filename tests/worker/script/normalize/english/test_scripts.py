from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("naïve café Müller Łódź", "naïve café Müller Łódź"),
    ],
)
def test_latin_letters_are_kept(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Nguyễn, Привет, Αθήνα and α", "Nguyen, Privet, Athina and alpha"),
    ],
)
def test_other_letters_are_transliterated(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("你好 hello 한국", "hello"),
    ],
)
def test_letters_without_a_transliteration_are_silent(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Yesss! Nooooooooo! AAA", "Yesss! Nooooo! AAA"),
    ],
)
def test_repeated_letters_are_shortened(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("over http and HTTPS", "over H T T P and H T T P S"),
    ],
)
def test_a_protocol_is_spelled(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("πr², 2πr, Δx and λ", "pi r squared, two pi r, delta x and lambda"),
    ],
)
def test_greek_letters_beside_others_are_signs(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("ω-3 fatty acids", "omega three fatty acids"),
        ("TNF-α and β-carotene", "TNF-alpha and beta-carotene"),
        ("interferon-γ and NF-κB", "interferon-gamma and NF-kappa B"),
        ("PPARγ", "PPAR gamma"),
        ("Δ9-THC", "delta nine THC"),
        ("the χ² test", "the chi squared test"),
        ("λ = 500 nm", "lambda equals five hundred nanometers"),
        ("μ = 3 and μ-opioid", "mu equals three and mu-opioid"),
        ("π ≈ 3.14", "pi is about three point one four"),
        ("θ = 30°", "theta equals thirty degrees"),
    ],
)
def test_greek_letters_in_words_and_formulas_have_names(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken
