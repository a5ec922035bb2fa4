"""The search for a word finds what the lexicon is applied to, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.documents import compress
from audio_cache.spec import Block, LexiconEntry, SpeechSpec
from listen.request.pronounce import pronounce_again
from listen.request.word_search import WordSearch, entries_of, may_hold
from worker.engines.tone import ToneEngine
from worker.script.lexicon_uses import count_uses
from worker.script.normalize import lexicon as lexicon_module
from worker.script.normalize.lexicon import Lexicon, search_key

BEEP = ToneEngine().voices()[0]
# Letters, their look-alikes and neighbours of words.
_TEXT = st.text(alphabet="aAbBsS' ’-.,10$é e\u0301İßﬁſ\u00ad\u200dКк北…\n", max_size=40)
_WORD = _TEXT.filter(lambda text: any(map(str.isalnum, text)))


def spec_of(*texts: str) -> SpeechSpec:
    blocks = tuple(Block("paragraph", text) for text in texts)
    return SpeechSpec(blocks, "en", BEEP.reference, 100)


@given(texts=st.lists(_TEXT, min_size=1, max_size=3), word=_WORD, case=st.booleans())
def test_it_counts_what_the_lexicon_is_applied_to(texts: list[str], word: str, case: bool) -> None:
    entry, spec = LexiconEntry(word, "x", case=case), spec_of(*texts)
    count = WordSearch(entry).count(compress(spec.to_json()))
    again = pronounce_again(spec, [BEEP], [(entry,)], 10_000)
    assert (count > 0) == bool(entries_of(again, word))
    assert count == sum(count_uses(spec.blocks, (entry,)).values())
    assert may_hold(spec, word) or not count


@given(text=_TEXT, words=st.lists(_WORD, max_size=4), whole=st.booleans())
def test_the_quick_look_for_a_few_words_changes_nothing(
    text: str, words: list[str], whole: bool
) -> None:
    lexicon = Lexicon([LexiconEntry(word, "x", whole=whole) for word in words])
    with pytest.MonkeyPatch.context() as patch:
        quick = lexicon.find(text)
        patch.setattr(lexicon_module, "_FEW", -1)
        assert quick == lexicon.find(text)


@given(text=_TEXT)
def test_a_search_key_is_as_long_as_its_text(text: str) -> None:
    assert len(search_key(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("Kyiv's streets; Kyivs. KYIV", "kyiv", 3),
        ("Kyivstar, non-Kyiv", "kyiv", 1),
        ("don’t and don't", "don't", 2),
        ("10k, $10k, 10 km", "10k", 1),
        ("The New York Times of New York", "new york", 2),
        ("北京市", "北京", 1),
        ("e\u0301te\u0301", "été", 0),  # texts are composed when they are extracted
        ("", "kyiv", 0),
    ],
)
def test_whole_words_are_found(text: str, word: str, count: int) -> None:
    search = WordSearch(LexiconEntry(word, "x"))
    assert search.count(compress(spec_of(text).to_json())) == count


def test_an_entry_for_a_language_finds_its_articles_only() -> None:
    document = compress(spec_of("Kyiv").to_json())
    assert [
        WordSearch(LexiconEntry("Kyiv", "x", language=language)).count(document)
        for language in ("", "en", "de", "fr-CA")
    ] == [1, 1, 0, 0]
