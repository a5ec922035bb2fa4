from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "9,000 of 1,230,500",
            "nine thousand of one million two hundred thirty thousand five hundred",
        ),
        ("0.004 of 2.50", "zero point zero zero four of two point five zero"),
        (".5 and -0.1", "point five and minus zero point one"),
        ("3,000,000,000,000 stars", "three trillion stars"),
        ("13000 tons", "thirteen thousand tons"),
    ],
)
def test_numbers_are_spoken_in_words(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("agent 007", "agent zero zero seven"),
        (
            "account 12345678901234",
            "account one two three four five six seven eight nine zero one two three four",
        ),
    ],
)
def test_an_identifier_is_spoken_digit_by_digit(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the 1st, 2nd, 3rd and 12th try", "the first, second, third and twelfth try"),
        ("her 101st and 1,000th goal", "her one hundred first and one thousandth goal"),
        ("the 2th", "the two th"),
    ],
)
def test_ordinals_are_spoken_as_ordinals(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("up 15%", "up fifteen percent"),
        ("a 10-15% rise", "a ten to fifteen percent rise"),
        ("from 50% – 60 %", "from fifty to sixty percent"),
        ("5‰", "five per mille"),
    ],
)
def test_percentages_share_their_sign(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("since 13.1.2", "since thirteen point one point two"),
        ("at 10.0.0.17", "at one zero dot zero dot zero dot one seven"),
    ],
)
def test_versions_have_points_and_addresses_dots(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Flight 370 and Room 512", "Flight three seventy and Room five twelve"),
        ("a 737 landed", "a seven thirty seven landed"),
        ("Model 4431", "Model forty four thirty one"),
    ],
)
def test_the_number_of_a_name_is_spoken_in_pairs(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("she called 911", "she called nine one one"),
        ("911 calls", "nine one one calls"),
        ("a Porsche 911", "a Porsche nine eleven"),
        ("911 of them", "nine hundred eleven of them"),
    ],
)
def test_an_emergency_call_is_spoken_digit_by_digit(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("10x faster", "ten times faster"),
        ("2x/day", "two times per day"),
    ],
)
def test_times_are_counted(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "10 000 people and 1 500 000",
            "ten thousand people and one million five hundred thousand",
        ),
        ("1,00,000 of 2,00,00,000", "one hundred thousand of twenty million"),
        (
            "in 2003 000 and 5 300 000",
            "in two thousand three zero zero zero and five million three hundred thousand",
        ),
        ("1’000’000", "one million"),
        ("10 000-12 000", "ten thousand to twelve thousand"),
    ],
)
def test_blanks_and_commas_group_the_digits_of_large_numbers(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Python 3.11 but pi is 3.14", "Python three point eleven but pi is three point one four"),
    ],
)
def test_versions_are_counted(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("text 60777, dial 988", "text six zero seven seven seven, dial nine eight eight"),
        ("account no. 123456", "account number one two three four five six"),
    ],
)
def test_codes_are_spoken_digit_by_digit(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a card ending in 4876", "a card ending in four eight seven six"),
        ("debit card 1234", "debit card one two three four"),
        ("Call the police on 999", "Call the police on nine nine nine"),
        ("999 cases", "nine hundred ninety nine cases"),
    ],
)
def test_cards_are_spoken_digit_by_digit(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1...5", "one… five"),
    ],
)
def test_an_ellipsis_is_no_decimal_point(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
