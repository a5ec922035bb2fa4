import pytest

from worker.script.normalize import Spoken, Word, normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "1.234 Leute", "eintausendzweihundertvierunddreißig Leute"),
        (
            "de",
            "Im Jahr 1985, 3,5 % mehr",
            "Im Jahr neunzehnhundertfünfundachtzig, drei Komma fünf",
        ),
        ("de-AT", "am 3. Mai, der 2. Mann", "am dritten Mai, der zweite Mann"),
        ("de", "12,50 €, 4,00 €", "zwölf Euro fünfzig, vier Euro"),
        ("de", "um 14:30, -5°", "um vierzehn dreißig, minus fünf Grad"),
        ("fr", "Le 1er mai, 2 000 élèves", "Le premier mai, deux mille élèves"),
        ("fr", "« 80 % » !", "quatre-vingts pour cent !"),
        ("es", "El 5º día & $3", "El quinto día y tres dólares"),
        ("pt", "17 casas", "dezessete casas"),
        ("pt-PT", "17 casas", "dezassete casas"),
        ("nb", "21 hus", "tjueen hus"),
        ("ru", "5 книг", "пять книг"),
        ("it", "007", "zero zero sette"),
    ],
)
def test_numbers_are_said_in_the_language(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text.startswith(spoken)


@pytest.mark.parametrize("language", ["ja", "ko", "am", "zh", "tlh"])
def test_a_language_whose_numbers_are_not_known_keeps_its_digits(language: str) -> None:
    assert normalize("12 345 $5", language).text == "12 345 $5"


def test_blanks_are_set_only_where_the_language_has_them() -> None:
    assert normalize("我在2019年买了。", "zh").text == "我在2019年买了。"
    assert normalize("um14uhr", "de").text == "um vierzehn uhr"


def test_of_a_link_the_host_is_left() -> None:
    assert normalize("auf https://www.beispiel.de/a/b?c", "de").text == "auf beispiel.de"


def test_quotes_and_ornaments_are_dropped_and_marks_kept() -> None:
    assert normalize("„Ja“, *sagte* sie …", "de").text == "Ja, sagte sie …"


def test_words_of_a_changed_text_are_traceable() -> None:
    assert normalize("zu 3 %!", "de") == Spoken(
        "zu drei Prozent!", (Word(0, 2, 0, 2), Word(3, 6, 3, 15))
    )
