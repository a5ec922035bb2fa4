import pytest

from worker.script.normalize.generic.roman import is_certain, value_of
from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("XIX", 19), ("MCMXCIV", 1994), ("ХХІ", 21)]
)
def test_a_numeral_has_a_value(numeral: str, value: int) -> None:
    assert value_of(numeral) == value


@pytest.mark.parametrize("letters", ["I", "V", "CD", "DC", "MC", "XL", "MM"])
def test_some_letters_are_numerals_only_in_a_context(letters: str) -> None:
    assert not is_certain(letters)


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr"])
@pytest.mark.parametrize("letters", ["DVD", "CD", "MIX", "XXL", "I.", "V", "VIP", "IIII", "DIM"])
def test_other_letters_stay(letters: str, language: str) -> None:
    assert normalize(letters, language).text == letters
