import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("20. yüzyıl", "yirminci yüzyıl"),
        ("3. kat", "üçüncü kat"),
        ("1. Dünya Savaşı", "birinci Dünya Savaşı"),
    ],
)
def test_a_point_makes_an_ordinal(text: str, spoken: str) -> None:
    assert normalize(text, "tr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("14.30'da", "on dört otuzda"),
        ("2024'te", "iki bin yirmi dörtte"),
        ("5'inci", "beşinci"),
        ("1990'lı yıllar", "bin dokuz yüz doksanlı yıllar"),
    ],
)
def test_suffixes_are_joined(text: str, spoken: str) -> None:
    assert normalize(text, "tr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("II. Abdülhamid", "ikinci Abdülhamid"),
        ("XIX. yüzyıl", "on dokuzuncu yüzyıl"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "tr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2 litre, 3/4, 2/3", "yarım litre, dörtte üç, üçte iki"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "tr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("vb. şeyler, örn. bu", "ve benzeri şeyler, örneğin bu"),
        ("No: 5, s. 12", "numara beş, sayfa on iki"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "tr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5 TL, ₺5,50", "beş lira, beş lira elli kuruş"),
    ],
)
def test_money_is_said_briefly(text: str, spoken: str) -> None:
    assert normalize(text, "tr").text == spoken
