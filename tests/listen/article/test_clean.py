import pytest

from listen.article.clean import is_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A text.",
        "\x00\x01 strayed into a text",
        "%PDF is a format",
        "日本語",
        "\x1b[1mbold\x1b[0m" * 9,
    ],
)
def test_people_can_read_a_text_with_a_control_character_or_two(text: str) -> None:
    assert is_text(text)


@pytest.mark.parametrize("text", ["%PDF-1.4 …", "{\\rtf1 …", "".join(map(chr, range(256)))])
def test_nobody_reads_the_files_of_programs(text: str) -> None:
    assert not is_text(text)
