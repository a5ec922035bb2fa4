import pytest

from worker.script.normalize.spoken import SpokenForm, SpokenFormBuilder, Word


def built(*parts: str) -> str:
    """Return the spoken form of words and punctuation. Words are spoken as they are written."""
    builder, place = SpokenFormBuilder(), 0
    for part in parts:
        if part == "-":
            builder.add_hyphen()
        elif part in ",.;:?!—…()":
            builder.add_punctuation(part)
        else:
            builder.add_word(place, place + len(part), part)
        place += len(part)
    return builder.build().text


@pytest.mark.parametrize(
    ("parts", "spoken"),
    [
        (("one", "two"), "one two"),
        (("well", "-", "known"), "well-known"),
        (("one", ",", "two", "."), "one, two."),
        (("one", "—", "two", "…"), "one — two…"),
        (("(", "one", ")", "two"), "(one) two"),
    ],
)
def test_blanks_separate_words_and_follow_punctuation(parts: tuple[str, ...], spoken: str) -> None:
    assert built(*parts) == spoken


@pytest.mark.parametrize(
    ("parts", "spoken"),
    [
        (("really", "?", "!"), "really?"),
        (("really", "!", "!", "?"), "really?"),
        (("so", ",", "—", "and"), "so — and"),
        (("wait", ".", ".", "."), "wait…"),
        (("Inc", ".", ",", "too"), "Inc, too"),
        (("U.S.", ".", "?"), "U.S.?"),
        (("U.S.", "."), "U.S."),
    ],
)
def test_adjacent_punctuation_is_reduced_to_the_strongest(
    parts: tuple[str, ...], spoken: str
) -> None:
    assert built(*parts) == spoken


@pytest.mark.parametrize(
    ("parts", "spoken"),
    [
        (("…", "and"), "and"),
        ((",", "(", ",", "and", ")"), "(and)"),
        (("one", "(", ")", "two"), "one two"),
        (("one", "("), "one"),
        (("one", ")", "boil"), "one, boil"),
        ((".", "!"), ""),
    ],
)
def test_punctuation_without_a_word_before_it_is_dropped(
    parts: tuple[str, ...], spoken: str
) -> None:
    assert built(*parts) == spoken


def test_spoken_words_are_stripped_and_keep_their_offsets() -> None:
    builder = SpokenFormBuilder()
    builder.add_word(0, 2, " two  words ")
    builder.add_punctuation(",")
    builder.add_word(4, 5, "")
    builder.add_word(6, 7, "end")
    assert builder.build() == SpokenForm(
        "two words, end", (Word(0, 2, 0, 9), Word(4, 5, 9, 9), Word(6, 7, 11, 14))
    )
