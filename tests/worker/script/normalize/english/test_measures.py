from collections.abc import Callable

import pytest

Said = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5 km, 20°C and 3 GB", "five kilometers, twenty degrees Celsius and three gigabytes"),
        ("10 km/h or 60 mph", "ten kilometers per hour or sixty miles per hour"),
        ("50 m² and 9 m/s", "fifty square meters and nine meters per second"),
        ("5 mg/dL", "five milligrams per deciliter"),
        ("10 sq ft of 2 cu. ft. each", "ten square feet of two cubic feet each"),
    ],
)
def test_units_are_said_in_full(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1 km and 1°", "one kilometer and one degree"),
        ("0.5 km", "zero point five kilometers"),
    ],
)
def test_one_is_one(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a 5 km run", "a five kilometer run"),
        ("a 10-mi walk", "a ten mile walk"),
    ],
)
def test_a_measure_before_a_noun_is_singular(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3-4oz", "three to four ounces"),
        ("3x5 m2", "three by five square meters"),
        ("5 to 10 kg", "five to ten kilograms"),
    ],
)
def test_ranges_and_products_share_their_unit(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("20 million km", "twenty million kilometers"),
    ],
)
def test_scales_stand_before_the_unit(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("12/kg and 5/day", "twelve per kilogram and five per day"),
    ],
)
def test_rates_are_said_with_per(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("6'2\" tall", "six foot two tall"),
        ("5 ft 11 in", "five foot eleven"),
        ('a 12" record', "a twelve inch record"),
        ('"in 1912"', "in nineteen twelve"),
    ],
)
def test_feet_and_inches_have_their_own_signs(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("100 m in 9.58 s", "one hundred meters in nine point five eight seconds"),
        ("4 in 5", "four in five"),
        ("plan 9 s", "plan nine s"),
    ],
)
def test_a_letter_after_a_blank_is_a_unit_only_where_likely(
    said: Said, text: str, spoken: str
) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("4x4 and 2 × 3", "four by four and two by three"),
    ],
)
def test_products_are_said_with_by(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken
