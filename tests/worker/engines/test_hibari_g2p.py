import re

import pytest
from hibari.g2p import G2P, Context
from hibari.g2p.token import Tok

from tests.worker.names.phoneme_error import measure
from worker.engines.hibari_g2p import NamesG2P
from worker.engines.hibari_phonemes import to_phonemes
from worker.names.fold import without_accents
from worker.names.listed import listed_names
from worker.script.homographs.model import readings

HEARD_OTHERWISE = {"discount", "document", "fragment", "learned", "ornament"}
"""Homographs whose readings are written to be told apart more easily than those of the voice."""


@pytest.fixture(scope="module")
def g2p() -> NamesG2P:
    return NamesG2P(british=False)


@pytest.fixture(scope="module")
def alone() -> G2P:
    return G2P()


def phonemize(g2p: G2P, text: str) -> str:
    phonemes: str = g2p(text, normalize_text=False)
    return phonemes


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("Xi Jinping", "ʃˈi ʤɪnpˈɪŋ"),
        ("Siobhan's", "ʃɪvˈɔnz"),
        ("Des Moines.", "dəmˈYn."),
        ("Aoife, Niamh", "ˈifə, nˈiv"),
        ("Wang Huning", "wˈɑŋ hunˈɪŋ"),
        ("Gvardiol", "ɡəvˈɑɹdɪˌɑl"),
        ("O'Donnell", "Odˈɑnᵊl"),
        ("D’Angelo's", "dˈænʤəlˌOz"),
        ("(Nguyen)", "(wˈɪn)"),
        ("Dvořák’s", "dvˈɔɹʒɑks"),
    ],
)
def test_names_are_pronounced(g2p: NamesG2P, text: str, phonemes: str) -> None:
    assert phonemize(g2p, text).replace("də mˈYn", "dəmˈYn") == phonemes


@pytest.mark.parametrize(
    "text",
    [
        "She lives in a house and reads the record that they record.",
        "He lives near the Bath road, Jesus said, as nice as Nice in July.",
        "The value of xi is two, and 40% of $3.50 is $1.40.",
        "The World Series and the Alps; Series A and Jesus.",
        "Paris, London, Zurich and Warwick were tagged and tagging.",
    ],
)
def test_words_that_the_voice_knows_are_left_alone(g2p: NamesG2P, alone: G2P, text: str) -> None:
    assert phonemize(g2p, text) == phonemize(alone, text)


def test_names_do_not_change_the_words_around_them(g2p: NamesG2P, alone: G2P) -> None:
    before, after = phonemize(alone, "Obama lives here."), phonemize(g2p, "Xi lives here.")
    assert after.split()[1:] == before.split()[1:]


def test_a_pronunciation_in_the_text_wins(g2p: NamesG2P) -> None:
    assert phonemize(g2p, "[Xi](/zˈI/) spoke") == phonemize(g2p, "[Xu](/zˈI/) spoke")
    assert phonemize(g2p, "[Buenos](/bˈi/) Aires").startswith("bˈi ")


@pytest.mark.parametrize(
    "text",
    [
        "She will [read](/ɹˈid/) what they record.",
        "They [live](/lˈɪv/) there and record it.",
        "The [wind](/wˈɪnd/)-swept record that I [read](/ɹˈɛd/).",
    ],
)
def test_a_given_pronunciation_does_not_change_the_words_around_it(
    g2p: NamesG2P, text: str
) -> None:
    plain = "".join(part for part in re.split(r"\[|\]\(/[^/]*/\)", text))
    tags = [token.tag for token in g2p.tokenize(plain)]
    assert [token.tag for token in g2p.tokenize(text)] == tags


def test_a_part_of_a_token_has_its_given_pronunciation(g2p: NamesG2P) -> None:
    assert phonemize(g2p, "the ex[cat](/dˈɔɡ/)s ran").split()[1:2] != ["ɛkskˈæts"]
    assert "dˈɔɡ" in phonemize(g2p, "the ex[cat](/dˈɔɡ/)s ran")
    assert "dˈɔɡ" in phonemize(g2p, "[Buenos Aires](/dˈɔɡ/) is far")


@pytest.mark.parametrize(
    ("word", "ending"), [("[A](/ˈA/)", "z"), ("[Kit](/kˈɪt/)", "s"), ("[Ash](/ˈæʃ/)", "ᵻz")]
)
def test_the_ending_after_a_given_pronunciation_agrees(
    g2p: NamesG2P, word: str, ending: str
) -> None:
    for apostrophe in "'’":
        plain, possessive = phonemize(g2p, word), phonemize(g2p, f"{word}{apostrophe}s here")
        assert possessive == f"{plain}{ending} {phonemize(g2p, 'here')}"


def test_a_name_in_other_accents_is_not_another_name(g2p: NamesG2P, alone: G2P) -> None:
    assert phonemize(g2p, "Jesús") != phonemize(g2p, "Jesus") == phonemize(alone, "Jesus")


def test_a_known_word_after_a_hyphen_is_not_guessed(g2p: NamesG2P) -> None:
    spoken = phonemize(g2p, "the Zelenskyy-Obama talks")
    assert phonemize(g2p, "Obama") in spoken


def test_a_listed_name_that_the_voice_has_is_read_otherwise_by_it(alone: G2P) -> None:
    for name, ipa in listed_names().items():
        known = alone.lexicon(Tok(name, "NNP"), Context())[0] if name.isalpha() else None
        assert known is None or known != to_phonemes(ipa, british=False), name


@pytest.mark.parametrize("name", ["Québec", "Montréal", "Zürich", "Perú", "Véronica", "Göring"])
def test_accents_do_not_hide_a_name_from_the_lexicon(g2p: NamesG2P, name: str) -> None:
    assert phonemize(g2p, name) == phonemize(g2p, without_accents(name))


def test_a_final_acute_is_another_word(g2p: NamesG2P) -> None:
    assert phonemize(g2p, "Rosé") != phonemize(g2p, "Rose")


def test_readings_of_homographs_are_those_of_the_voice_if_it_has_them(alone: G2P) -> None:
    weak = str.maketrans("ᵻᵊɾ", "ɪəT")
    differing = set()
    for word, both in readings().items():
        entry = alone.lexicon.golds.get(word)
        if not isinstance(entry, dict) or len({*entry.values()}) < 2:
            continue
        known = {phonemes.translate(weak) for phonemes in entry.values()}
        ours = {to_phonemes(reading.ipa, british=False).translate(weak) for reading in both}
        if not ours <= known:
            differing.add(word)
    assert differing == HEARD_OTHERWISE


def test_a_british_voice_says_no_r_at_the_end() -> None:
    assert phonemize(NamesG2P(british=True), "Goethe") == "ɡˈɜːtə"


@pytest.mark.parametrize(
    ("names", "error", "wrong"), [("everyday", 0.02, 0.03), ("news", 0.17, 0.33)]
)
def test_the_phoneme_error_of_names(
    g2p: NamesG2P, alone: G2P, names: str, error: float, wrong: float
) -> None:
    measured_error, measured_wrong = measure(names, lambda name: phonemize(g2p, name))
    assert measured_error <= error
    assert measured_wrong <= wrong
    assert measured_error < 0.6 * measure(names, lambda name: phonemize(alone, name))[0]
