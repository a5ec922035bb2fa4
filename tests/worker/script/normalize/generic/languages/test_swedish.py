import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3 maj", "tredje maj"),
        ("den 3:e maj", "den tredje maj"),
        ("23 jan. 2022", "tjugotredje januari tvåtusen tjugotvå"),
        ("02/01/2000", "andra januari tvåtusen"),
    ],
)
def test_days_are_ordinals(text: str, spoken: str) -> None:
    assert normalize(text, "sv").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("år 1985", "år nittonhundraåttiofem"),
        ("1980-talet, 80-talet", "nittonhundraåttiotalet, åttiotalet"),
        ("1900-talet", "nittonhundratalet"),
    ],
)
def test_years_and_decades_are_in_hundreds(text: str, spoken: str) -> None:
    assert normalize(text, "sv").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("kl. 14.30", "klockan fjorton trettio"),
        ("klockan 8.05", "klockan åtta fem"),
    ],
)
def test_times_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "sv").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "t.ex. detta, bl.a. det, osv. också",
            "till exempel detta, bland annat det, och så vidare också",
        ),
        ("nr 6, s. 12", "nummer sex, sidan tolv"),
        ("dr Svensson", "doktor Svensson"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "sv").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Gustav III", "Gustav den tredje"),
        ("Karl XVI Gustaf", "Karl den sextonde Gustaf"),
        ("del IV", "del fyra"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "sv").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2 liter, 3/4, 4/5", "en halv liter, tre fjärdedelar, fyra femtedelar"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "sv").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1 bil, 1 hus", "en bil, ett hus"),
    ],
)
def test_one_agrees_with_its_noun(text: str, spoken: str) -> None:
    assert normalize(text, "sv").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$45 miljarder, $1", "fyrtiofem miljarder dollar, en dollar"),
        ("5 kr", "fem kronor"),
    ],
)
def test_money_is_said_briefly(text: str, spoken: str) -> None:
    assert normalize(text, "sv").text == spoken
