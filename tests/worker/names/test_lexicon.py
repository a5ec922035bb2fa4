import pytest

from worker.names.lexicon import pronounce


@pytest.mark.parametrize(
    ("word", "ipa"),
    [
        ("Niamh", "ˈniv"),
        ("NIAMH", "ˈniv"),
        ("Niamh's", "ˈnivz"),
        ("Niamh’s", "ˈnivz"),
        ("Dvorak", "ˈdvɔɹʒɑk"),
        ("Scholz's", "ˈʃɔltsɪz"),
        ("Scholz'", "ˈʃɔlts"),
        ("Patels", "pəˈtɛlz"),
        ("Zhuhai's", "ˈdʒuhaɪz"),
        ("Moretti", "mɔɹˈɛɾi"),
        ("Zzyzzx", None),
        ("", None),
        ("'s", None),
        ("s", None),
        ("中文", None),
    ],
)
def test_a_word_is_looked_up_with_its_ending(word: str, ipa: str | None) -> None:
    assert pronounce(word, british=False) == ipa


def test_a_british_voice_gets_british_sounds_and_no_american_dictionary() -> None:
    assert pronounce("Goethe", british=True) == "ˈɡɜːtə"
    assert pronounce("Moretti", british=True) is None
