import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Le XXe siècle et le XIXe", "Le vingtième siècle et le dix-neuvième"),
        ("François Ier", "François premier"),
        ("Louis XIV régna", "Louis quatorze régna"),
        ("Élisabeth II et Charles X", "Élisabeth deux et Charles dix"),
        ("la Ve République", "la cinquième République"),
        ("le IIe s.", "le deuxième siècle."),
        ("Tome II, acte IV", "Tome deux, acte quatre"),
        ("chap. V", "chapitre cinq"),
        ("Apollo XIII", "Apollo treize"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "fr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("vitamine C", "vitamine C"),
        ("le CD et le DVD", "le CD et le DVD"),
        ("M. X", "monsieur X"),
        ("C. Martin", "C. Martin"),
    ],
)
def test_letters_that_are_no_numerals_stay(text: str, spoken: str) -> None:
    assert normalize(text, "fr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("M. Dupont et Mme Martin", "monsieur Dupont et madame Martin"),
        ("MM. Durand et Petit", "messieurs Durand et Petit"),
        ("Dr Martin, Me Dupond", "docteur Martin, maître Dupond"),
        ("le Ier siècle av. J.-C.", "le premier siècle avant Jésus-Christ."),
        ("12 av. Foch", "douze avenue Foch"),
        ("p. 12, pp. 3-5, art. 4", "page douze, pages trois à cinq, article quatre"),
        ("etc. et c.-à-d. ceci", "et cetera et c'est-à-dire ceci"),
        ("env. 40 km", "environ quarante kilomètres"),
        ("St-Denis", "saint-Denis"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "fr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "le 1er mai, la 1re fois, la 1ère fois",
            "le premier mai, la première fois, la première fois",
        ),
        ("la 2de guerre, le 2nd tour", "la seconde guerre, le second tour"),
        ("le 100e anniversaire, la 21e fois", "le centième anniversaire, la vingt et unième fois"),
        ("3ème, 5ème étage", "troisième, cinquième étage"),
    ],
)
def test_ordinals_have_a_gender(text: str, spoken: str) -> None:
    assert normalize(text, "fr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "21 personnes et 1 femme, 31 fois",
            "vingt et une personnes et une femme, trente et une fois",
        ),
        ("1 homme, 21 jours", "un homme, vingt et un jours"),
    ],
)
def test_one_agrees_with_its_noun(text: str, spoken: str) -> None:
    assert normalize(text, "fr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "1h30, 0h15, 21h, 14h30",
            "une heure trente, zéro heure quinze, vingt-et-une heures, quatorze heures trente",
        ),
        ("12:05:09", "douze heures cinq minutes et neuf secondes"),
        ("de 9h30 à 17h", "de neuf heures trente à dix-sept heures"),
        ("à 14.30", "à quatorze heures trente"),
    ],
)
def test_an_hour_agrees_with_its_number(text: str, spoken: str) -> None:
    assert normalize(text, "fr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("le 02/03/2003", "le deux mars deux mille trois"),
        ("le 1/2/2023", "le premier février deux mille vingt-trois"),
        ("le 24/12 au soir", "le vingt-quatre décembre au soir"),
        ("le 17/06", "le dix-sept juin"),
        ("17.06", "dix-sept juin"),
    ],
)
def test_dates_have_slashes_and_points(text: str, spoken: str) -> None:
    assert normalize(text, "fr").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "12,50 €, 0,99 €, 1 €",
            "douze euros cinquante centimes, quatre-vingt-dix-neuf centimes, un euro",
        ),
    ],
)
def test_money_has_cents(text: str, spoken: str) -> None:
    assert normalize(text, "fr").text == spoken
