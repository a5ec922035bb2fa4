import pytest

from worker.script.normalize import normalize


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


@pytest.mark.parametrize("text", ["el 2/3", "12/3 de", "2/3/2024 de", "1/2, 3/4"])
def test_a_slash_may_make_a_date_elsewhere(text: str) -> None:
    said = normalize(text, "es").text
    assert "terc" not in said
    assert "medio" not in said
    assert "cuarto" not in said


def test_a_fraction_sign_stays_in_a_language_without_a_word_for_it() -> None:
    assert "½" in normalize("½", "th").text
