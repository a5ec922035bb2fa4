"""Every voice is as loud as any other: an article has -19 LUFS, within 1 LU."""

import pytest

from tests.worker.engines.levels import loudness_of, read_page, speak
from worker.engines.espeak import EspeakEngine
from worker.engines.espeak_gains import GAINS
from worker.level import CEILING_DB

PARAGRAPHS = 5


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
    speaker = request.getfixturevalue(f"{engine}_engine")
    (found,) = [each for each in speaker.voices() if each.name == voice]
    timeline = speak(speaker, found, read_page(found, page, PARAGRAPHS))
    assert loudness_of(timeline) == pytest.approx(-19.0, abs=1.0)
    assert (timeline.true_peak() or 0.0) <= CEILING_DB + 0.1


def test_the_gains_of_espeak_belong_to_its_voices(espeak_engine: EspeakEngine) -> None:
    names = {voice.name for voice in espeak_engine.voices()}
    assert len(GAINS.keys() & names) >= 0.9 * len(GAINS)
    assert espeak_engine.gain("mi", 1.0) < 0 < espeak_engine.gain("xx", 1.0)
