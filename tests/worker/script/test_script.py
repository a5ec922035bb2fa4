from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.spec import Block, LexiconEntry, SpeechSpec
from worker.engines.tone import ToneEngine
from worker.script import script as script_module
from worker.script.normalize.lexicon import Lexicon
from worker.script.normalize.normalize import normalize
from worker.script.normalize.spoken import SpokenForm
from worker.script.script import LazyScript, Segment, SpeakerLimits, iter_script, write_script

TEXT = st.text(
    st.one_of(st.sampled_from(list("ab .!?,;\n\"'()—…。 ")), st.characters(codec="utf-8")),
    min_size=1,
).filter(lambda text: text.strip())
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(["title", "heading", "paragraph"]), TEXT),
    min_size=1,
    max_size=5,
)

TWENTY_WORDS = " ".join(["word"] * 20)


def text_of(blocks: list[Block]) -> str:
    return SpeechSpec(tuple(blocks), "en", "v", 100).text


@given(BLOCKS, st.integers(20, 60))
def test_every_character_is_in_exactly_one_segment(blocks: list[Block], limit: int) -> None:
    text = text_of(blocks)
    covered = [0] * len(text)
    script = write_script(blocks, "en", SpeakerLimits(limit))
    assert [segment.pause > 0 for segment in script] == [True] * (len(script) - 1) + [False]
    for segment in script:
        assert segment.start < segment.end
        for position in range(segment.start, segment.end):
            covered[position] += 1
    assert all(
        count == 1 for count, character in zip(covered, text, strict=True) if character.strip()
    )
    assert max(covered) == 1


def test_the_first_segment_does_not_wait_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    normalized: list[str] = []

    def record(text: str, *arguments: Any) -> SpokenForm:
        normalized.append(text)
        return normalize(text, *arguments)

    monkeypatch.setattr(script_module, "normalize", record)
    blocks = [Block("title", "A bridge."), *[Block("paragraph", "It opens. It shuts.")] * 9]
    script = LazyScript(iter_script(blocks, "en", SpeakerLimits(300)))
    assert normalized == ["A bridge."]
    segments = iter(script)
    assert next(segments) is script.first
    assert normalized == ["A bridge."]
    assert script.write_rest() == 19
    assert len(normalized) == 19
    assert [*script] == write_script(blocks, "en", SpeakerLimits(300))
    assert [script.first, *segments] == [*script]


def test_a_script_without_segments_has_no_first() -> None:
    script = LazyScript(iter_script([Block("paragraph", " ")], "en", SpeakerLimits(300)))
    assert script.first is None
    assert (script.write_rest(), [*script]) == (0, [])


def test_a_number_too_long_for_the_voice_is_spoken_in_parts() -> None:
    script = write_script([Block("paragraph", "1" * 100)], "en", SpeakerLimits(100))
    assert "".join(segment.spoken for segment in script).count("one") == 100
    assert all(len(segment.spoken) <= 100 for segment in script)


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_a_long_row_of_punctuation_is_split(language: str) -> None:
    script = write_script(
        [Block("paragraph", "Inhalt " + "." * 2500)], language, SpeakerLimits(100)
    )
    assert all(len(segment.spoken) <= 100 for segment in script)
    assert (script[0].start, script[-1].end) == (0, 2507)


def test_a_block_of_blanks_has_no_segments() -> None:
    assert write_script([Block("paragraph", " \n")], "en", SpeakerLimits(100)) == []


@given(BLOCKS)
def test_segments_come_in_reading_order_and_stay_in_their_blocks(blocks: list[Block]) -> None:
    text = text_of(blocks)
    script = write_script(blocks, "en", SpeakerLimits(100))
    assert script == sorted(script, key=lambda segment: segment.start)
    sentences = [segment.sentence for segment in script]
    assert sentences == sorted(sentences)
    assert set(sentences) == set(range(max(sentences) + 1))
    for segment in script:
        assert text[segment.start : segment.end] in blocks[segment.block].text


def pauses(*blocks: Block) -> list[float]:
    return [segment.pause for segment in write_script(blocks, "en", SpeakerLimits(60))]


def test_pauses_grow_from_clause_to_sentence_to_block_and_end_with_the_article() -> None:
    title, heading = Block("title", "News"), Block("heading", "Part one")
    long = "A sentence that goes on, and on, and on, because nobody dared to stop it in time."
    body = Block("paragraph", f"{long} Short one.")
    after_title, after_heading, clause, sentence, end = pauses(title, heading, body)
    assert after_title > after_heading > sentence > clause > end == 0.0


def test_a_heading_is_further_from_the_text_before_it_than_a_paragraph() -> None:
    first, second = Block("paragraph", "One."), Block("paragraph", "Two.")
    heading, quote = Block("heading", "Part two"), Block("quote", "He said so.")
    between, _ = pauses(first, second)
    before_heading, after_heading, _ = pauses(first, heading, second)
    before_quote, after_quote, _ = pauses(first, quote, second)
    assert before_heading > after_heading > between
    assert before_quote == after_quote > between


def test_the_clauses_of_one_sentence_share_its_number() -> None:
    long = "A sentence that goes on, and on, and on, because nobody dared to stop it in time."
    script = write_script([Block("paragraph", f"{long} Short one.")], "en", SpeakerLimits(60))
    assert [segment.sentence for segment in script] == [0, 0, 1]


def test_another_voice_of_a_kind_of_block_has_its_own_limits() -> None:
    blocks = [Block("paragraph", TWENTY_WORDS), Block("quote", TWENTY_WORDS)]
    quotes = SpeakerLimits(60, Lexicon([LexiconEntry("word", "term")]))
    script = write_script(blocks, "en", SpeakerLimits(300), {"quote": quotes})
    spoken = [[part.spoken for part in script if part.block == block] for block in (0, 1)]
    assert spoken[0] == [TWENTY_WORDS]
    assert all(len(part) <= 60 for part in spoken[1])
    assert " ".join(spoken[1]).replace(",", "") == TWENTY_WORDS.replace("word", "term")


def test_a_voice_without_ipa_is_limited_to_respellings() -> None:
    beep = ToneEngine().voices()[0]
    entries = [LexiconEntry("Kyiv", "Keev", "ˈkiːv"), LexiconEntry("Lviv", ipa="lʋiu")]
    for has_ipa, spoken in ((False, "Keev Lviv"), (True, "[Kyiv](/ˈkiːv/) [Lviv](/lʋiu/)")):
        limits = SpeakerLimits.of(replace(beep, ipa=has_ipa), entries)
        assert limits.max_characters == beep.max_characters
        (segment,) = write_script([Block("paragraph", "Kyiv Lviv")], "en", limits)
        assert segment.spoken == spoken


def test_a_part_that_ends_within_a_sentence_ends_with_a_mark() -> None:
    text = "He came — she left\nagain, and " + "so on " * 20
    script = write_script([Block("paragraph", text)], "en", SpeakerLimits(60))
    assert len(script) > 4
    assert all(part.spoken[-1] in ",—" for part in script[:-1])
    assert script[-1].spoken.endswith("on")


def test_a_line_break_is_a_pause() -> None:
    script = write_script([Block("paragraph", "one\n two")], "en", SpeakerLimits(60))
    assert script == [Segment(0, 0, 0, 3, "one,", 0.3), Segment(0, 0, 5, 8, "two", 0.0)]
