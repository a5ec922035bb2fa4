from audio_cache.spec import Block, LexiconEntry
from listen.lexicon.applicable import (
    applicable_entries,
    ipa_only_entries,
    merge_pronunciations,
    single_pronunciations,
)
from worker.script.lexicon_uses import count_uses, uses_json

BOTH = LexiconEntry("Ngo", "no", "ŋo", language="vi")
ONLY_IPA = LexiconEntry("gif", ipa="dʒɪf")
AMERICAN = LexiconEntry("route", "rowt", language="en-US")
ANY = LexiconEntry("route", "root")


def test_an_entry_has_the_pronunciation_that_the_voice_can_speak() -> None:
    lexicon = (BOTH, ONLY_IPA)
    assert set(applicable_entries([lexicon], "vi", speaks_ipa=True)) == {
        LexiconEntry("Ngo", ipa="ŋo"),
        ONLY_IPA,
    }
    assert applicable_entries([lexicon], "vi", speaks_ipa=False) == (LexiconEntry("Ngo", "no"),)
    assert ipa_only_entries([lexicon], "vi") == (ONLY_IPA,)


def test_an_entry_for_a_language_applies_to_its_articles_and_overrides_one_for_any() -> None:
    for language, said in [("en-US", "rowt"), ("en", "rowt"), ("en-GB", "root"), ("fr", "root")]:
        (entry,) = applicable_entries([(AMERICAN, ANY)], language, speaks_ipa=True)
        assert (entry.say, entry.language) == (said, "")


def test_a_later_lexicon_overrides_an_earlier_one() -> None:
    for site in (LexiconEntry("route", "way"), LexiconEntry("route", "way", language="en")):
        assert applicable_entries([(AMERICAN,), (site,), ()], "en", speaks_ipa=False) == (
            LexiconEntry("route", "way"),
        )
    ipa_only = LexiconEntry("route", ipa="x")
    assert applicable_entries([(ANY,), (ipa_only,)], "en", speaks_ipa=False) == (ANY,)
    assert applicable_entries([(), ()], "en", speaks_ipa=False) == ()


def test_pronunciations_of_a_word_are_merged_and_taken_apart_again() -> None:
    respelled, phonetic = LexiconEntry("Ngo", "no"), LexiconEntry("Ngo", ipa="ŋo")
    merged = merge_pronunciations([respelled, ONLY_IPA, phonetic])
    assert merged == (LexiconEntry("Ngo", "no", "ŋo"), ONLY_IPA)
    assert single_pronunciations(merged, speaks_ipa=True) == (phonetic, ONLY_IPA)
    assert single_pronunciations(merged, speaks_ipa=False) == (respelled,)


def test_words_are_counted_in_all_blocks() -> None:
    blocks = [Block("title", "A route"), Block("paragraph", "Routes. The route’s end")]
    assert uses_json(count_uses(blocks, (ANY, ONLY_IPA))) == [
        {"word": "route", "count": 3, "say": "root", "applied": True}
    ]
