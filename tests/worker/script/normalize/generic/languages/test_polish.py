import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2 kwietnia", "drugiego kwietnia"),
        ("22 maja 2024 r.", "dwudziestego drugiego maja dwa tysiące dwudziestego czwartego roku."),
        (
            "1 września 1939 r. o świcie",
            "pierwszego września tysiąc dziewięćset trzydziestego dziewiątego roku o świcie",
        ),
        ("w 1945 roku", "w tysiąc dziewięćset czterdziestym piątym roku"),
        ("z 1945 roku", "z tysiąc dziewięćset czterdziestego piątego roku"),
        ("1945 rok", "tysiąc dziewięćset czterdziesty piąty rok"),
        ("w 2020 r.", "w dwa tysiące dwudziestym roku."),
        ("24.11.2026", "dwudziestego czwartego listopada dwa tysiące dwudziestego szóstego roku"),
    ],
)
def test_days_and_years_are_ordinals_in_their_case(text: str, spoken: str) -> None:
    assert normalize(text, "pl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("lata 80. były", "lata osiemdziesiąte były"),
        ("w latach 90.", "w latach dziewięćdziesiątych."),
        ("lat 70.", "lat siedemdziesiątych."),
    ],
)
def test_decades_are_in_their_case(text: str, spoken: str) -> None:
    assert normalize(text, "pl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1. miejsce", "pierwsze miejsce"),
        ("na 3. miejscu", "na trzecim miejscu"),
        ("2. klasa", "druga klasa"),
        ("w 1. połowie", "w pierwszej połowie"),
        ("3. piętro", "trzecie piętro"),
        ("100. rocznica", "setna rocznica"),
    ],
)
def test_ordinals_agree_with_their_noun(text: str, spoken: str) -> None:
    assert normalize(text, "pl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("22 osoby, 2 kobiety", "dwadzieścia dwie osoby, dwie kobiety"),
        ("2 domy", "dwa domy"),
        ("1 osoba, 1 miasto", "jedna osoba, jedno miasto"),
        ("do 5 osób", "do pięciu osób"),
        ("w 3 miastach", "w trzech miastach"),
        ("z 20 krajów", "z dwudziestu krajów"),
        ("z 5 osobami", "z pięcioma osobami"),
    ],
)
def test_numbers_agree_with_their_noun(text: str, spoken: str) -> None:
    assert normalize(text, "pl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("o 14:30", "o czternastej trzydzieści"),
        ("od 8:00 do 16:00", "od ósmej do szesnastej"),
        ("o godz. 9", "o godzinie dziewiątej"),
        ("godz. 14:30", "godzina czternasta trzydzieści"),
    ],
)
def test_hours_are_ordinals(text: str, spoken: str) -> None:
    assert normalize(text, "pl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("W XIX wieku", "W dziewiętnastym wieku"),
        ("XX wiek", "dwudziesty wiek"),
        ("w XXI w.", "w dwudziestym pierwszym wieku."),
        ("Jan Paweł II", "Jan Paweł drugi"),
        ("Jana Pawła II", "Jana Pawła drugiego"),
        ("Henryka VIII", "Henryka ósmego"),
        ("II wojna światowa", "druga wojna światowa"),
        ("podczas II wojny", "podczas drugiej wojny"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "pl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("np. to, m.in. tamto", "na przykład to, między innymi tamto"),
        ("itd. i tzw. coś", "i tak dalej i tak zwany coś"),
        ("ul. Długa 5, przy ul. Długiej", "ulica Długa pięć, przy ulicy Długiej"),
        ("nr 5, str. 12", "numer pięć, strona dwanaście"),
        ("prof. Nowak, dr Kowalski", "profesor Nowak, doktor Kowalski"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "pl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "25 zł, 3,25 zł, 1 zł, 2 zł",
            "dwadzieścia pięć złotych, trzy złote dwadzieścia pięć groszy, jeden złoty, dwa złote",
        ),
        ("0,50 zł", "pięćdziesiąt groszy"),
        ("$5, 3 £", "pięć dolarów, trzy funty"),
    ],
)
def test_money_has_plural_forms(text: str, spoken: str) -> None:
    assert normalize(text, "pl").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2 litra, 3/4 szklanki", "pół litra, trzy czwarte szklanki"),
        ("5/6, 2/5", "pięć szóstych, dwie piąte"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "pl").text == spoken
