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
