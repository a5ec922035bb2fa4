import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "+5 °C", "plus fünf Grad Celsius"),
        ("de", "±2 Prozent", "plus minus zwei Prozent"),
        ("de", "ab ≥ 18 Jahren", "ab mindestens achtzehn Jahren"),
        ("de", "<= 3 kg", "höchstens drei Kilogramm"),
        ("de", "3 + 4 = 7", "drei plus vier gleich sieben"),
        ("de", "3+4=7", "drei plus vier gleich sieben"),
        ("de", "20:00 Uhr GMT-3", "zwanzig Uhr GMT minus drei"),
        ("fr", "3 × 4 m", "trois fois quatre mètres"),
        ("fr", "< 5 %", "moins de cinq pour cent"),
        ("fr", "un écart de ±0,5", "un écart de plus ou moins zéro virgule cinq"),
        ("es", "UTC+2", "UTC más dos"),
        ("es", "x ≠ 3", "x distinto de tres"),
        ("it", "+3%", "più tre percento"),
        ("pt", "6 ÷ 2", "seis dividido por dois"),
        ("nl", "≈ 40", "ongeveer veertig"),
        ("sv", "> 100", "mer än etthundra"),
        ("pl", "+10%", "plus dziesięć procent"),
        ("ru", "+20 °C", "плюс двадцать градусов Цельсия"),
        ("uk", "≤ 3", "максимум три"),
        ("tr", "2 × 3", "iki çarpı üç"),
        ("ja", "3+4=7", "三プラス四イコール七"),
        ("zh", "3×4=12", "三乘以四等于十二"),
        ("ko", "±5%", "플러스마이너스 오 퍼센트"),
        ("cs", "+7", "plus sedm"),
    ],
)
def test_operators_between_operands_and_before_numbers(
    language: str, text: str, spoken: str
) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Disney+ zeigt es.", "Disney plus zeigt es."),
        ("C++ lernen", "C plus plus lernen"),
        ("die Generation 50+", "die Generation fünfzig plus"),
    ],
)
def test_a_plus_after_a_name_or_a_number(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize("text", ["+ Punkt eins", "<b>", "a=b", "=====", "Ich <3 dich"])
def test_signs_that_are_no_operators(text: str) -> None:
    spoken = normalize(text, "de").text
    assert not any(word in spoken for word in ("plus", "gleich", "weniger", "mehr"))


def test_a_sign_without_a_word_is_left_to_the_voice() -> None:
    assert normalize("3 × 4", "ar").text == "ثلاثة × أربعة"


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "die 4x100 m", "die vier mal einhundert Meter"),
        ("ru", "4х100 м", "четыре на сто метров"),
        ("es", "1920x1080", "mil novecientos veinte por mil ochenta"),
        ("pt", "venceu por 3x2", "venceu por três a dois"),
        ("pt", "5 x 2 = 10", "cinco vezes dois igual a dez"),
        ("pt", "4x100 m", "quatro vezes cem metros"),
        ("tr", "+%1,2", "artı yüzde bir virgül iki"),
        ("de", "x5 und Xerox", "x fünf und Xerox"),
    ],
)
def test_an_x_between_numbers(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        (
            "de",
            "Müller (* 1950; † 2020)",
            "Müller (geboren neunzehnhundertfünfzig; gestorben zweitausendzwanzig)",
        ),
        ("fr", "Durand (* 3 mai 1950)", "Durand (né trois mai mille neuf cent cinquante)"),
        ("de", "ein * steht dort", "ein steht dort"),
    ],
)
def test_the_signs_of_a_life(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken
