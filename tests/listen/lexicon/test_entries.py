from typing import Any

import pytest

from audio_cache.spec import LexiconEntry
from listen.lexicon.entries import LexiconError, merge, read_entries


def test_a_mapping_a_list_and_the_json_of_either_say_the_same() -> None:
    entry = LexiconEntry("Kyiv", "Keev", case=True)
    for given in (
        {"Kyiv": "Keev"},
        {"Kyiv": {"say": "Keev"}},
        [{"word": " Kyiv\n", "say": "Keev"}],
        '{"Kyiv": "Keev"}',
    ):
        assert read_entries(given, 10) == (entry,)


def test_an_entry_can_have_more() -> None:
    fields = {"word": "Kyiv", "ipa": "/ˈkiːv/", "case": False, "whole": False, "language": "en"}
    assert read_entries([fields], 10) == (
        LexiconEntry("Kyiv", ipa="ˈkiːv", case=False, whole=False, language="en"),
    )


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (3, "neither"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        (["Kyiv"], "'Kyiv' is not an entry"),
        ({"Kyiv": 3}, "what is said for 'Kyiv' is neither a string nor an entry"),
        ({"Kyiv": {}}, "neither 'say' nor 'ipa'"),
        ({"": "x"}, "'word' has no letter"),
        ({"…": "x"}, "'word' has no letter"),
        ({"Kyiv": "…"}, "'say' has no letter"),
        ({"Kyiv": {"ipa": "ki(v"}}, "'ipa'"),
        ({"Kyiv": {"ipa": "ki5"}}, "'ipa'"),
        ({"Kyiv": {"ipa": "ˈ"}}, "'ipa'"),
        ([{"word": 3, "say": "x"}], "'word' is not a string"),
        ([{"word": "x", "say": "x", "case": "no"}], "'case' is not a boolean"),
        ([{"word": "x", "say": "x", "language": "english!"}], "'language'"),
        ([{"word": "x", "said": "x"}], "unknown field 'said'"),
        ({"x" * 201: "x"}, "200"),
        ({str(number): "x" for number in range(11)}, "at most 10"),
    ],
)
def test_what_is_wrong_is_named(given: Any, named: str) -> None:
    with pytest.raises(LexiconError, match=named):
        read_entries(given, 10)


def test_a_later_entry_for_a_word_takes_the_place_of_an_earlier_one() -> None:
    server = read_entries({"Kyiv": "one", "us": "two", "GIF": "three"}, 10)
    site = read_entries([{"word": "US", "say": "four"}], 10)
    request = read_entries([{"word": "Kyiv", "say": "five", "case": False}], 10)
    assert {entry.word: entry.say for entry in merge(server, site, request)} == {
        "us": "two",
        "GIF": "three",
        "US": "four",
        "Kyiv": "five",
    }
