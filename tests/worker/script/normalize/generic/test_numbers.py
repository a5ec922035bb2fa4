import num2words
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.script.normalize.generic.languages import NAMES, find_language
from worker.script.normalize.generic.numbers import digit_by_digit, integer, number
from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "1.234 Leute", "eintausendzweihundertvierunddreißig Leute"),
        ("de-CH", "1’234.5", "eintausendzweihundertvierunddreißig Komma fünf"),
        ("de", "Im Jahr 1985", "Im Jahr neunzehnhundertfünfundachtzig"),
        ("de-AT", "am 3. Mai, der 2. Mann", "am dritten Mai, der zweite Mann"),
        ("fr", "Le 1er mai, 2 000 élèves", "Le premier mai, deux mille élèves"),
        ("es", "El 5º día", "El quinto día"),
        ("pt", "17 casas", "dezessete casas"),
        ("pt-PT", "17 casas", "dezassete casas"),
        ("nb", "21 hus", "tjueen hus"),
        ("ru", "5 книг", "пять книг"),
        ("ru", "2,25", "две целых двадцать пять сотых"),
        ("it", "007", "zero zero sette"),
        ("it", "3,25", "tre virgola venticinque"),
        ("vi", "12,05 và -5", "mười hai phẩy không năm và âm năm"),
        ("tr", "12,05", "on iki virgül sıfır beş"),
        ("fa", "۱۲٫۰۵", "دوازده ممیز صفر پنج"),
        ("hi", "१२,३४,५६७", "बारह लाख चौंतीस हज़ार पाँच सौ सड़सठ"),
        ("zh", "12,345", "一万二千三百四十五"),
        ("zh-TW", "105萬", "一百零五萬"),
        ("el", "21", "είκοσι ένα"),
        ("gl", "26", "vinte e seis"),
        ("de", "Web 2.0", "Web zwei Punkt null"),
        ("ja", "1.2.3", "一点二点三"),
    ],
)
def test_numbers_are_spoken_in_the_language(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize("language", ["tlh", "eu", "si"])
def test_a_language_without_number_words_keeps_its_digits(language: str) -> None:
    assert normalize("12 345,5", language).text == "12 345,5"


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("digits", ["0", "7", "21", "100", "1100", "2026", "7000003", "1" * 15])
def test_every_language_with_a_word_for_the_point_has_words_for_numbers(
    language: str, digits: str
) -> None:
    known = find_language(language, "")
    assert number(digits, "05", known)
    assert number(digits, "", known, "ordinal")
    assert known.profile.minus


@settings(max_examples=50)
@given(st.sampled_from(NAMES), st.from_regex("[0-9]{1,40}", fullmatch=True))
def test_no_digit_is_left_and_a_long_number_is_spoken_digit_by_digit(
    name: str, digits: str
) -> None:
    language = find_language(name, "")
    words = integer(digits, language)
    assert words
    assert not any(character.isdecimal() for character in words)
    if len(digits) > 15:
        assert words == digit_by_digit(digits, language)


def test_numbers_are_those_of_num2words_where_it_is_used() -> None:
    assert integer("87", find_language("da", "")) == num2words.num2words(87, lang="da")


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("fr", "3,14", "trois virgule quatorze"),
        ("fr", "0,375", "zéro virgule trois cent soixante-quinze"),
        ("fr", "24,1313", "vingt-quatre virgule treize treize"),
        ("es", "1,05", "uno coma cero cinco"),
        ("es", "1,253002", "uno coma veinticinco treinta cero dos"),
        ("tr", "5,12", "beş virgül on iki"),
        ("de", "3,14", "drei Komma eins vier"),
        ("pt", "1,26", "um vírgula dois seis"),
    ],
)
def test_decimals_are_digits_or_numbers(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken
