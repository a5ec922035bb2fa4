from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("acronym", "spoken"),
    [
        *(("HIMARS", "Highmars"), ("JSON", "Jason"), ("NOAA", "Noah"), ("IEEE", "I triple E")),
        *(("REITs", "Reets"), ("EBITDA", "Eebitda"), ("IaaS", "Eyas"), ("MoMA", "Moma")),
        ("VoIP", "Voyp"),
        *(("UNIFIL", "Unifil"), ("FRONTEX", "Frontex"), ("CONCACAF", "Concacaf")),
        *(("JAXA", "Jaxa"), ("MAGA", "Maga"), ("BAME", "Bame"), ("OFCOM", "Ofcom")),
        *(("BoE", "B.O.E."), ("MoD", "M.O.D."), ("DoJ", "D.O.J."), ("MoU", "M.O.U.")),
    ],
)
def test_an_acronym_that_is_a_word_or_mixed_is_respelled(
    verbalize: Verbalize, acronym: str, spoken: str
) -> None:
    assert verbalize(f"The {acronym} plan") == f"The {spoken} plan"


@pytest.mark.parametrize(
    "acronym",
    [
        *("USMCA", "UNODC", "NAACP", "UNHCR", "LGBTQ", "RSPCA", "UCLA", "IAEA", "ICAO", "ESPN"),
        *("LAPD", "HSBC", "OECD", "AWACS", "PETA", "WIPO"),
    ],
)
def test_other_acronyms_are_left_to_the_engine(verbalize: Verbalize, acronym: str) -> None:
    assert verbalize(f"The {acronym} plan") == f"The {acronym} plan"


def test_words_of_a_text_in_capitals_are_left_alone(verbalize: Verbalize) -> None:
    assert verbalize("THE WADA MANAGER RETURNED") == "THE Wadda MANAGER RETURNED"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("HCl", "H C L"), ("KMnO", "K M N O"), ("HeLa cells", "HeLa cells"), ("a NaN", "a NaN")],
)
def test_a_chemical_formula_is_spelled(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("DR Congo won.", "D.R. Congo won."),
        ("the DR plan", "the D.R. plan"),
        ("Dr Smith", "Doctor Smith"),
        ("DR SMITH WON", "DR SMITH WON"),
    ],
)
def test_dr_in_capitals_is_no_doctor(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
