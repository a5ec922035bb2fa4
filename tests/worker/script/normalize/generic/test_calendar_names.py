import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "Mo.–Fr. geöffnet", "Montag bis Freitag geöffnet"),
        ("de", "Di-Do 9–17 Uhr", "Dienstag bis Donnerstag neun bis siebzehn Uhr"),
        ("de", "Sa 10–14 Uhr", "Samstag zehn bis vierzehn Uhr"),
        ("de", "Sa./So. geschlossen", "Samstag und Sonntag geschlossen"),
        ("de", "Mi., 15. Mai", "Mittwoch, fünfzehnter Mai"),
        ("fr", "ouvert lun.-ven.", "ouvert lundi à vendredi."),
        ("fr", "sam. 3 mai", "samedi trois mai"),
        ("es", "lun-vie", "lunes a viernes"),
        ("it", "sab/dom", "sabato e domenica"),
        ("nl", "ma-vr", "maandag tot vrijdag"),
        ("ru", "пн–пт", "понедельник – пятница"),
    ],
)
def test_weekdays_in_ranges_and_before_numbers(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize("text", ["So-so.", "Das ist so.", "E-Mail", "S-Bahn", "ja-nein", "Do it"])
def test_words_that_are_no_weekdays(text: str) -> None:
    assert normalize(text, "de").text == text


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "05/2024", "Mai zweitausendvierundzwanzig"),
        ("de", "01/1985", "Januar neunzehnhundertfünfundachtzig"),
        ("es", "05/2024", "mayo de dos mil veinticuatro"),
        ("fr", "08/1999", "août mille neuf cent quatre-vingt-dix-neuf"),
        ("pl", "05/2024", "maj dwa tysiące dwadzieścia cztery"),
    ],
)
def test_a_month_of_a_year(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("fr", "du 7 oct. 2016", "du sept octobre deux mille seize"),
        ("fr", "en févr. 2020", "en février deux mille vingt"),
        ("es", "el 5 de dic.", "el cinco de diciembre."),
        ("it", "il 3 gen. 1950", "il tre gennaio millenovecentocinquanta"),
        ("it", "vinse 3 set. a zero", "vinse tre set. a zero"),
        ("pt", "11 de dez. de 1990", "onze de dezembro de mil novecentos e noventa"),
        ("nl", "7 okt. 2016", "zeven oktober tweeduizendzestien"),
        ("pl", "7 paź. 2016 r.", "siódmego października dwa tysiące szesnastego roku."),
        ("ru", "3 янв. 1950 г.", "третьего января тысяча девятьсот пятидесятого года."),
        ("uk", "3 січ. 1950 р.", "третього січня тисяча дев'ятсот п'ятдесятого року."),
    ],
)
def test_abbreviated_months(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text"), [("cs", "v století st. byla"), ("ru", "сб. статей"), ("de", "So. und")]
)
def test_other_words_before_words_are_no_weekdays(language: str, text: str) -> None:
    assert normalize(text, language).text == text
