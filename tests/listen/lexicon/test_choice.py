from audio_cache.spec import Block, LexiconEntry
from listen.lexicon.choice import count, unusable, usable, uses_json

BOTH = LexiconEntry("Ngo", "no", "ŋo", language="vi")
ONLY_IPA = LexiconEntry("gif", ipa="dʒɪf")
AMERICAN = LexiconEntry("route", "rowt", language="en-US")
ANY = LexiconEntry("route", "root")


def test_an_entry_is_said_in_the_way_that_the_voice_can() -> None:
    lexicon = (BOTH, ONLY_IPA)
    assert set(usable([lexicon], "vi", ipa=True)) == {LexiconEntry("Ngo", ipa="ŋo"), ONLY_IPA}
    assert usable([lexicon], "vi", ipa=False) == (LexiconEntry("Ngo", "no"),)
    assert unusable([lexicon], "vi", ipa=False) == (ONLY_IPA,)
    assert unusable([lexicon], "vi", ipa=True) == ()


def test_an_entry_for_a_language_is_for_its_articles_and_before_one_for_any() -> None:
    for language, said in [("en-US", "rowt"), ("en", "rowt"), ("en-GB", "root"), ("fr", "root")]:
        (entry,) = usable([(AMERICAN, ANY)], language, ipa=True)
        assert (entry.say, entry.language) == (said, "")


def test_a_later_lexicon_goes_over_an_earlier_one() -> None:
    for site in (LexiconEntry("route", "way"), LexiconEntry("route", "way", language="en")):
        assert usable([(AMERICAN,), (site,), ()], "en", ipa=False) == (
            LexiconEntry("route", "way"),
        )
    assert usable([(ANY,), (LexiconEntry("route", ipa="x"),)], "en", ipa=False) == (ANY,)
    assert usable([(), ()], "en", ipa=False) == ()


def test_words_are_counted_in_all_blocks() -> None:
    blocks = [Block("title", "A route"), Block("paragraph", "Routes. The route’s end")]
    assert uses_json(count(blocks, (ANY, ONLY_IPA))) == [
        {"word": "route", "count": 3, "say": "root", "applied": True}
    ]
