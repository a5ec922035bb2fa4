from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Mr. Smith, Dr Jones and Gen. Lee", "Mister Smith, Doctor Jones and General Lee"),
        ("St. Paul and Mt Etna", "Saint Paul and Mount Etna"),
        ("Lt. Gov. Dan", "Lieutenant Governor Dan"),
        ("Gov.-elect Ray", "Governor elect Ray"),
    ],
)
def test_titles_precede_names(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("No. 10 and nos. 3-4", "number ten and numbers three to four"),
        ("pp. 5-7 of vol. XI", "pages five to seven of volume eleven"),
        ("It is No 10", "It is number ten"),
        ("no 10 men", "no ten men"),
    ],
)
def test_some_abbreviations_precede_numbers(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Acme Corp. and Foo Inc. said", "Acme Corporation and Foo Incorporated said"),
        ("Smith & Co., Ltd.", "Smith and Company, Limited."),
        ("King Jr. spoke", "King Junior spoke"),
    ],
)
def test_suffixes_of_names_and_companies_are_expanded(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("e.g. this, i.e. that, etc.", "for example this, that is that, et cetera."),
        ("Doe et al. found", "Doe and others found"),
        ("w/ or w/o he/she", "with or without he or she"),
    ],
)
def test_latin_is_translated(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("on Tues. in Nov.", "on Tuesday in November."),
        ("Portland, Ore., is", "Portland, Oregon, is"),
        ("Dekalb, Ill. — today", "Dekalb, Illinois — today"),
    ],
)
def test_months_days_and_states_are_named(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("We sat. They left by sun.", "We sat. They left by sun."),
        ("Say no.", "Say no."),
        ("a.m", "AM"),
    ],
)
def test_words_that_look_like_abbreviations_are_kept(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Roe v. Wade, us vs. them vs him", "Roe versus Wade, us versus them versus him"),
    ],
)
def test_versus_has_many_forms(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("rock 'n' roll, get 'em", "rock and roll, get 'em"),
        ("the city 's end", "the city 's end"),
    ],
)
def test_contractions_keep_their_apostrophe(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("It was Acme Inc.", "It was Acme Incorporated."),
        ("“Etc.”", "et cetera."),
    ],
)
def test_the_dot_stays_at_the_end_of_the_text(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Dr. O'Neil, Mr. Özil and Mr al-Assad", "Doctor O'Neil, Mister Özil and Mister al-Assad"),
        ("Mr d'Estaing met Mr. T and Ms X", "Mister d'Estaing met Mister T and Miz X"),
        (
            "Sgt. 1st Class Ray and the Rt Hon. Bo",
            "Sergeant first Class Ray and the Right Honorable Bo",
        ),
        (
            "Mr. & Mrs. Ray, Sqn Ldr Ray and Cpl Ray",
            "Mister and Misses Ray, Squadron Leader Ray and Corporal Ray",
        ),
        ("Herr Dr. K. Ray", "Herr Doctor K Ray"),
        ("Mr. & Mrs. Ray and Cpl Ray", "Mister and Misses Ray and Corporal Ray"),
        ("Sqn Ldr Ray and Herr Dr. K. Ray", "Squadron Leader Ray and Herr Doctor K Ray"),
    ],
)
def test_titles_are_expanded_before_any_name(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "b. 1931, d. 2024, est. 1850",
            "born nineteen thirty one, died twenty twenty four, established eighteen fifty",
        ),
        ("17 C.F.R. and c.f. this", "seventeen CFR and compare this"),
    ],
)
def test_a_letter_before_a_year_is_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$5 est. and est. 500 dead", "five dollars estimated and estimated five hundred dead"),
        ("Smith & Co, est. in 1850", "Smith and Co, established in eighteen fifty"),
    ],
)
def test_an_estimate_is_not_established(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "up 2% YoY and 3% q/q",
            "up two percent year on year and three percent quarter on quarter",
        ),
    ],
)
def test_growth_is_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("min. £25 and 1 doz. eggs", "minimum twenty five pounds and one dozen eggs"),
    ],
)
def test_abbreviations_may_precede_money(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("King Jr.'s and Foo Inc.'s", "King Junior's and Foo Incorporated's"),
    ],
)
def test_possessives_of_abbreviations_are_kept(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Rt 128, Cat. 5, w/c 3 June",
            "route one hundred twenty eight, category five, week commencing the third of June",
        ),
        ("Rt 128 and Cat. 5", "route one hundred twenty eight and category five"),
        ("w/c 3 June", "week commencing the third of June"),
    ],
)
def test_abbreviations_may_precede_numbers(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3 pts. and Sat.: sun", "three points and Saturday: sun"),
    ],
)
def test_dots_of_short_plurals_are_dropped(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("prof. Smith and capt. Jones", "professor Smith and captain Jones"),
    ],
)
def test_titles_may_be_in_lower_case(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a Ph.D. in law", "a PHD in law"),
    ],
)
def test_degrees_are_spelled(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("int'l ltd", "international limited"),
    ],
)
def test_abbreviations_with_an_apostrophe_need_no_dot(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a/c number 5 and an A/C unit", "account number five and an A C unit"),
    ],
)
def test_an_account_is_not_ac(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("in Co. Cork", "in County Cork"),
        ("the 210-lb. QB", "the two hundred ten pound QB"),
        ("SARS-CoV-2", "SARS-Kov two"),
        ("an Xbox Series X", "an Xbox Series X"),
        ("Series IV", "Series four"),
    ],
)
def test_names_that_look_like_abbreviations(
    verbalize: Callable[[str], str], text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken
