import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("100~200원", "백에서 이백 원"),
        ("2020~2023년", "이천이십에서 이천이십삼 년"),
        ("10%~20%", "십 퍼센트에서 이십 퍼센트"),
        ("3~4시간", "세에서 네 시간"),
        ("9시~10시", "아홉 시에서 열 시"),
    ],
)
def test_a_tilde_makes_a_range(text: str, spoken: str) -> None:
    assert normalize(text, "ko").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("010-1234-5678", "공 일 공, 일 이 삼 사, 오 육 칠 팔"),
        ("02-123-4567", "공 이, 일 이 삼, 사 오 육 칠"),
    ],
)
def test_telephone_numbers_are_spoken_digit_by_digit(text: str, spoken: str) -> None:
    assert normalize(text, "ko").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2 컵", "이분의 일 컵"),
    ],
)
def test_fractions_have_names(text: str, spoken: str) -> None:
    assert normalize(text, "ko").text == spoken


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
    ("text", "spoken"),
    [
        ("100m를", "백미터를"),
        ("3.5에 마감", "삼 점 오에 마감"),
        ("3대 2", "삼 대 이"),
        ("1달러", "일 달러"),
        ("2큰술", "두 큰술"),
    ],
)
def test_particles_and_counters_of_numbers(text: str, spoken: str) -> None:
    assert normalize(text, "ko").text == spoken
