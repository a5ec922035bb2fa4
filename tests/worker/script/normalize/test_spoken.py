import pytest

from worker.script.normalize.spoken import Draft, Spoken, Word


def drafted(*parts: str) -> str:
    """What becomes of words and marks; a word is as long in the source as when it is said."""
    draft, place = Draft(), 0
    for part in parts:
        if part == "-":
            draft.hyphen()
        elif part in ",.;:?!—…()":
            draft.mark(part)
        else:
            draft.say(place, place + len(part), part)
        place += len(part)
    return draft.spoken().text


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
def test_blanks_are_set_between_words_and_after_marks(parts: tuple[str, ...], spoken: str) -> None:
    assert drafted(*parts) == spoken


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
def test_of_marks_that_meet_one_is_kept(parts: tuple[str, ...], spoken: str) -> None:
    assert drafted(*parts) == spoken


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
def test_marks_with_no_word_before_them_are_dropped(parts: tuple[str, ...], spoken: str) -> None:
    assert drafted(*parts) == spoken


def test_what_is_said_is_tidied_and_keeps_its_place() -> None:
    draft = Draft()
    draft.say(0, 2, " two  words ")
    draft.mark(",")
    draft.say(4, 5, "")
    draft.say(6, 7, "end")
    assert draft.spoken() == Spoken(
        "two words, end", (Word(0, 2, 0, 9), Word(4, 5, 9, 9), Word(6, 7, 11, 14))
    )
