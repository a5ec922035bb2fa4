from typing import Any

import pytest

from audio_cache.spec import LexiconEntry
from listen.lexicon.entries import LexiconError, merge, parse_entries


def test_a_mapping_a_list_and_the_json_of_either_are_equivalent() -> None:
    entry = LexiconEntry("Kyiv", "Keev", case=True)
    for lexicon in (
        {"Kyiv": "Keev"},
        {"Kyiv": {"say": "Keev"}},
        [{"word": " Kyiv\n", "say": "Keev"}],
        '{"Kyiv": "Keev"}',
    ):
        assert parse_entries(lexicon, 10) == (entry,)


def test_an_entry_can_have_all_fields() -> None:
    fields = {"word": "Kyiv", "ipa": "/ˈkiːv/", "case": False, "whole": False, "language": "en"}
    assert parse_entries([fields], 10) == (
        LexiconEntry("Kyiv", ipa="ˈkiːv", case=False, whole=False, language="en"),
    )


@pytest.mark.parametrize(
    ("lexicon", "named"),
    [
        (3, "must be a list of entries.* got 3"),
        ("{", "must be JSON"),
        ("[" * 100_000, "must be JSON"),
        (["Kyiv"], "an entry must be an object, got 'Kyiv'"),
        ({"Kyiv": 3}, "pronunciation of 'Kyiv' must be a string or an object, got 3"),
        ({"Kyiv": {}}, "entry 'Kyiv': 'say' or 'ipa' must be given"),
        ({"": "x"}, "'word' must have a letter"),
        ({"…": "x"}, "'word' must have a letter"),
        ({"Kyiv": "…"}, "'say' must have a letter"),
        ({"Kyiv": {"ipa": "ki(v"}}, "'ipa'"),
        ({"Kyiv": {"ipa": "ki5"}}, "'ipa'"),
        ({"Kyiv": {"ipa": "ˈ"}}, "'ipa'"),
        ([{"word": 3, "say": "x"}], "'word' must be a string, got 3"),
        ([{"word": "x", "say": "x", "case": "no"}], "'case' must be a boolean, got 'no'"),
        ([{"word": "x", "say": "x", "language": "english!"}], "'language'"),
        ([{"word": "x", "said": "x"}], "unknown field 'said'"),
        ({"x" * 201: "x"}, "200"),
        ({str(number): "x" for number in range(11)}, "more than 10 entries, got 11"),
    ],
)
def test_the_error_names_the_entry_the_rule_and_the_value(lexicon: Any, named: str) -> None:
    with pytest.raises(LexiconError, match=named):
        parse_entries(lexicon, 10)


def test_a_later_entry_for_a_word_overrides_an_earlier_one() -> None:
    server = parse_entries({"Kyiv": "one", "us": "two", "GIF": "three"}, 10)
    site = parse_entries([{"word": "US", "say": "four"}], 10)
    request = parse_entries([{"word": "Kyiv", "say": "five", "case": False}], 10)
    assert {entry.word: entry.say for entry in merge(server, site, request)} == {
        "us": "two",
        "GIF": "three",
        "US": "four",
        "Kyiv": "five",
    }
