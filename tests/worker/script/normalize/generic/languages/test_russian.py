import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("В 1945 году", "В тысяча девятьсот сорок пятом году"),
        ("с 1945 года", "с тысяча девятьсот сорок пятого года"),
        ("1945 год", "тысяча девятьсот сорок пятый год"),
        ("к 1945 году", "к тысяча девятьсот сорок пятому году"),
        ("в 2020 г.", "в две тысячи двадцатом году."),
        ("3 мая 2020 г.", "третьего мая две тысячи двадцатого года."),
        ("1941–1945 годы", "тысяча девятьсот сорок первый – тысяча девятьсот сорок пятый годы"),
        (
            "в 1990-1995 гг.",
            "в тысяча девятьсот девяностом – тысяча девятьсот девяносто пятом годах.",
        ),
    ],
)
def test_years_are_ordinals_in_their_case(text: str, spoken: str) -> None:
    assert normalize(text, "ru").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3 января", "третьего января"),
        ("9 мая 1945 года", "девятого мая тысяча девятьсот сорок пятого года"),
        ("24.11.2026", "двадцать четвертого ноября две тысячи двадцать шестого года"),
        ("01/02/2023", "первого февраля две тысячи двадцать третьего года"),
    ],
)
def test_days_are_ordinals(text: str, spoken: str) -> None:
    assert normalize(text, "ru").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2 женщины, 2 дома", "две женщины, два дома"),
        ("21 книга, 1 минута, 1 окно", "двадцать одна книга, одна минута, одно окно"),
        ("2 новых дома, 2 новые книги", "два новых дома, две новые книги"),
        ("до 5 человек", "до пяти человек"),
        ("в 3 городах", "в трех городах"),
        ("В 21 городе", "В двадцати одном городе"),
        ("из 20 стран", "из двадцати стран"),
        ("5 книг", "пять книг"),
    ],
)
def test_numbers_agree_with_their_noun(text: str, spoken: str) -> None:
    assert normalize(text, "ru").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("90-е", "девяностые"),
        ("в 90-х годах", "в девяностых годах"),
        ("1-я, 5-й, 3-го", "первая, пятый, третьего"),
        ("1-е место", "первое место"),
        ("в 1-й группе", "в первой группе"),
    ],
)
def test_suffixes_show_the_form_of_an_ordinal(text: str, spoken: str) -> None:
    assert normalize(text, "ru").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("10-летний", "десятилетний"),
        ("25-процентный", "двадцатипятипроцентный"),
        ("100-летие", "столетие"),
        ("10-летие", "десятилетие"),
    ],
)
def test_numbers_form_compounds(text: str, spoken: str) -> None:
    assert normalize(text, "ru").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("XX век", "двадцатый век"),
        ("в XX веке", "в двадцатом веке"),
        ("XIX века", "девятнадцатого века"),
        ("XIX в.", "девятнадцатого века."),
        ("в XXI в.", "в двадцать первом веке."),
        ("Пётр I, Петра I", "Пётр первый, Петра первого"),
        ("Екатерина II, Екатерины II", "Екатерина вторая, Екатерины второй"),
        ("II мировая война", "вторая мировая война"),
        ("II мировой войны", "второй мировой войны"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "ru").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("т.е. и т.д., и т.п.", "то есть и так далее, и тому подобное."),
        ("см. стр. 5", "смотри страница пять"),
        ("ул. Ленина, г. Москва, д. 5", "улица Ленина, город Москва, дом пять"),
        ("№ 5", "номер пять"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "ru").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "250 руб., 5 руб. 50 коп. всего",
            "двести пятьдесят рублей, пять рублей пятьдесят копеек всего",
        ),
        ("$5, 1 €, 2,50 €", "пять долларов, один евро, два евро пятьдесят центов"),
    ],
)
def test_money_has_plural_forms(text: str, spoken: str) -> None:
    assert normalize(text, "ru").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("8 (495) 123-45-67", "восемь, четыре девять пять, один два три, четыре пять, шесть семь"),
        ("8-800-555-35-35", "восемь, восемь ноль ноль, пять пять пять, три пять, три пять"),
        ("тел. 123-45-67", "телефон один два три, четыре пять, шесть семь"),
    ],
)
def test_telephone_numbers_are_spoken_digit_by_digit(text: str, spoken: str) -> None:
    assert normalize(text, "ru").text == spoken
