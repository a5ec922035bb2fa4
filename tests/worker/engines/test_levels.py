"""Every voice is as loud as any other: an article has -19 LUFS, within 1 LU."""

from pathlib import Path

import pytest

from audio_cache.spec import Block
from worker.encoders import ENCODERS
from worker.engines.engine import Engine
from worker.engines.espeak import EspeakEngine
from worker.engines.espeak_gains import GAINS
from worker.level import CEILING_DB
from worker.script.script import SpeakerLimits, write_script
from worker.sentence_cache import NoSentenceCache
from worker.stitch import Timeline
from worker.synthesize import Synthesizer
from worker.voice_plan import SpeakerVoice

PAGES = Path(__file__).parents[2] / "listen" / "article" / "pages"
MAX_PARAGRAPHS = 5


def spoken(engine: Engine, name: str, page: str) -> Timeline:
    """Return the measurements of the beginning of a test page, spoken by a voice."""
    (voice,) = [voice for voice in engine.voices() if voice.name == name]
    lines = (PAGES / f"{page}.txt").read_text("utf-8").splitlines()
    blocks = [Block("paragraph", line) for line in lines if line.strip()][:MAX_PARAGRAPHS]
    synthesizer, timeline = Synthesizer(NoSentenceCache()), Timeline()
    for part in write_script(blocks, page[:2], SpeakerLimits.of(voice, ())):
        audio = synthesizer.synthesize(SpeakerVoice(voice, engine), 100, part.spoken)
        timeline.place(part, audio.pcm)
        timeline.measure(audio.loudness, part.pause)
    return timeline


@pytest.mark.parametrize(
    ("engine", "voice", "page"),
    [
        ("tone", "beep", "en-blog"),
        ("hibari", "heart", "en-blog"),
        ("espeak", "en-us", "en-blog"),
        ("espeak", "de", "de-magazin"),
        ("espeak", "fr-fr", "fr-faq"),
        ("espeak", "es", "es-futbol"),
        ("espeak", "ru", "ru-novosti"),
        ("espeak", "ar", "ar-khabar"),
        ("espeak", "he", "he-yoman"),
        ("espeak", "ko", "ko-gisa"),
    ],
)
def test_an_article_has_the_loudness_of_all_articles(
    engine: str, voice: str, page: str, request: pytest.FixtureRequest
) -> None:
    timeline = spoken(request.getfixturevalue(f"{engine}_engine"), voice, page)
    assert timeline.loudness(ENCODERS["mp3"].gain_db) == pytest.approx(-19.0, abs=1.0)
    assert (timeline.true_peak() or 0.0) <= CEILING_DB + 0.1


def test_the_gains_of_espeak_belong_to_its_voices(espeak_engine: EspeakEngine) -> None:
    names = {voice.name for voice in espeak_engine.voices()}
    assert len(GAINS.keys() & names) >= 0.9 * len(GAINS)
    assert espeak_engine.gain("mi", 1.0) < 0 < espeak_engine.gain("xx", 1.0)
