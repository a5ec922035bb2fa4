"""The pauses of finished audio, as its speech marks show them."""

from itertools import pairwise

import pytest

from audio_cache.key import key_of
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores.memory import MemoryStore
from listen.article.html.extract import extract_html
from listen.article.text.plain import extract_text
from tests.entries import stored_timings
from tests.worker.test_pipeline import Recorder, context
from worker.audio import GRID, RATE
from worker.documents.marks import speech_marks
from worker.engines.tone import ToneEngine
from worker.pipeline import produce
from worker.voice_plan import SpeakerVoice, VoicePlan

_TOLERANCE = GRID / RATE / 2 + 1e-6
"""Seconds by which a pause may differ: segments begin at the nearest frame of an MP3."""


def pauses(blocks: list[Block], language: str = "en") -> dict[str, float]:
    """Return the seconds of silence after each word that has some, by the word."""
    engine, store = ToneEngine(), MemoryStore()
    (voice,) = engine.voices()
    spec = SpeechSpec(tuple(blocks), language, voice.reference, 100)
    produce(spec, "mp3", VoicePlan(SpeakerVoice(voice, engine)), context(store, Recorder()))
    timings = stored_timings(store, key_of(spec))
    words = [mark for mark in speech_marks(spec, timings) if mark["type"] == "word"]
    return {
        word["value"]: following["start_time"] - word["end_time"]
        for word, following in pairwise(words)
        if following["start_time"] - word["end_time"] > 0.01
    }


def test_the_pauses_of_an_article() -> None:
    html = """<h1>The tide clock</h1>
        <p>He looked — as ever — at the harbour… then away. It was late.</p>
        <p>From 1990–1995 it [...] stood still.</p>
        <h2>The song</h2>
        <blockquote>We waited.</blockquote>
        <p>The lamp is low, the lamp is low,<br>and nobody is here.<br>The wind has gone</p>
        <p>and left its comb,<br>and took its fear.</p>
        <ul><li>bread</li><li>salt</li></ul><p>End.</p>"""
    assert pauses(extract_html(html).blocks) == pytest.approx(
        {
            "clock": 0.9,
            "looked": 0.3,
            "ever": 0.3,
            "harbour": 0.45,
            "away": 0.35,
            "late": 0.7,
            "still": 1.0,
            "song": 0.8,
            "waited": 0.8,
            "low": 0.3,
            "here": 0.3,
            "gone": 0.8,
            "comb": 0.3,
            "fear": 0.8,
            "bread": 0.5,
            "salt": 0.7,
        },
        abs=_TOLERANCE,
    )


def test_the_pauses_of_verse_in_plain_text() -> None:
    first = "Die Uhr geht nicht recht,\nsie zeigt nur die Flut,\nund keiner\nsteht gut."
    poem = f"{first}\n\nDas Wasser steht.\nEs ist still."
    assert pauses(extract_text(poem).blocks, "de") == pytest.approx(
        {
            "recht": 0.3,
            "Flut": 0.3,
            "keiner": 0.3,
            "gut": 0.8,
            "steht": 0.3,
        },
        abs=_TOLERANCE,
    )
