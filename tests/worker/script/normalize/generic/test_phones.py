import pytest

from worker.script.normalize.normalize import normalize

LANGUAGES = ["cs", "de", "es", "fr", "it", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slash", "/.-")
def test_a_date_with_zeros_is_no_telephone_number(language: str, slash: str) -> None:
    padded = normalize(slash.join(("05", "06", "2024")), language).text
    assert padded == normalize(slash.join(("5", "6", "2024")), language).text


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "+49 30 123-456", "plus vier neun, drei null, eins zwei drei, vier fünf sechs"),
        (
            "es",
            "(+34) 600 123 456",
            "más tres cuatro, seis cero cero, uno dos tres, cuatro cinco seis",
        ),
        (
            "de",
            "(+49 30 1234567)",
            "(plus vier neun, drei null, eins zwei drei vier fünf sechs sieben)",
        ),
        ("de", "Tel. 123456", "Telefon eins zwei drei vier fünf sechs"),
        ("fr", "06.12.34.56.78", "zéro six, un deux, trois quatre, cinq six, sept huit"),
        ("fr", "06 12 34 56 78", "zéro six, un deux, trois quatre, cinq six, sept huit"),
        ("it", "333 1234567", "tre tre tre, uno due tre quattro cinque sei sette"),
        ("pl", "tel. 22 123 45 67", "telefon dwa dwa, jeden dwa trzy, cztery pięć, sześć siedem"),
        ("nl", "020 123 45 67", "nul twee nul, één twee drie, vier vijf, zes zeven"),
        ("sv", "08-790 75 59", "noll åtta, sju nio noll, sju fem, fem nio"),
        ("tr", "0532 123 45 67", "sıfır beş üç iki, bir iki üç, dört beş, altı yedi"),
        ("uk", "тел. 123-45-67", "телефон один два три, чотири п'ять, шість сім"),
        ("zh", "13812345678", "一三八一二三四五六七八"),
        ("ko", "010-1234-5678", "공 일 공, 일 이 삼 사, 오 육 칠 팔"),
    ],
)
def test_a_telephone_number_is_spoken_digit_by_digit(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("de", "zehn Punkt null Punkt zwei Punkt eins"),
        ("es", "diez punto cero punto dos punto uno"),
        ("pt", "dez ponto zero ponto dois ponto um"),
        ("fr", "dix point zéro point deux point un"),
        ("ru", "десять точка ноль точка два точка один"),
        ("zh", "十点零点二点一"),
    ],
)
def test_an_ip_address_has_four_numbers(language: str, spoken: str) -> None:
    assert normalize("10.0.2.1", language).text.replace("〇", "零") == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "1.000.000.000", "mil millones"),
        ("es", "2010-2015", "dos mil diez a dos mil quince"),
        ("pt", "3000-5000", "três mil a cinco mil"),
        ("de", "10.000.000", "zehn Millionen"),
    ],
)
def test_amounts_and_ranges_are_neither(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken
