import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "3 €/kg", "drei Euro pro Kilogramm"),
        ("de", "12 €/m²", "zwölf Euro pro Quadratmeter"),
        ("de", "230 Einwohner/km²", "zweihundertdreißig Einwohner pro Quadratkilometer"),
        ("de", "50 kWh/Tag", "fünfzig Kilowattstunden pro Tag"),
        ("de", "30 Euro/Monat", "dreißig Euro pro Monat"),
        ("de", "80/min", "achtzig pro Minute"),
        ("de", "6 Liter/100 km", "sechs Liter auf einhundert Kilometer"),
        ("de", "20 €/Person", "zwanzig Euro pro Person"),
        ("fr", "5,5 l/100 km", "cinq virgule cinq litres aux cent kilomètres"),
        ("fr", "10 €/mois", "dix euros par mois"),
        ("fr", "120 hab./km²", "cent vingt habitants par kilomètre carré"),
        ("fr", "2 €/pers. par jour", "deux euros par personne par jour"),
        ("es", "4,5/s", "cuatro coma cinco por segundo"),
        ("es", "5 mg/l", "cinco miligramos por litro"),
        ("de", "15 €/Std.", "fünfzehn Euro pro Stunde."),
        ("it", "120 ab./km²", "centoventi abitanti per chilometro quadrato"),
        ("pl", "120 os./ha", "sto dwadzieścia osób na hektar"),
        ("it", "5 euro/mese", "cinque euro al mese"),
        ("it", "2 t/ha", "due tonnellate per ettaro"),
        ("pt", "5 mg/dia", "cinco miligramas por dia"),
        ("nl", "€ 5/kg", "vijf euro per kilogram"),
        ("sv", "3 kr/dygn", "tre kronor per dygn"),
        ("pl", "12 zł/kg", "dwanaście złotych na kilogram"),
        ("ru", "3 €/кг", "три евро за килограмм"),
        ("uk", "5 мг/л", "п'ять міліграмів за літр"),
        ("ca", "12 €/kg", "dotze euros per quilogram"),
    ],
)
def test_the_slash_of_a_rate_is_said(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize("text", ["er/sie", "und/oder", "m/w/d", "A/B", "Lehrer/Tag"])
def test_a_slash_without_a_quantity_is_no_rate(text: str) -> None:
    assert normalize(text, "de").text == text


def test_the_point_after_a_rate_ends_the_sentence() -> None:
    assert normalize("Es kostet 3 €/kg.", "de").text == "Es kostet drei Euro pro Kilogramm."
