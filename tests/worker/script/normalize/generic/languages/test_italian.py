import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1 donna, 1 uomo, 1 studente, 1 zaino", "una donna, un uomo, uno studente, uno zaino"),
        ("1 volta", "una volta"),
    ],
)
def test_one_agrees_with_its_noun(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("150° anniversario, 3° posto", "centocinquantesimo anniversario, terzo posto"),
        ("2ª volta", "seconda volta"),
        ("1° maggio", "primo maggio"),
    ],
)
def test_ordinals_have_a_gender(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a 30°", "a trenta gradi"),
        ("angolo di 90°", "angolo di novanta gradi"),
    ],
)
def test_degrees_are_no_ordinals(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("XX secolo", "ventesimo secolo"),
        ("il secolo XIX", "il secolo diciannovesimo"),
        ("nei secoli XV e XVI", "nei secoli quindicesimo e sedicesimo"),
        ("Giovanni XXIII, Luigi XIV", "Giovanni ventitreesimo, Luigi quattordicesimo"),
        ("Vittorio Emanuele II, Elisabetta II", "Vittorio Emanuele secondo, Elisabetta seconda"),
        ("la II guerra mondiale", "la seconda guerra mondiale"),
        ("capitolo IV, Rocky II", "capitolo quarto, Rocky due"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("alle 9.05", "alle nove e cinque"),
        ("alle ore 14.30", "alle ore quattordici e trenta"),
        ("23:45", "ventitré e quarantacinque"),
        ("14:30:05", "quattordici ore trenta minuti e cinque secondi"),
    ],
)
def test_times_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("il 1/5/2024", "il primo maggio duemilaventiquattro"),
        ("il 02/03/2003", "il due marzo duemilatré"),
        ("il 2/3", "il due marzo"),
    ],
)
def test_dates_begin_with_an_ordinal(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("anni '80", "anni ottanta"),
        ("gli anni '90", "gli anni novanta"),
    ],
)
def test_decades_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("dott. Rossi, sig.ra Bianchi", "dottor Rossi, signora Bianchi"),
        ("prof. Verdi, on. Neri", "professor Verdi, onorevole Neri"),
        ("ecc. e p. 12", "eccetera e pagina dodici"),
        ("S. Maria e S. Pietro", "Santa Maria e San Pietro"),
        ("n. 6", "numero sei"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5,50 €, 1 €, 0,01 €", "cinque euro e cinquanta centesimi, un euro, un centesimo"),
    ],
)
def test_money_has_cents(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2 litro, 3/4 d'ora, 5/6", "mezzo litro, tre quarti d'ora, cinque sesti"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "it").text == spoken
