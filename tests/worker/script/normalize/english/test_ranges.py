from collections.abc import Callable

import pytest

Said = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("pages 10-12", "pages ten to twelve"),
        ("24 - 48 hours", "twenty four to forty eight hours"),
        ("5kg-10kg", "five kilograms to ten kilograms"),
    ],
)
def test_a_dash_between_numbers_says_to(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("won 2-5", "won two five"),
        ("a 4-1 game", "a four one game"),
        ("Spain 2–3 Italy", "Spain two three Italy"),
        ("Melbourne (2-8, 0-7)", "Melbourne (two eight, zero seven)"),
        ("1-0-2", "one zero two"),
    ],
)
def test_in_a_score_it_says_nothing(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("-5 or −6", "minus five or minus six"),
        ("(-3)", "(minus three)"),
    ],
)
def test_before_a_number_it_says_minus(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("F-16 and COVID-19", "F sixteen and COVID nineteen"),
        ("Llama-3.1-8", "Llama three point one eight"),
        ("737-800", "seven thirty seven eight hundred"),
    ],
)
def test_after_a_name_it_says_nothing(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("May–July", "May to July"),
        ("Mon.-Fri.", "Monday to Friday."),
        ("Saudi-led", "Saudi-led"),
    ],
)
def test_between_days_and_months_it_says_to(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken
