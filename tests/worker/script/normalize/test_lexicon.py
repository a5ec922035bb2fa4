from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.spec import Block, LexiconEntry
from worker.script.normalize.lexicon import Lexicon
from worker.script.normalize.normalize import normalize
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


def spoken_form(text: str, *entries: LexiconEntry, language: str = "en") -> str:
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
def test_a_whole_word_is_found_with_its_suffixes(text: str, spoken: str) -> None:
    assert spoken_form(text, KYIV) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Dr. Smith and the Dr.", "doc Smith and the doc."),
        ("on Sept. 5", "on fall five"),
        ("in Acme. It", "in ack me. It"),
    ],
)
def test_the_dot_of_an_abbreviation_belongs_to_the_word(text: str, spoken: str) -> None:
    entries = (
        LexiconEntry("Dr", "doc"),
        LexiconEntry("Sept", "fall"),
        LexiconEntry("Acme", "ack me"),
    )
    assert spoken_form(text, *entries) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a 10k race for $10k", "a ten kay race for ten thousand dollars"),
        ("€10k, 1.10k", "ten thousand euros, one point one zero thousand"),
    ],
)
def test_a_word_is_not_found_in_a_number(text: str, spoken: str) -> None:
    assert spoken_form(text, LexiconEntry("10k", "ten kay")) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("see nginx.org.", "see engine x dot org."),
        ("https://docs.nginx.org", "docs dot engine x dot org"),
        ("we use nginx.", "we use engine x."),
    ],
)
def test_a_word_is_found_in_a_host(text: str, spoken: str) -> None:
    assert spoken_form(text, LexiconEntry("nginx", "engine x")) == spoken


def test_case_matters_only_for_case_sensitive_entries() -> None:
    assert spoken_form("kyiv KYIV", LexiconEntry("Kyiv", "Keev")) == "Keev Keev"
    both = LexiconEntry("polish", "pollish"), LexiconEntry("Polish", "poalish", case=True)
    assert spoken_form("Polish polish POLISH", *both) == "poalish pollish pollish"


def test_a_part_of_a_word_is_found_only_if_the_entry_allows_it() -> None:
    assert spoken_form("mynginx", LexiconEntry("nginx", "engine x")) == "mynginx"
    assert (
        spoken_form("mynginx2", LexiconEntry("nginx", "engine x", whole=False)) == "my engine x two"
    )
    assert spoken_form("an ana", LexiconEntry("a", "ay", whole=False)) == "ay n ay n ay"


def test_short_words_have_no_plural_and_negations_no_stem() -> None:
    entries = (
        LexiconEntry("it", "eet"),
        LexiconEntry("don", "Dawn"),
        LexiconEntry("GP", "gee pee", case=True),
    )
    assert spoken_form("Its Don's; it don't. GPs", *entries) == "Its Dawn's; eet don't. gee pees"


def test_the_longest_word_at_a_place_wins() -> None:
    entries = [
        LexiconEntry("New York", "one"),
        LexiconEntry("New York Times", "two"),
        LexiconEntry("York Times", "three"),
    ]
    assert (
        spoken_form("the New York Times, New York’s York Times", *entries) == "the two, one's three"
    )


def test_a_letter_is_not_separated_from_its_combining_marks() -> None:
    assert spoken_form("e\u0301t", LexiconEntry("e", "ee", whole=False)) == "ét"


def test_a_word_is_found_anywhere_in_a_script_without_blanks() -> None:
    assert spoken_form(
        "我在北京买了3。", LexiconEntry("北京", "Běijīng"), language="zh"
    ).startswith("我在Běijīng买了")
    assert spoken_form("Kyiv hat 3 km.", KYIV, LexiconEntry("km", "Kilometer"), language="de") == (
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
def test_rules_see_a_found_word_as_context(text: str, spoken: str) -> None:
    assert spoken_form(text, LexiconEntry("Smith", "Smyth"), LexiconEntry("km", "klicks")) == spoken


def test_a_respelling_is_normalized() -> None:
    assert spoken_form("H2O’s here", LexiconEntry("H2O", "H 2 O")) == "H two O's here"
    assert (
        spoken_form("a gizmo costs", LexiconEntry("gizmo", "$5 thing"))
        == "a five dollars thing costs"
    )


def test_ipa_is_written_beside_the_word() -> None:
    entries = (
        LexiconEntry("Kyiv", ipa="ˈkiːv"),
        LexiconEntry("gif", ipa="dʒɪf"),
        LexiconEntry("B2B", ipa="biː"),
    )
    assert spoken_form("Kyiv’s gifs.", *entries) == "[Kyiv's](/ˈkiːvz/) [gifs](/dʒɪfs/)."
    assert spoken_form("B2B", *entries) == "[B two B](/biː/)"


def test_no_sentence_and_no_first_chunk_ends_within_a_found_word() -> None:
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
def test_matches_are_in_order_and_equal_their_words(text: str, entries: list[LexiconEntry]) -> None:
    matches = Lexicon(entries).find(text)
    for match in matches:
        found = text[match.start : match.end - len(match.suffix)]
        folded = [
            each.casefold().translate({ord("’"): "'", ord("ʼ"): "'", ord("\n"): " "})
            for each in (found, match.entry.word)
        ]
        assert folded[0] == folded[1] or not found.isascii()
    for before, after in pairwise(matches):
        assert before.end <= after.start


@given(TEXTS, ENTRIES, st.sampled_from(["en", "de", "zh"]))
def test_words_stay_aligned_and_no_digit_is_left(
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
def test_segments_have_the_same_matches_as_their_block(
    text: str, entries: list[LexiconEntry]
) -> None:
    lexicon = Lexicon(entries)
    assert len(lexicon.mask(text)) == len(text)
    in_segments = [
        (part.start + match.start, match.entry)
        for part in write_script([Block("paragraph", text)], "en", SpeakerLimits(300, lexicon))
        for match in lexicon.find(text[part.start : part.end])
    ]
    assert in_segments == [(match.start, match.entry) for match in lexicon.find(text)]


@pytest.mark.parametrize("text", ["a" * 200_000, "ab" * 100_000, "a-" * 100_000, "a " * 100_000])
@pytest.mark.parametrize("whole", [True, False])
def test_the_time_to_search_stays_linear(text: str, whole: bool) -> None:
    """Quadratic time would take minutes."""
    words = [text[:length].strip() + end for length in range(1, 200, 9) for end in ("", "b", "-c")]
    assert Lexicon(LexiconEntry(word, "x", whole=whole) for word in words).find(text) is not None


def test_lexicons_of_the_same_entries_share_spoken_forms() -> None:
    """The script of an article needs them, and its speech marks again."""
    entry = LexiconEntry("Zorv", "zorff")
    one, two = Lexicon([entry]), Lexicon([entry])
    assert one == two
    assert normalize("Zorv is 5.", "en", one) is normalize("Zorv is 5.", "en", two)
    others = [Lexicon(), Lexicon([LexiconEntry("Zorv", "zoff")])]
    assert all(other != one for other in others)
    assert normalize("Zorv is 5.", "en", others[1]).text == "zoff is five."
    assert normalize("Zorv is 5.", "en").text == "Zorv is five."
