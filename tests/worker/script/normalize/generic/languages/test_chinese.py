import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5～10人", "五到十人"),
        ("10~20人", "十到二十人"),
        ("2020～2023年", "二〇二〇到二〇二三年"),
        ("10%～20%", "百分之十到百分之二十"),
    ],
)
def test_a_tilde_makes_a_range(text: str, spoken: str) -> None:
    assert normalize(text, "zh").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("13812345678", "一三八一二三四五六七八"),
        ("010-12345678", "〇一〇、一二三四五六七八"),
        ("电话：138 1234 5678", "电话：一三八、一二三四、五六七八"),
    ],
)
def test_telephone_numbers_are_spoken_digit_by_digit(text: str, spoken: str) -> None:
    assert normalize(text, "zh").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("￥50", "五十元"),
        ("¥100", "一百元"),
        ("￥1,234.56元", "一千二百三十四点五六元"),
    ],
)
def test_the_yen_sign_is_the_yuan(text: str, spoken: str) -> None:
    assert normalize(text, "zh").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("24/11/2026", "二〇二六年十一月二十四日"),
        ("2024-11-24", "二〇二四年十一月二十四日"),
    ],
)
def test_dates_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "zh").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2和3/4", "二分之一和四分之三"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "zh").text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("zh", "2026年2月", "二〇二六年二月"),
        ("zh", "2个人，12个", "两个人，十二个"),
        ("zh-TW", "2個人", "兩個人"),
    ],
)
def test_chinese_has_a_counting_form_of_two_and_speaks_years_by_digits(
    language: str, text: str, spoken: str
) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"), [("第2次", "第二次"), ("2次", "两次"), ("第2个", "第二个")]
)
def test_an_ordinal_two_keeps_its_form(text: str, spoken: str) -> None:
    assert normalize(text, "zh").text == spoken
