import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5～10人", "五から十人"),
        ("100～200円", "百から二百円"),
        ("2020～2023年", "二千二十から二千二十三年"),
        ("10〜20%", "十から二十 パーセント"),
        ("10時～12時", "十時から十二時"),
        ("月曜～金曜", "月曜から金曜"),
    ],
)
def test_a_tilde_makes_a_range(text: str, spoken: str) -> None:
    assert normalize(text, "ja").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("～10%", "約十 パーセント"),
    ],
)
def test_a_tilde_before_a_number_means_about(text: str, spoken: str) -> None:
    assert normalize(text, "ja").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("090-1234-5678に電話", "零九零、一二三四、五六七八に電話"),
        ("電話番号は03-1234-5678です。", "電話番号は零三、一二三四、五六七八です。"),
    ],
)
def test_telephone_numbers_are_spoken_digit_by_digit(text: str, spoken: str) -> None:
    assert normalize(text, "ja").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2と3/4", "二分の一と四分の三"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "ja").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("〒150-0002", "郵便番号一五零の零零零二"),
        ("千代田区1-2-3にある", "千代田区一の二の三にある"),
        ("3-2で勝利", "三 二で勝利"),
        ("www.rei.jp/news。", "rei ドット jp スラッシュ news。"),
    ],
)
def test_addresses(text: str, spoken: str) -> None:
    assert normalize(text, "ja").text == spoken
