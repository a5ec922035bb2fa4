import pytest

from worker.script.normalize.ipa import NOTATION, add_s, expand_ipa, notate, strip_ipa


def test_a_word_is_written_with_its_ipa() -> None:
    assert notate("Kyiv", "ˈkiːv") == "[Kyiv](/ˈkiːv/)"


def test_brackets_of_the_word_do_not_break_the_notation() -> None:
    assert NOTATION.fullmatch(notate("K[y]iv", "ˈkiːv"))


def test_a_spoken_form_can_be_reduced_to_the_words_or_the_ipa() -> None:
    spoken = f"In {notate('Kyiv', 'ˈkiːv')} and {notate('Lviv', 'lʋiu')} (now)."
    assert strip_ipa(spoken) == "In Kyiv and Lviv (now)."
    assert expand_ipa(spoken) == "In ˈkiːv and lʋiu (now)."


@pytest.mark.parametrize(
    ("ipa", "with_s"), [("kæt", "kæts"), ("dɔɡ", "dɔɡz"), ("bʊʃ", "bʊʃɪz"), ("kiːv", "kiːvz")]
)
def test_a_suffix_s_is_voiced_like_the_sound_before_it(ipa: str, with_s: str) -> None:
    assert add_s(ipa) == with_s
