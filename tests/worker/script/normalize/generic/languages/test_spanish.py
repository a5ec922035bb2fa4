import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("21 años, 31 libros", "veintiún años, treinta y un libros"),
        ("1 mujer, 1 libro", "una mujer, un libro"),
        ("41 casas", "cuarenta y una casas"),
        ("21 de mayo", "veintiuno de mayo"),
        ("1 de cada 3", "uno de cada tres"),
        ("200 personas, 500 programas", "doscientas personas, quinientos programas"),
    ],
)
def test_one_agrees_with_its_noun(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3.er piso, 1er lugar", "tercer piso, primer lugar"),
        ("5to año, 1ro, 2da vez", "quinto año, primero, segunda vez"),
        ("100.º aniversario, 23.ª edición", "centésimo aniversario, vigesimotercera edición"),
        ("150° aniversario", "centésimo quincuagésimo aniversario"),
        ("1.º de mayo", "primero de mayo"),
    ],
)
def test_ordinals_are_fused_and_shortened(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a 30°", "a treinta grados"),
        ("2º C", "dos grados Celsius"),
        ("temperatura de 20°", "temperatura de veinte grados"),
        ("20 °C", "veinte grados Celsius"),
    ],
)
def test_degrees_are_no_ordinals(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("el siglo XXI", "el siglo veintiuno"),
        ("siglo V a. C.", "siglo cinco antes de Cristo."),
        ("s. XIX", "siglo diecinueve"),
        ("el siglo XVIII-XIX", "el siglo dieciocho-diecinueve"),
        ("siglo xix", "siglo diecinueve"),
        ("Felipe VI habló, Isabel II", "Felipe sexto habló, Isabel segunda"),
        ("Alfonso XIII, Juan Pablo II", "Alfonso trece, Juan Pablo segundo"),
        ("la II Guerra Mundial", "la segunda Guerra Mundial"),
        ("el XXV aniversario", "el veinticinco aniversario"),
        ("capítulo IV", "capítulo cuatro"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("vitamina C", "vitamina C"),
        ("XL", "XL"),
        ("MD", "MD"),
        ("C.D. Leganés", "C.D. Leganés"),
    ],
)
def test_letters_that_are_no_numerals_stay(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a las 6.30, a las 14:30", "a las seis treinta, a las catorce treinta"),
        ("1:00", "una"),
        ("12.15 p. m.", "doce y cuarto del mediodía."),
        ("3:00 p.m.", "tres de la tarde."),
        ("10:15 p.m.", "diez y cuarto de la noche."),
        ("a las 8:00 a. m.", "a las ocho de la mañana."),
        ("14:30:05", "catorce horas treinta minutos y cinco segundos"),
    ],
)
def test_times_of_day_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/4 y 2/7", "un cuarto y dos séptimos"),
        ("1/2 taza", "media taza"),
        ("3/4 de litro", "tres cuartos de litro"),
        ("1/14, 1/41", "un catorceavo, un cuarentaiunavo"),
        ("2/100, 1/1000", "dos centésimos, un milésimo"),
        ("1/123", "uno sobre ciento veintitrés"),
        ("2 1/2 litros", "dos y medio litros"),
        ("-1/3", "menos un tercio"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Tel. 912 345 678", "Teléfono nueve uno dos, tres cuatro cinco, seis siete ocho"),
        ("llame al 555-1234", "llame al cinco cinco cinco, uno dos tres cuatro"),
        ("600 12 34 56", "seis cero cero, uno dos, tres cuatro, cinco seis"),
        (
            "tel.: (011) 4321-5678",
            "teléfono: cero uno uno, cuatro tres dos uno, cinco seis siete ocho",
        ),
    ],
)
def test_telephone_numbers_are_spoken_digit_by_digit(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2010-2015", "dos mil diez a dos mil quince"),
        ("entre 100-1000 personas", "entre cien a mil personas"),
        ("3000-5000 euros", "tres mil a cinco mil euros"),
    ],
)
def test_a_range_is_no_telephone_number(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$5, 5,01 €, 0,50 €", "cinco dólares, cinco euros un céntimo, cincuenta céntimos"),
        ("0,25 $", "veinticinco centavos"),
        ("$15.000 pesos", "quince mil pesos"),
    ],
)
def test_money_has_cents(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("el 02/03/2003", "el dos de marzo de dos mil tres"),
        ("el 25/12/2024", "el veinticinco de diciembre de dos mil veinticuatro"),
        ("el 11/09", "el once de septiembre"),
        ("el 9/11", "el nueve de noviembre"),
    ],
)
def test_dates_have_slashes(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Sr. Gómez y Sra. Ruiz", "Señor Gómez y Señora Ruiz"),
        ("D. Pedro, Dña. Ana", "don Pedro, doña Ana"),
        ("EE. UU. y EE.UU.", "Estados Unidos y Estados Unidos."),
        ("p. ej. esto, etc.", "por ejemplo esto, etcétera."),
        ("pág. 12, art. 5", "página doce, artículo cinco"),
        ("núm. 8", "número ocho"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "es").text == spoken
