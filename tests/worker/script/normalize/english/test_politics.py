from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Warren (D-Mass.) and Cruz (R-TX)",
            "Warren (Democrat of Massachusetts) and Cruz (Republican of Texas)",
        ),
        (
            "Schumer, D-N.Y., and King, I-Maine",
            "Schumer, Democrat of New York, and King, Independent of Maine",
        ),
        ("Byrd (D-W.Va.)", "Byrd (Democrat of West Virginia)"),
        ("the R-North Carolina man", "the Republican of North Carolina man"),
        (
            "Warren (D-Mass.) and (R-TX)",
            "Warren (Democrat of Massachusetts) and (Republican of Texas)",
        ),
    ],
)
def test_politicians_have_a_party_and_a_state(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a D-Day and an R-Type", "a D-Day and an R-Type"),
    ],
)
def test_other_letters_before_a_hyphen_are_not_parties(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken
