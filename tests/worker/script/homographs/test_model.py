import pytest

from worker.script.homographs import model


def test_every_homograph_has_two_readings_that_sound_differently() -> None:
    for word, both in model.readings().items():
        assert word == word.lower()
        assert len(both) == len({reading.ipa for reading in both}) == 2, word


def test_names_of_readings_are_unique() -> None:
    names = [reading.name for both in model.readings().values() for reading in both]
    assert len(names) == len({*names})


def test_a_verb_is_the_second_reading() -> None:
    for word, (first, second) in model.readings().items():
        assert first.part_of_speech != "verb", word
        if second.part_of_speech == "verb":
            assert first.part_of_speech in {"noun", "adjective"}, word
        else:
            assert {first.part_of_speech, second.part_of_speech} <= {"-", "name"}, word


@pytest.mark.parametrize(
    ("word", "ipa"),
    [
        ("records", ["ˈɹɛkəɹdz", "ɹəˈkɔɹdz"]),
        ("houses", ["ˈhaʊzɪz", "ˈhaʊzɪz"]),
        ("separates", ["ˈsɛpəˌɹeɪts", "ˈsɛpəˌɹeɪts"]),
        ("uses", ["ˈjusᵻz", "ˈjuzᵻz"]),
    ],
)
def test_the_readings_of_a_form_in_s(word: str, ipa: list[str]) -> None:
    assert [reading.ipa for reading in model.readings_of(word)] == ipa


def test_weights_are_of_words_and_groups_that_are_used() -> None:
    for word in model.homographs():
        assert len(model.look_up(word).weights) == 1 + len(model.groups_of(word))


@pytest.mark.parametrize(
    ("word", "ipa", "is_reading"),
    [
        ("bass", "ˈbeɪs", True),
        ("Bass", "ˈbeɪs", True),
        ("bass's", "ˈbeɪsɪz", True),
        ("bass", "ˈbeɪsɪz", False),
        ("bass", "ˈbɑs", False),
        ("Kyiv", "ˈkiːv", False),
    ],
)
def test_a_reading_is_told_from_an_editors_ipa(word: str, ipa: str, is_reading: bool) -> None:
    assert model.is_reading(word, ipa) == is_reading


def test_the_file_is_small() -> None:
    assert model.FILE.stat().st_size < 200_000
