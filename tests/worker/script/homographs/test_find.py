from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.script.homographs.find import find_homographs
from worker.script.homographs.model import homographs, readings
from worker.script.normalize.ipa import add_s

SENTENCES = Path(__file__).with_name("sentences.tsv")
"""Lines of the name of a reading and a sentence with the homograph in stars."""

TEXTS = st.lists(
    st.one_of(
        st.sampled_from(sorted(readings())),
        st.sampled_from(["the ", " to ", "'s", "’s", "-", ". ", "I ", "İ", "\u2060", "_", "1"]),
        st.text(max_size=3),
    )
).map("".join)


def ipa_of(text: str) -> list[str]:
    return [homograph.ipa for homograph in find_homographs(text)]


def test_most_of_our_own_sentences_are_read_right() -> None:
    ipa = {r.name: (word, r.ipa) for word, both in readings().items() for r in both}
    right, wrong = 0, []
    for line in SENTENCES.read_text("utf-8").splitlines():
        name, marked = line.split("\t")
        word, expected = ipa[name]
        if word not in homographs():
            continue
        text, start = marked.replace("*", ""), marked.index("*")
        (found,) = [h for h in find_homographs(text) if h.start == start]
        if found.ipa == expected:
            right += 1
        else:
            wrong.append(marked)
    assert len(wrong) <= 0.05 * right, wrong


@pytest.mark.parametrize("text", ["", "Nothing here.", "Leadership", "basso", "中文", "l'e a d"])
def test_other_words_are_left_alone(text: str) -> None:
    assert find_homographs(text) == []


def test_the_place_has_the_possessive_ending() -> None:
    for apostrophe in "'’":
        (found,) = find_homographs(f"The bass{apostrophe}s strings broke.")
        assert (found.start, found.end) == (4, 10)
        assert found.ipa == add_s("ˈbeɪs")


def test_capitals_do_not_hide_a_homograph() -> None:
    assert ipa_of("THE BASS PLAYER LEFT THE BAND") == ["ˈbeɪs"]


@pytest.mark.parametrize("text", ["the reading at Reading", "polish the Polish silver"])
def test_a_name_has_a_capital(text: str) -> None:
    lower, capitalised = sorted(find_homographs(text), key=lambda h: text[h.start].isupper())
    assert lower.ipa != capitalised.ipa


@given(TEXTS)
def test_any_text_has_its_homographs_in_order(text: str) -> None:
    end = 0
    for found in find_homographs(text):
        assert end <= found.start < found.end <= len(text)
        word = text[found.start : found.end].lower().replace("’", "'").removesuffix("'s")
        assert word in homographs()
        assert found.ipa.removesuffix("ɪz")
        end = found.end
