import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2 mulheres, 1 mulher", "duas mulheres, uma mulher"),
        ("22 casas, 200 pessoas", "vinte e duas casas, duzentas pessoas"),
        ("21 livros", "vinte e um livros"),
        ("1 escola", "uma escola"),
    ],
)
def test_numbers_agree_with_their_noun(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1 de maio", "primeiro de maio"),
        ("01/05/2024", "primeiro de maio de dois mil e vinte e quatro"),
        ("1.º de maio", "primeiro de maio"),
        ("07/08/2010", "sete de agosto de dois mil e dez"),
    ],
)
def test_the_first_day_is_an_ordinal(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("14h30, 22h09", "catorze horas e trinta, vinte e duas horas e nove"),
        ("14:30", "catorze horas e trinta"),
        ("1h", "uma hora"),
        ("às 14.30", "às catorze horas e trinta"),
        ("9:05:10", "nove horas e cinco minutos e dez segundos"),
    ],
)
def test_hours_are_feminine(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("R$ 3,50, R$ 0,50", "três reais e cinquenta centavos, cinquenta centavos"),
        ("R$ 1.412", "mil quatrocentos e doze reais"),
        ("$5, € 2", "cinco dólares, dois euros"),
    ],
)
def test_money_is_said_briefly(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("século XIX, século V", "século dezenove, século quinto"),
        ("D. Pedro II, João Paulo II", "dom Pedro segundo, João Paulo segundo"),
        ("Luís XIV", "Luís catorze"),
        ("II Guerra Mundial", "segunda Guerra Mundial"),
        ("capítulo IV", "capítulo quatro"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("99999-8888", "nove nove nove nove nove, oito oito oito oito"),
        ("(11) 98765-4321", "um um, nove oito sete seis cinco, quatro três dois um"),
        ("tel. 912 345 678", "telefone nove um dois, três quatro cinco, seis sete oito"),
    ],
)
def test_telephone_numbers_are_spoken_digit_by_digit(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Sr. Silva, Dra. Costa", "senhor Silva, doutora Costa"),
        ("D. Pedro e D. Maria", "dom Pedro e dona Maria"),
        ("etc. e p. ex. isto", "et cetera e por exemplo isto"),
        ("pág. 5", "página cinco"),
        ("S. Paulo", "São Paulo"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2 xícara", "meia xícara"),
        ("3/4 de litro", "três quartos de litro"),
        ("5/6, 3/10", "cinco sextos, três décimos"),
        ("2 1/2 litros", "dois e meio litros"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("100º aniversário", "centésimo aniversário"),
        ("3ª vez", "terceira vez"),
        ("134º", "centésimo trigésimo quarto"),
    ],
)
def test_ordinals_have_a_gender(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1.010.101", "um milhão dez mil cento e um"),
        ("1.001.110", "um milhão mil cento e dez"),
        ("2.500.300", "dois milhões quinhentos mil e trezentos"),
        ("1.500.000", "um milhão e quinhentos mil"),
        ("1.000.100", "um milhão e cem"),
        ("1.000.101", "um milhão cento e um"),
        ("1.200.000.000", "um bilhão e duzentos milhões"),
        ("1.210.000.000", "um bilhão duzentos e dez milhões"),
        ("1.002.500.000", "um bilhão dois milhões e quinhentos mil"),
        ("1.000.000.005", "um bilhão e cinco"),
        ("2.003.004.005", "dois bilhões três milhões quatro mil e cinco"),
        ("3.000.000", "três milhões"),
    ],
)
def test_the_e_of_millions_joins_the_last_group_only(text: str, spoken: str) -> None:
    assert normalize(text, "pt").text == spoken
