from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "a 401(k) or 401k and 501(c)(3)",
            "a four oh one K or four oh one K and five oh one C three",
        ),
    ],
)
def test_well_known_sections_have_their_usual_form(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "the 2d Cir. in 5 F.3d 123",
            "the second Circuit in five F third one hundred twenty three",
        ),
        ("F. Supp. 2d", "F Supplement second"),
    ],
)
def test_courts_and_reports_are_counted(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
