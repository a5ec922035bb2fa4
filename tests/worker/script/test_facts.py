import pytest

from audio_cache.spec import Block, SpeechSpec
from worker.engines.tone import ToneEngine
from worker.script.facts import derive_facts

VOICE = ToneEngine().voices()[0]


def spec(*blocks: Block) -> SpeechSpec:
    return SpeechSpec(blocks, "en", VOICE.reference, 100)


PARAGRAPH = Block("paragraph", "It rained in St. Ives. Then it stopped.")


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        ([Block("title", "News"), Block("heading", "Part one"), PARAGRAPH], "News"),
        ([PARAGRAPH, Block("heading", "Part one"), Block("heading", "Two")], "Part one"),
        ([PARAGRAPH], "It rained in St. Ives."),
        ([Block("paragraph", "The lamp is\nlow. It\nrains.")], "The lamp is low."),
    ],
)
def test_the_title_is_the_first_heading_or_sentence_without_a_title_block(
    blocks: list[Block], title: str
) -> None:
    assert derive_facts(spec(*blocks), VOICE).title == title


def test_a_title_from_a_long_sentence_is_cut() -> None:
    long = Block("paragraph", "and so " * 200)
    assert 100 < len(derive_facts(spec(long), VOICE).title) <= 200


def test_words_and_characters_are_those_of_the_article_text() -> None:
    facts = derive_facts(spec(Block("title", "Big news"), PARAGRAPH), VOICE)
    assert facts.words == 10
    assert facts.characters == len("Big news") + 2 + len(PARAGRAPH.text)


def test_the_duration_is_unknown_without_the_voice() -> None:
    assert derive_facts(spec(PARAGRAPH), None).estimated_duration is None
    assert derive_facts(spec(PARAGRAPH), VOICE).estimated_duration
