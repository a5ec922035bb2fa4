import logging

import pytest

from audio_cache.voice import Voice
from worker.audio import Samples
from worker.engines.tone import ToneEngine
from worker.errors import EngineError
from worker.rehearsal import rehearse
from worker.voices import Voices
from worker.watchdog import Watchdog

_WATCHDOG = Watchdog(600)


class _Engine(ToneEngine):
    """Records what it speaks."""

    def __init__(self, fails: bool = False) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._fails = fails

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        self.texts.append(text)
        if self._fails:
            raise EngineError("It has no model.")
        return super().synthesize(text, voice, speed)


class _OnlineEngine(_Engine):
    def voices(self) -> list[Voice]:
        return [Voice(**{**vars(voice), "offline": False}) for voice in super().voices()]


def test_a_rehearsal_speaks_an_article_with_a_title_and_amounts() -> None:
    engine = _Engine()
    rehearse(Voices({"tone": engine}, {}), _WATCHDOG)
    assert engine.texts[0] == "Ready to record"
    assert "one thousand two hundred" in " ".join(engine.texts)


def test_nothing_is_sent_to_an_online_engine() -> None:
    online, offline = _OnlineEngine(), _Engine()
    rehearse(Voices({"online": online}, {}), _WATCHDOG)
    assert online.texts == []
    rehearse(Voices({"online": online, "tone": offline}, {}), _WATCHDOG)
    assert online.texts == []


def test_a_rehearsal_that_fails_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        rehearse(Voices({"tone": _Engine(fails=True)}, {}), _WATCHDOG)
    assert "It has no model." in caplog.text
