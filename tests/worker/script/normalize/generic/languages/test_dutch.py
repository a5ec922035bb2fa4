import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("XIXe eeuw", "negentiende eeuw"),
        ("Willem II, Lodewijk XIV", "Willem de tweede, Lodewijk de veertiende"),
        ("deel IV", "deel vier"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "nl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("dhr. De Vries, mevr. Jansen", "de heer De Vries, mevrouw Jansen"),
        ("bijv. dit, o.a. dat, enz.", "bijvoorbeeld dit, onder andere dat, enzovoort."),
        ("nr. 6, blz. 12", "nummer zes, bladzijde twaalf"),
        ("v.Chr. en n.Chr. was", "voor Christus en na Christus was"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "nl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2 liter, 3/4 uur", "een half liter, drie kwart uur"),
        ("2/3 van de stemmen", "twee derde van de stemmen"),
        ("5/8", "vijf achtste"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "nl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("om 14.30", "om veertien uur dertig"),
        ("1 uur", "één uur"),
        ("14:30:15", "veertien uur dertig en vijftien seconden"),
    ],
)
def test_times_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "nl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1 kind, 1 auto", "een kind, een auto"),
    ],
)
def test_one_is_unstressed_before_a_noun(text: str, spoken: str) -> None:
    assert normalize(text, "nl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("01/02/2023", "één februari tweeduizenddrieëntwintig"),
        ("jaren '90", "jaren negentig"),
    ],
)
def test_dates_and_decades_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "nl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("€ 2,50, € 0,99", "twee euro vijftig cent, negenennegentig cent"),
    ],
)
def test_money_has_cents(text: str, spoken: str) -> None:
    assert normalize(text, "nl").text == spoken
