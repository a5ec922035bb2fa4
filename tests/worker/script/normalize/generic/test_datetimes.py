import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "am 24.11.2026", "am vierundzwanzigsten November zweitausendsechsundzwanzig"),
        ("de", "der 24.11.2026", "der vierundzwanzigste November zweitausendsechsundzwanzig"),
        ("fr", "le 24/11/2026", "le vingt-quatre novembre deux mille vingt-six"),
        ("es", "2026-11-24", "veinticuatro de noviembre de dos mil veintiséis"),
        ("ja", "2026/11/24", "二千二十六年十一月二十四日"),
        ("fil", "11/24/2026", "Nobyembre dalawáng pû’t ápat, dalawáng libó’t dalawáng pû’t anim"),
        ("ru", "24.11.2026", "двадцать четвертого ноября две тысячи двадцать шестого года"),
    ],
)
def test_a_date_is_spoken_in_the_long_format_of_the_language(
    language: str, text: str, spoken: str
) -> None:
    assert normalize(text, language).text == spoken


def test_an_invalid_day_is_not_a_date() -> None:
    assert normalize("31.02.2026", "de").text == "drei eins null zwei zwei null zwei sechs"


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "um 14:30 Uhr und 14:00", "um vierzehn Uhr dreißig und vierzehn Uhr"),
        ("de", "14.30 Uhr", "vierzehn Uhr dreißig"),
        ("nl", "14.30 uur", "veertien uur dertig"),
        ("fr", "à 14h30, 14 h", "à quatorze heures trente, quatorze heures"),
        ("es", "14:30", "catorce treinta"),
        ("ja", "9:30", "九時三十分"),
        ("ko", "9:30", "아홉시 삼십분"),
        ("de", "2:1", "zwei zu eins"),
    ],
)
def test_a_time_is_spoken_by_hours_and_minutes(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "20.15h", "zwanzig Uhr fünfzehn"),
        ("de", "3.500 h", "dreitausendfünfhundert Stunden"),
        ("es", "a las 8.30 h", "a las ocho treinta"),
        ("es", "20.15 horas", "veinte quince horas"),
    ],
)
def test_a_time_with_a_point(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("pl", "3 i 4 maja", "trzeciego i czwartego maja"),
        ("pl", "od 3 do 5 maja", "od trzeciego do piątego maja"),
        ("ru", "3, 4 и 5 мая", "третьего, четвертого и пятого мая"),
        ("ru", "с 3 по 5 мая", "с третьего по пятое мая"),
        ("ru", "3–5 мая", "третьего – пятого мая"),
        ("uk", "з 3 по 5 травня", "з третього по п'яте травня"),
        ("sv", "3 och 4 maj", "tredje och fjärde maj"),
        ("sv", "3–5 maj", "tredje till femte maj"),
        ("de", "vom 3.-5. Mai", "vom dritten bis fünften Mai"),
    ],
)
def test_days_of_one_month_agree_with_it(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("nl", "20u30", "twintig uur dertig"),
        ("nl", "om 8 u. begint het", "om acht uur begint het"),
        ("nl", "van 8u tot 9 u", "van acht uur tot negen uur"),
        ("nl", "op nummer 5 u helpen", "op nummer vijf u helpen"),
        ("sv", "Kl. 20.30", "Klockan tjugo trettio"),
        ("tr", "9.00-12.30", "dokuz ile on iki otuz"),
        ("tr", "20.30'da", "yirmi otuzda"),
        ("pl", "w godz. 14–18", "w godzinach od czternastej do osiemnastej"),
        ("ru", "к 2:30", "к двум тридцать"),
        ("ru", "с 9:00 до 12:30", "с девяти до двенадцати тридцать"),
    ],
)
def test_how_languages_write_hours(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken
