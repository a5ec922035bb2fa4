import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "½ Liter, 2½ Jahre", "einhalb Liter, zwei einhalb Jahre"),
        ("es", "¾ y 2 ½ años", "tres cuartos y dos y medio años"),
        ("fr", "⅓, 2½, 2¼", "un tiers, deux et demi, deux et un quart"),
        ("ru", "⅔, 2½", "две трети, два с половиной"),
        ("zh", "½", "二分之一"),
    ],
)
def test_signs_are_spoken_alone_and_after_a_number(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "2/3 der Wähler", "zwei Drittel der Wähler"),
        ("es", "2/3 de los votantes", "dos tercios de los votantes"),
        ("fr", "3/4 d'heure, 1/4 des voix", "trois quarts d'heure, un quart des voix"),
        ("it", "1/2 dell'anno", "mezzo dell'anno"),
    ],
)
def test_a_slash_makes_a_fraction_before_the_word_for_of(
    language: str, text: str, spoken: str
) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize("text", ["el 2/3", "12/3 de", "2/3/2024 de", "el 1/2 y el 3/4"])
def test_a_slash_may_make_a_date_elsewhere(text: str) -> None:
    said = normalize(text, "es").text
    assert "terc" not in said
    assert "medio" not in said
    assert "cuarto" not in said


def test_a_fraction_sign_stays_in_a_language_without_a_word_for_it() -> None:
    assert "½" in normalize("½", "th").text


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "5/8 Zoll", "fünf Achtel Zoll"),
        ("fr", "1/2 litre", "un demi litre"),
        ("fr", "5/8", "cinq huitièmes"),
        ("es", "1/2 taza", "media taza"),
        ("it", "3/8", "tre ottavi"),
        ("pt", "2/5", "dois quintos"),
        ("nl", "5/8", "vijf achtste"),
        ("sv", "5/8", "fem åttondelar"),
        ("pl", "1/2 litra", "pół litra"),
        ("ru", "5/8", "пять восьмых"),
        ("uk", "2/5", "дві п'ятих"),
        ("tr", "3/5", "beşte üç"),
        ("ja", "2/5", "五分の二"),
        ("zh", "2/5", "五分之二"),
        ("ko", "2/5", "오분의 이"),
        ("de", "1/2 km, ¾ m", "einhalb Kilometer, drei Viertel Meter"),
        ("pl", "1/2 km", "pół kilometra"),
        ("cs", "1/2 l", "půl litru"),
        ("ro", "3/4", "trei sferturi"),
        ("hu", "2/3", "kétharmad"),
        ("sk", "2 1/2 l", "dva a pol litra"),
        ("cs", "1/5", "jedna pět"),
        ("cs", "3/4/5", "tři čtyři pět"),
        ("da", "1/2", "et to"),
    ],
)
def test_a_slash_makes_a_fraction_before_a_noun_and_alone(
    language: str, text: str, spoken: str
) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "2019/20"),
        ("de", "24/7"),
        ("fr", "page 1/2"),
        ("pt", "páginas 3/4"),
        ("de", "S. 3/4"),
    ],
)
def test_a_slash_between_seasons_or_pages_makes_no_fraction(language: str, text: str) -> None:
    said = normalize(text, language).text
    assert not any(part in said for part in ("tel", "demi", "quart"))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Drs. 19/1234", "Drucksache neunzehn zwölfhundertvierunddreißig"),
        ("3/128", "drei Einhundertachtundzwanzigstel"),
        ("1/1000", "ein Tausendstel"),
    ],
)
def test_the_number_of_a_paper_is_no_fraction(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken
