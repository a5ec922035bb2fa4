from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.spec import Block, LexiconEntry
from worker.script.normalize import normalize
from worker.script.normalize.lexicon import Lexicon
from worker.script.script import SpeakerLimits, write_script

ALPHABET = st.sampled_from(list("abAB s.'’ʼ-!? \n1éß中́\u200d"))
WORDS = (
    st.text(ALPHABET, min_size=1, max_size=6)
    .map(str.strip)
    .filter(lambda word: any(map(str.isalnum, word)))
)
ENTRIES = st.lists(
    st.builds(
        LexiconEntry,
        WORDS,
        say=st.just("said 2"),
        ipa=st.sampled_from(["", "ɪ"]),
        case=st.booleans(),
        whole=st.booleans(),
    ),
    max_size=6,
)
TEXTS = st.text(ALPHABET, max_size=60)


def said(text: str, *entries: LexiconEntry, language: str = "en") -> str:
    return normalize(text, language, Lexicon(entries)).text


KYIV = LexiconEntry("Kyiv", "Keev", case=True)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Kyiv, and Kyiv.", "Keev, and Keev."),
        ("Kyiv’s mayor, the two Kyivs", "Keev's mayor, the two Keevs"),
        ("(Kyiv-based)", "(Keev-based)"),
        ("kyiv KYIV Kyivan", "kyiv KYIV Kyivan"),
    ],
)
def test_a_word_is_found_as_a_whole_with_its_endings(text: str, spoken: str) -> None:
    assert said(text, KYIV) == spoken


def test_capitals_count_only_if_they_should() -> None:
    assert said("kyiv KYIV", LexiconEntry("Kyiv", "Keev")) == "Keev Keev"
    both = LexiconEntry("polish", "pollish"), LexiconEntry("Polish", "poalish", case=True)
    assert said("Polish polish POLISH", *both) == "poalish pollish pollish"


def test_a_part_of_a_word_is_found_only_if_it_may_be() -> None:
    assert said("mynginx", LexiconEntry("nginx", "engine x")) == "mynginx"
    assert said("mynginx2", LexiconEntry("nginx", "engine x", whole=False)) == "my engine x two"
    assert said("an ana", LexiconEntry("a", "ay", whole=False)) == "ay n ay n ay"


def test_short_words_have_no_plural_and_negations_no_stem() -> None:
    entries = (
        LexiconEntry("it", "eet"),
        LexiconEntry("don", "Dawn"),
        LexiconEntry("GP", "gee pee", case=True),
    )
    assert said("Its Don's; it don't. GPs", *entries) == "Its Dawn's; eet don't. gee pees"


def test_the_longest_of_the_words_at_a_place_is_said() -> None:
    entries = [
        LexiconEntry("New York", "one"),
        LexiconEntry("New York Times", "two"),
        LexiconEntry("York Times", "three"),
    ]
    assert said("the New York Times, New York’s York Times", *entries) == "the two, one's three"


def test_a_letter_is_never_torn_apart() -> None:
    assert said("e\u0301t", LexiconEntry("e", "ee", whole=False)) == "ét"


def test_languages_without_blanks_have_words_anywhere() -> None:
    assert said("我在北京买了3。", LexiconEntry("北京", "Běijīng"), language="zh").startswith(
        "我在Běijīng买了"
    )
    assert said("Kyiv hat 3 km.", KYIV, LexiconEntry("km", "Kilometer"), language="de") == (
        "Keev hat drei Kilometer."
    )


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Mr. Smith ran 5 km.", "Mister Smyth ran five klicks."),
        ("St. Smith at 10 Smith St.", "Saint Smyth at ten Smyth Street."),
        ("$3bn for Smith & co.", "three billion dollars for Smyth and Company."),
    ],
)
def test_rules_read_around_it_and_know_what_stands_there(text: str, spoken: str) -> None:
    assert said(text, LexiconEntry("Smith", "Smyth"), LexiconEntry("km", "klicks")) == spoken


def test_what_is_said_instead_is_read_like_any_text() -> None:
    assert said("H2O’s here", LexiconEntry("H2O", "H 2 O")) == "H two O's here"
    assert said("a gizmo costs", LexiconEntry("gizmo", "$5 thing")) == "a five dollars thing costs"


def test_ipa_is_written_beside_the_word() -> None:
    entries = (
        LexiconEntry("Kyiv", ipa="ˈkiːv"),
        LexiconEntry("gif", ipa="dʒɪf"),
        LexiconEntry("B2B", ipa="biː"),
    )
    assert said("Kyiv’s gifs.", *entries) == "[Kyiv's](/ˈkiːvz/) [gifs](/dʒɪfs/)."
    assert said("B2B", *entries) == "[B two B](/biː/)"


def test_no_sentence_and_no_opening_ends_within_a_word() -> None:
    blocks = [
        Block(
            "paragraph", "He reads Yahoo! News and Co daily, where it rains a lot. In the U.S. too."
        )
    ]
    lexicon = Lexicon(
        [LexiconEntry("Yahoo! News and Co", "the portal"), LexiconEntry("U.S.", "States")]
    )
    assert [part.spoken for part in write_script(blocks, "en", SpeakerLimits(300, lexicon))] == [
        "He reads the portal daily,",
        "where it rains a lot.",
        "In the States too.",
    ]


@given(TEXTS, ENTRIES)
def test_hits_are_in_order_and_are_their_words(text: str, entries: list[LexiconEntry]) -> None:
    hits = Lexicon(entries).find(text)
    for hit in hits:
        found = text[hit.start : hit.end - len(hit.suffix)]
        assert (
            found.casefold().replace("’", "'").replace("\n", " ")
            == (hit.entry.word.casefold().replace("’", "'").replace("\n", " "))
            or not found.isascii()
        )
    for before, after in pairwise(hits):
        assert before.end <= after.start


@given(TEXTS, ENTRIES, st.sampled_from(["en", "de", "zh"]))
def test_offsets_survive_and_no_digit_is_left(
    text: str, entries: list[LexiconEntry], language: str
) -> None:
    spoken = normalize(text, language, Lexicon(entries))
    place = spoken_place = 0
    for word in spoken.words:
        assert place <= word.start < word.end <= len(text)
        assert spoken_place <= word.spoken_start <= word.spoken_end <= len(spoken.text)
        place, spoken_place = word.end, word.spoken_end
    covered = {place for word in spoken.words for place in range(word.start, word.end)}
    assert all(place in covered for place, letter in enumerate(text) if letter.isalnum())
    assert not any(map(str.isdecimal, spoken.text))


@given(TEXTS.filter(str.strip), ENTRIES)
def test_a_segment_has_the_hits_that_its_block_has(text: str, entries: list[LexiconEntry]) -> None:
    lexicon = Lexicon(entries)
    assert len(lexicon.mask(text)) == len(text)
    in_segments = [
        (part.start + hit.start, hit.entry)
        for part in write_script([Block("paragraph", text)], "en", SpeakerLimits(300, lexicon))
        for hit in lexicon.find(text[part.start : part.end])
    ]
    assert in_segments == [(hit.start, hit.entry) for hit in lexicon.find(text)]


@pytest.mark.parametrize("text", ["a" * 200_000, "ab" * 100_000, "a-" * 100_000, "a " * 100_000])
@pytest.mark.parametrize("whole", [True, False])
def test_no_lexicon_explodes(text: str, whole: bool) -> None:
    """One that did would not come back within the life of the tests."""
    words = [text[:length].strip() + end for length in range(1, 200, 9) for end in ("", "b", "-c")]
    assert Lexicon(LexiconEntry(word, "x", whole=whole) for word in words).find(text) is not None
