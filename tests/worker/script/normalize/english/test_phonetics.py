from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Kyiv (/ˈkiːjɪv/ KEE-yiv) is", "Kyiv (KEE-yiv) is"),
        ("Leicester [ˈlɛstər] is", "Leicester is"),
        ("Worcester (/ˈwʊstər/) is", "Worcester is"),
        ("Nguyen (pronounced /ŋwiən/) is", "Nguyen is"),
        ("GIF (/dʒɪf/ or /ɡɪf/) is", "GIF is"),
        ("Ghent (/ɡɛnt/; Dutch: Gent)", "Ghent (Dutch: Gent)"),
    ],
)
def test_pronunciations_are_silent(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the [Syrian] army", "the Syrian army"),
        ("[Søren] said", "Søren said"),
        ("he pronounced it", "he pronounced it"),
        ("and/or", "and or"),
    ],
)
def test_other_text_in_brackets_is_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
