import re

import pytest

from worker.engines.hibari_phonemes import to_phonemes
from worker.names.fold import without_accents
from worker.names.listed import FILE, FoundName, find_names, listed_names

ROWS = [line.split("\t") for line in FILE.read_text("utf-8").splitlines()]
SOUNDS = re.compile(r"[bdfhjklmnpstvwzðŋɡɹʃʒθɾxiɪeɛæɑɔoʊuʌəɜaˈˌ ]+")


def test_the_file_is_sorted_and_has_every_name_once() -> None:
    names = [name for name, _, _ in ROWS]
    assert names == sorted(names, key=lambda name: (without_accents(name).lower(), name))
    assert len({without_accents(name) for name in names}) == len(names) >= 500


def test_every_name_has_ipa_and_a_language() -> None:
    for name, ipa, language in ROWS:
        assert SOUNDS.fullmatch(ipa), name
        assert re.fullmatch("[a-z]{2,3}", language), name
        assert name == name.strip()
        for word in to_phonemes(ipa, british=False).split():
            assert word.count("ˈ") <= 1, name
        assert "ˈ" in ipa, name


def only(text: str) -> FoundName | None:
    found = list(find_names(text))
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("They met Xi there.", "Xi", "Xi"),
        ("Xi's plan", "Xi's", "Xi"),
        ("Xi’s plan", "Xi’s", "Xi"),
        ("a Houthi ship", "Houthi", "Houthi"),
        ("In Krakow, today", "Krakow", "Kraków"),
        ("In Kraków, today", "Kraków", "Kraków"),
        ("In Des Moines, Iowa", "Des Moines", "Des Moines"),
        ("Buenos Aires's port", "Buenos Aires's", "Buenos Aires"),
        ("the coup d’état", "coup d’état", "coup d'état"),
        ("the Biden-Xi summit", "Xi", "Xi"),
        ("by Nguyen.", "Nguyen", "Nguyễn"),
    ],
)
def test_a_name_is_found(text: str, place: str, name: str) -> None:
    found = only(text)
    assert found is not None
    assert text[found.start : found.end] == place
    ipa = listed_names()[name]
    assert found.ipa.startswith(ipa)
    assert (found.ipa != ipa) == place.replace("’", "'").endswith("'s")


@pytest.mark.parametrize(
    "text",
    ["xi", "Xis", "Xian", "Maxi", "XI", "Xi2", "4Xi", "d'Xi", "Des plans", "buenos aires", "", "'"],
)
def test_what_only_looks_like_a_name_is_not_found(text: str) -> None:
    assert only(text) is None


def test_a_plural_is_found() -> None:
    found = only("The Houthis fired.")
    assert found is not None
    assert found.ipa == "ˈhuθiz"


def test_the_longest_name_counts() -> None:
    text = "Ursula von der Leyen and Xi"
    assert [text[name.start : name.end] for name in find_names(text)] == [
        "Ursula von der Leyen",
        "Xi",
    ]
