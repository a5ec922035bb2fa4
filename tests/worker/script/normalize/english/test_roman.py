from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Louis XIV and Henry VIII's wives", "Louis the fourteenth and Henry the eighth's wives"),
        ("Pope Leo XIV", "Pope Leo the fourteenth"),
        ("King George V met", "King George the fifth met"),
        ("Queen Elizabeth I was", "Queen Elizabeth the first was"),
    ],
)
def test_kings_have_ordinals(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Robert Griffin III", "Robert Griffin the third"),
        ("John D. Rockefeller III", "John D Rockefeller the third"),
    ],
)
def test_heirs_have_ordinals(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("World War II, Chapter IV and Part I", "World War two, Chapter four and Part one"),
        ("Super Bowl LIV", "Super Bowl fifty four"),
    ],
)
def test_chapters_and_wars_have_numbers(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the XIX century", "the nineteenth century"),
    ],
)
def test_centuries_have_ordinals(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("IV. The return", "four. The return"),
    ],
)
def test_headings_have_numbers(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "I think the part I like is a mix of DC and XL",
            "I think the part I like is a mix of DC and XL",
        ),
        ("Malcolm X", "Malcolm X"),
        ("USB type C", "USB type C"),
        ("Mr. Xi", "Mister Xi"),
        ("Act IIX", "Act IIX"),
    ],
)
def test_other_letters_are_not_numerals(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Act III, scene ii, and vol. iv", "Act three, scene two, and volume four"),
        ("(i) this, (ii) that", "(one) this, (two) that"),
        ("f(x) of (v)", "f of x of (five)"),
    ],
)
def test_lower_case_numerals_number_parts(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("MCMXCIX and MMXXIV", "nineteen ninety nine and twenty twenty four"),
        ("the MILL and MIMIC", "the MILL and Mimic"),
    ],
)
def test_years_may_be_roman(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("WWI and WW2", "World War one and World War two"),
    ],
)
def test_world_wars_are_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Xbox One X, GTA VI", "Xbox One X, GTA six"),
    ],
)
def test_after_acronyms_they_are_numbers(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Stage IIIB, Cat IIa and VIA", "Stage three B, Cat two A and VIA"),
    ],
)
def test_a_letter_may_follow(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("TRUMP MEETS XI ON WORLD WAR II", "TRUMP MEETS XI on WORLD WAR two"),
        ("KING CHARLES III SPEAKS", "KING CHARLES the third SPEAKS"),
    ],
)
def test_xi_in_a_headline_is_a_name(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the XIXth century", "the nineteenth century"),
        ("the XVIIIth", "the eighteenth"),
    ],
)
def test_numerals_may_have_the_ending_of_an_ordinal(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Chapters IV and V", "Chapters four and five"),
        ("Volumes I–III", "Volumes one to three"),
        ("Books I, II and III of it", "Books one, two and three of it"),
        ("Acts I & II", "Acts one and two"),
        ("Chapter XV to XX", "Chapter fifteen to twenty"),
        ("Part II, I think", "Part two, I think"),
        ("Part I and I went", "Part one and I went"),
        ("vitamins C and D", "vitamins C and D"),
    ],
)
def test_a_series_of_numerals_is_read(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
