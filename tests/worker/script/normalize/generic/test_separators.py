import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("fr", "8h-17h", "huit heures à dix-sept heures"),
        ("fr", "8h30-17h", "huit heures trente à dix-sept heures"),
        ("pt", "9h–18h", "nove horas a dezoito horas"),
        ("de", "9-18 Uhr", "neun bis achtzehn Uhr"),
        ("de", "ein 3-1", "ein drei eins"),
    ],
)
def test_ranges_of_hours(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "la Ley 3/2018", "la Ley tres de dos mil dieciocho"),
        ("es", "la temporada 2019/2020", "la temporada dos mil diecinueve dos mil veinte"),
        ("it", "il decreto 34/2020", "il decreto trentaquattro del duemilaventi"),
        ("pt", "a Lei 8.112/1990", "a Lei oito mil cento e doze de mil novecentos e noventa"),
    ],
)
def test_the_number_of_a_law_is_no_fraction(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "5%-10%", "fünf Prozent bis zehn Prozent"),
        ("de", "5 kg-10 kg", "fünf Kilogramm bis zehn Kilogramm"),
        ("de", "um -5 %", "um minus fünf Prozent"),
        ("fr", "5 €-10 €", "cinq euros à dix euros"),
        ("es", "$5-$10", "cinco dólares a diez dólares"),
        ("zh", "5%-10%", "百分之五到百分之十"),
        ("zh", "3:2获胜", "三比二获胜"),
    ],
)
def test_ranges_of_amounts(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken
