import pytest

from worker.script.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("밤 9시 13시", "밤 아홉 시 십삼 시"),
        ("3시간 5분", "세 시간 오 분"),
        ("20살 21명 100명", "스무 살 스물한 명 백 명"),
        ("3개 3개월", "세 개 삼 개월"),
        ("1번째 2번째", "첫 번째 두 번째"),
        ("2대 20대", "두 대 이십 대"),
        ("6월 10월 7월", "유 월 시 월 칠 월"),
    ],
)
def test_korean_counts_hours_people_and_things_in_its_own_numbers(text: str, spoken: str) -> None:
    assert normalize(text, "ko").text == spoken


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
