import pytest

from worker.script import clauses


def split(text: str, limit: int) -> list[str]:
    return [text[start:end] for start, end in clauses.split(text, 0, len(text), limit)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "It rained all day. Then, at night, it snowed",
            ["It rained all day.", "Then, at night, it snowed"],
        ),
        (
            "It rained all day; at night, it only snowed",
            ["It rained all day;", "at night, it only snowed"],
        ),
        (
            "It rained all day, at night it only snowed",
            ["It rained all day,", "at night it only snowed"],
        ),
        (
            "It rained all day (at night it only snowed)",
            ["It rained all day", "(at night it only snowed)"],
        ),
        (
            "It rained all day at night it only snowed",
            ["It rained all day at", "night it only snowed"],
        ),
        (
            "彼は昨日の朝に行くと言った、そして皆は家に帰った",
            ["彼は昨日の朝に行くと言った、", "そして皆は家に帰った"],
        ),
    ],
)
def test_the_strongest_boundary_near_the_middle_wins(text: str, parts: list[str]) -> None:
    assert split(text, 26 if text.isascii() else 20) == parts


def test_a_text_within_the_limit_is_not_split() -> None:
    assert split("It rained; it snowed", 20) == ["It rained; it snowed"]


def test_a_part_of_a_text_can_be_split() -> None:
    text = "(It rained all day, and it snowed at night)"
    assert list(clauses.split(text, 1, len(text) - 1, 25)) == [(1, 19), (20, 42)]


def test_an_empty_text_has_no_parts() -> None:
    assert split("", 20) == []
