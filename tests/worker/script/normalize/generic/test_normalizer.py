import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.script.normalize.generic.languages import NAMES, PROFILES
from worker.script.normalize.normalize import normalize
from worker.script.normalize.spoken import SpokenForm, Word


def test_blanks_are_set_only_where_the_language_has_them() -> None:
    assert normalize("我在2019年买了。", "zh").text == "我在二〇一九年买了。"
    assert normalize("um14uhr", "de").text == "um vierzehn uhr"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("auf https://www.beispiel.de/a/b?c", "auf beispiel Punkt de"),
        ("www.web24.de", "w w w Punkt web vierundzwanzig Punkt de"),
        ("Es steht (auf www.web.de/a/b).", "Es steht (auf w w w Punkt web Punkt de)."),
        ("Siehe https://web.de/a/b.", "Siehe web Punkt de."),
        ("das http von www", "das H T T P von W W W"),
        ("info24@beispiel.de", "info zwei vier ät beispiel Punkt de"),
        ("@anna sagt #ja", "anna sagt ja"),
        ("+49 30 123-456", "plus vier neun, drei null, eins zwei drei, vier fünf sechs"),
    ],
)
def test_addresses_are_shortened_to_their_host(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "10-15 %", "zehn bis fünfzehn Prozent"),
        ("fr", "10–15 km", "dix à quinze kilomètres"),
        ("es", "2-1", "dos uno"),
        ("de", "1-02", "eins null zwei"),
        ("hu", "10-15", "tíz tizenöt"),
    ],
)
def test_a_range_goes_from_less_to_more(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


def test_quotes_and_ornaments_are_dropped_and_marks_kept() -> None:
    assert normalize("„Ja“, *sagte* sie …", "de").text == "Ja, sagte sie …"


def test_signs_without_a_number_are_named() -> None:
    assert normalize("in % und $ & mehr", "de").text == "in Prozent und Dollar und mehr"


def test_verbalized_tokens_are_aligned_with_the_text() -> None:
    assert normalize("zu 3 %!", "de") == SpokenForm(
        "zu drei Prozent!", (Word(0, 2, 0, 2), Word(3, 6, 3, 15))
    )


PARTS = st.sampled_from(
    [
        "1",
        "23",
        "2026",
        "007",
        "1.234",
        "1,5",
        "3,25",
        "12:30",
        "14h30",
        "24.11.2026",
        "2026-11-24",
        "2:1",
        "1.",
        "1/2",
        "4/5 ",
        "~",
        "～",
        "n°",
        "er",
        "XIV",
        "Tel. ",
        "10.0.2.1",
        "5.11.",
        "'te",
        "el ",
        "10-15",
        "5–6",
        "+49301234567",
        "%",
        "$",
        "€",
        "£",
        "¥",
        "₩",
        "₽",
        "₡",
        "°",
        "°C",
        "km",
        "kg",
        "m²",
        "h",
        "Mio.",
        "M€",
        "CHF",
        "kr",
        "万",
        "٣",
        "５",
        "१",
        "²",
        "½",
        ".",
        ",",
        "-",
        "–",
        "/",
        ":",
        "@",
        "#",
        "&",
        "http://",
        "www.",
        "https",
        "http",
        "a.b/",
        "시",
        "年",
        "个",
        "명",
        "é",
        "ж",
    ]
)
TEXTS = st.lists(PARTS | st.just(" "), max_size=12).map("".join)


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(NAMES))
def test_no_digit_currency_sign_or_link_is_left_in_a_supported_language(
    text: str, language: str
) -> None:
    spoken = normalize(text, language).text
    assert not re.search(r"\d|[$€£¥₩₽₡]|https?|www", spoken)


HOSTILE = [
    *("1. ", "1.-", "2. und ", "XX ", "XXe ", "1/2 ", "01/", "06.", "am 1. ", "z. B. ", "1er "),
    *("Tel. 1 ", "el 1 ", "w 1 ", "д. 1 ", "10~", "5～人", "1.1.1.1.", "IV. ", "ul. ", "n° "),
    *("lat 80. ", "Aa Aa ", "/1. ", "–1. ", "a.b.", "1 1 ", "(1", "+1", "'te", "1", "0", "x"),
]


@pytest.mark.parametrize("language", PROFILES)
@pytest.mark.parametrize("unit", HOSTILE)
def test_no_pattern_backtracks_exponentially(unit: str, language: str) -> None:
    """Exponential backtracking would never finish."""
    text = (unit * 500)[:500]
    assert len(normalize(text, language).text) <= 40 * len(text)
