from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2, 1/4 and 2/3", "one half, one quarter and two thirds"),
        ("7/8ths of it", "seven eighths of it"),
        ("½ or ⅜", "one half or three eighths"),
    ],
)
def test_fractions_are_spoken_as_parts(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3 1/4", "three and one quarter"),
        ("2½ cups", "two and a half cups"),
        ("1 1/2 miles", "one and a half miles"),
        (
            "5-1/2 oz and 1-1/4 in. thick",
            "five and a half ounces and one and one quarter inches thick",
        ),
    ],
)
def test_a_fraction_may_follow_a_whole_number(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2 kg", "one half kilogram"),
        ("3½ km", "three and a half kilometers"),
        ("1/4 cup", "one quarter cup"),
        ("¼ tsp. salt", "one quarter teaspoon salt"),
        ("2/3 in favour", "two thirds in favour"),
    ],
)
def test_a_fraction_may_have_a_unit(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("24/7 since 9/11", "twenty four seven since nine eleven"),
        ("50/50", "fifty fifty"),
        ("rated 4/5", "rated four out of five"),
        ("0/5", "zero five"),
        ("120/80 mmHg", "one hundred twenty over eighty millimeters of mercury"),
        ("8/10, but 9/10 of it", "eight out of ten, but nine tenths of it"),
        ("3/4/5 of C-311/18", "three four five of C three hundred eleven eighteen"),
        ("in 6/8 time", "in six eight time"),
        ("on lap 44/52", "on lap forty four out of fifty two"),
        ("GPA 3.9/4.0", "GPA three point nine out of four point zero"),
        (
            "45/120 (37.5%)",
            "forty five out of one hundred twenty (thirty seven point five percent)",
        ),
        ("Regulation 2016/679", "Regulation twenty sixteen six seventy nine"),
        ("flat 2/1", "flat two one"),
        ("0/10 for 4/5", "zero out of ten for four fifths"),
    ],
)
def test_other_pairs_of_numbers_are_not_fractions(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("odds of 7/2", "odds of seven to two"),
        ("the 5/2 favourite and a 20/1 shot", "the five to two favourite and a twenty to one shot"),
        ("he bet on 5/2 shots", "he bet on five to two shots"),
    ],
)
def test_odds_are_spoken_with_to(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("397/4 in 50 overs", "three hundred ninety seven for four in fifty overs"),
    ],
)
def test_wickets_are_spoken_with_for(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("England were 245/7", "England were two hundred forty five for seven"),
        ("India 310/4 at tea", "India three hundred ten for four at tea"),
        ("They are 56/2 after 12 overs", "They are fifty six for two after twelve overs"),
        ("Figures of 5/32", "Figures of five for thirty two"),
        ("100/7 = 14.29", "one hundred sevenths equals fourteen point two nine"),
    ],
)
def test_runs_for_wickets_are_no_fraction(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("10 / 2 = 5", "ten divided by two equals five"),
    ],
)
def test_a_division_has_a_result(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/10 and 1/100, but 7/10", "one tenth and one one hundredth, but seven out of ten"),
    ],
)
def test_one_part_is_no_rating(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
