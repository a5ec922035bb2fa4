from dataclasses import replace

import pytest

from audio_cache.spec import Block, SpeechSpec
from worker.engines.tone import ToneEngine
from worker.script.estimate import estimate, letters_in
from worker.script.script import SpeakerLimits, write_script

VOICE = replace(ToneEngine().voices()[0], letters_per_second=10.0)


def spec(*blocks: Block, speed: int = 100) -> SpeechSpec:
    return SpeechSpec(blocks, "en", VOICE.reference, speed)


def test_a_text_takes_the_time_of_its_letters() -> None:
    assert estimate(spec(Block("paragraph", "Ten letters.")), VOICE) == pytest.approx(1.0)


def test_speed_shortens_the_letters_but_not_the_pauses() -> None:
    blocks = Block("title", "abcdefghij"), Block("paragraph", "abcdefghij")
    normal, fast = estimate(spec(*blocks), VOICE), estimate(spec(*blocks, speed=200), VOICE)
    assert normal - fast == pytest.approx(1.0)


def test_the_pauses_are_those_of_the_script() -> None:
    blocks = Block("heading", "One two"), Block("paragraph", "Three four. Five six. Seven.")
    pauses = sum(segment.pause for segment in write_script(blocks, "en", SpeakerLimits(300)))
    letters = sum(letters_in(block.text) for block in blocks)
    assert estimate(spec(*blocks), VOICE) == pytest.approx(letters / 10 + pauses)


def test_a_digit_takes_longer_than_a_letter() -> None:
    assert letters_in("ab, c!") == 3
    assert letters_in("a1") == 5.5
