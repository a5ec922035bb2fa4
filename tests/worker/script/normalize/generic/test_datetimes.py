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
    ("language", "text", "spoken"),
    [
        ("nl", "20u30", "twintig uur dertig"),
        ("nl", "om 8 u. begint het", "om acht uur begint het"),
        ("sv", "Kl. 20.30", "Klockan tjugo trettio"),
        ("tr", "9.00-12.30", "dokuz ile on iki otuz"),
        ("tr", "20.30'da", "yirmi otuzda"),
        ("pl", "w godz. 14–18", "w godzinach od czternastej do osiemnastej"),
        ("ru", "с 9:00 до 12:30", "с девяти до двенадцати тридцать"),
    ],
)
def test_how_languages_write_hours(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken
