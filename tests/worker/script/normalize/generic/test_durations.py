import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "2:03:45 Stunden", "zwei Stunden drei Minuten und fünfundvierzig Sekunden"),
        ("de", "in 1:32 Minuten", "in eine Minute und zweiunddreißig Sekunden"),
        ("de", "1:30 Std.", "eine Stunde dreißig Minuten."),
        (
            "de",
            "Er lief 2:03:45 Stunden.",
            "Er lief zwei Stunden drei Minuten und fünfundvierzig Sekunden.",
        ),
        ("fr", "en 1'32''", "en une minute et trente-deux secondes"),
        ("fr", "2 h 03 min 45 s", "deux heures trois minutes et quarante-cinq secondes"),
        ("it", "2h03'45\"", "due ore tre minuti e quarantacinque secondi"),
        ("pt", "15h15min", "quinze horas e quinze minutos"),
        ("pl", "2:03:45", "dwie godziny trzy minuty czterdzieści pięć sekund"),
        ("ru", "2:03:45", "два часа три минуты сорок пять секунд"),
        ("ru", "8 ч. 30 мин. в пути", "восемь часов тридцать минут в пути"),
        ("es", "9,58 s", "nueve coma cincuenta y ocho segundos"),
        ("de", "52° 31′ N", "zweiundfünfzig Grad und einunddreißig Minuten N"),
    ],
)
def test_parts_of_a_duration_have_their_units(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("um 14:30 Uhr", "um vierzehn Uhr dreißig"),
        ("das 2:1 Tore", "das zwei zu eins Tore"),
        ("um 8:05 kam er", "um acht Uhr fünf kam er"),
    ],
)
def test_a_time_or_a_score_is_no_duration(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken
