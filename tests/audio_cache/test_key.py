import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audio_cache.key import is_key, key_of
from audio_cache.spec import Block, LexiconEntry, SpeechSpec

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
BLOCKS = st.lists(st.builds(Block, st.sampled_from(["title", "paragraph"]), TEXT), max_size=4)
LEXICONS = st.lists(
    st.builds(LexiconEntry, TEXT, TEXT, TEXT, st.booleans(), st.booleans()), max_size=2
)
SPECS = st.builds(
    SpeechSpec,
    lexicon=LEXICONS.map(tuple),
    blocks=BLOCKS.map(tuple),
    language=TEXT,
    voice=TEXT,
    speed=st.integers(50, 200),
)


@given(SPECS)
def test_a_spec_and_its_key_survive_a_round_trip_through_json(spec: SpeechSpec) -> None:
    assert SpeechSpec.from_json(spec.to_json()) == spec
    assert key_of(SpeechSpec.from_json(spec.to_json())) == key_of(spec)
    assert is_key(key_of(spec))


@given(SPECS, SPECS)
def test_specs_share_a_key_only_when_they_are_equal(one: SpeechSpec, other: SpeechSpec) -> None:
    assert (key_of(one) == key_of(other)) == (one == other)


def test_the_key_depends_on_the_boundaries_of_blocks() -> None:
    one = SpeechSpec((Block("paragraph", "a\n\nb"),), "en", "v", 100)
    two = SpeechSpec((Block("paragraph", "a"), Block("paragraph", "b")), "en", "v", 100)
    assert one.text == two.text
    assert key_of(one) != key_of(two)


def test_the_key_is_pinned_because_it_names_every_stored_file() -> None:
    spec = SpeechSpec((Block("title", "Ünï"),), "en", "tone:beep@1", 100, recipe=1)
    assert json.loads(spec.to_json())["recipe"] == 1
    assert key_of(spec) == "16cadbdff300fc233f30b675e246238071d758c3a21cdef612c6d9cb22d01986"


def test_only_a_lexicon_that_is_not_empty_is_part_of_the_key() -> None:
    spec = SpeechSpec((Block("title", "Ünï"),), "en", "tone:beep@1", 100)
    with_lexicon = replace(spec, lexicon=(LexiconEntry("Ünï", "Uni"),))
    assert "lexicon" not in spec.to_json()
    assert '"lexicon":[{"say":"Uni","word":"Ünï"}]' in with_lexicon.to_json()


def test_paths_and_other_strings_are_not_keys() -> None:
    for text in ["", "../" + "a" * 61, "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"]:
        assert not is_key(text)
