import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("У 1945 році", "У тисяча дев'ятсот сорок п'ятому році"),
        ("1945 рік", "тисяча дев'ятсот сорок п'ятий рік"),
        ("з 1945 року", "з тисяча дев'ятсот сорок п'ятого року"),
        ("у 2020 р.", "у дві тисячі двадцятому році."),
        (
            "24 серпня 1991 року",
            "двадцять четвертого серпня тисяча дев'ятсот дев'яносто першого року",
        ),
        ("3 січня", "третього січня"),
        ("01/02/2023", "першого лютого дві тисячі двадцять третього року"),
    ],
)
def test_years_and_days_are_ordinals_in_their_case(text: str, spoken: str) -> None:
    assert normalize(text, "uk").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1 година, 2 книги", "одна година, дві книги"),
        ("21 книга", "двадцять одна книга"),
        ("2 столи", "два столи"),
        ("22 особи", "двадцять дві особи"),
    ],
)
def test_numbers_agree_with_their_noun(text: str, spoken: str) -> None:
    assert normalize(text, "uk").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("90-ті", "дев'яності"),
        ("у 90-х", "у дев'яностих"),
        ("1-й, 1-ша, 5-го", "перший, перша, п'ятого"),
        ("10-річний", "десятирічний"),
    ],
)
def test_suffixes_show_the_form_of_an_ordinal(text: str, spoken: str) -> None:
    assert normalize(text, "uk").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("о 14:30", "о чотирнадцятій тридцять"),
        ("о 9:00", "о дев'ятій"),
        ("до 16:00", "до шістнадцятої"),
    ],
)
def test_hours_are_ordinals(text: str, spoken: str) -> None:
    assert normalize(text, "uk").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("У XX столітті", "У двадцятому столітті"),
        ("XIX століття було", "дев'ятнадцяте століття було"),
        ("XXI ст.", "двадцять першого століття."),
        ("Петра I, Катерина II", "Петра першого, Катерина друга"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "uk").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("150 грн", "сто п'ятдесят гривень"),
        ("22 ₴, 3,50 ₴", "двадцять дві гривні, три гривні п'ятдесят копійок"),
        ("$5", "п'ять доларів"),
    ],
)
def test_money_has_plural_forms(text: str, spoken: str) -> None:
    assert normalize(text, "uk").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("вул. Хрещатик, м. Київ", "вулиця Хрещатик, місто Київ"),
        ("№ 5", "номер п'ять"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "uk").text == spoken
