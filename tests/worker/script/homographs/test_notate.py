from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.spec import Block, LexiconEntry
from worker.script.homographs.model import readings
from worker.script.normalize.ipa import strip_ipa
from worker.script.normalize.lexicon import Lexicon
from worker.script.script import Segment, SpeakerLimits, write_script

IPA = SpeakerLimits(60, ipa=True)

PARTS = st.one_of(
    st.sampled_from(sorted(readings())),
    st.sampled_from(
        ["Reading", "August 5, 2024", "5-minute", "LIVE", "$3 lead", "U.S. ", "“", "”"]
    ),
    st.sampled_from([". ", ", ", "? ", " – ", "-", "’s ", "'s", "(", ")", "[", "]", "/"]),
    st.text(max_size=3),
)
TEXTS = st.lists(PARTS, min_size=1, max_size=40).map(" ".join).filter(str.strip)


def script(text: str, limits: SpeakerLimits = IPA, language: str = "en") -> list[Segment]:
    return write_script([Block("paragraph", text)], language, limits)


def spoken(text: str, *entries: LexiconEntry, language: str = "en") -> str:
    limits = replace(IPA, lexicon=Lexicon(entries), max_characters=300)
    return " ".join(segment.spoken for segment in script(text, limits, language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bass player left.", "The [bass](/ˈbeɪs/) player left."),
        ("The bass’s strings broke.", "The [bass's](/ˈbeɪsɪz/) strings broke."),
        ("“She plays bass,” he said.", "She plays [bass](/ˈbeɪs/), he said."),
        ("It fell on August 5, 2024.", "It fell on August fifth, twenty twenty four."),
        ("Nothing to tell.", "Nothing to tell."),
    ],
)
def test_a_spoken_form_has_the_readings(text: str, expected: str) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(
    "entry",
    [
        LexiconEntry("bass", ipa="ˈbɑs"),
        LexiconEntry("bass player", ipa="ˈbɑs"),
        LexiconEntry("bass", say="bass"),
        LexiconEntry("bass", say="base"),
        LexiconEntry("ass", say="as", whole=False),
    ],
)
def test_an_entry_of_the_lexicon_wins(entry: LexiconEntry) -> None:
    assert "beɪs" not in spoken("The bass player left.", entry)


def test_entries_of_other_words_change_nothing() -> None:
    entry = LexiconEntry("player", ipa="ˈpleɪə")
    assert spoken("The bass player left.", entry) == (
        "The [bass](/ˈbeɪs/) [player](/ˈpleɪə/) left."
    )


@pytest.mark.parametrize("language", ["de", "fr", "nl"])
def test_other_languages_have_no_homographs(language: str) -> None:
    assert spoken("bass lead minute", language=language) == "bass lead minute"


def test_a_voice_without_ipa_gets_plain_words() -> None:
    (segment,) = script("The bass player left.", SpeakerLimits(60))
    assert segment.spoken == "The bass player left."


def test_the_tag_of_a_language_may_have_a_region() -> None:
    assert "beɪs" in spoken("The bass player left.", language="en-GB")


@given(TEXTS)
def test_readings_change_neither_the_words_nor_the_segments(text: str) -> None:
    plain = script(text, SpeakerLimits(60))
    read = [replace(segment, spoken=strip_ipa(segment.spoken)) for segment in script(text)]
    assert read == plain
