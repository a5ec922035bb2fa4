import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest
from redis import Redis

from audio_cache.distribution import install_command
from audio_cache.spec import Block, SpeechSpec
from audio_cache.voice import Voice
from worker import engines
from worker.config import WorkerConfig
from worker.errors import VoiceChanged
from worker.voices import Voices


@pytest.fixture
def spec(beep: Voice) -> SpeechSpec:
    return SpeechSpec((Block("paragraph", "Words."),), "en", beep.reference, 100)


def test_a_voice_is_cast_as_the_spec_names_it(spec: SpeechSpec, redis: Redis, beep: Voice) -> None:
    narrator = Voices.load(WorkerConfig(engines=("tone",)), redis).cast(spec).narrator
    voice, engine = narrator.voice, narrator.engine
    assert voice == beep
    assert engine.voices() == [beep]


def test_no_other_voice_or_recipe_stands_in(spec: SpeechSpec, redis: Redis) -> None:
    voices = Voices.load(WorkerConfig(engines=("tone",)), redis)
    for other in (replace(spec, voice="tone:beep@0"), replace(spec, recipe=0)):
        with pytest.raises(VoiceChanged):
            voices.cast(other)


def test_an_engine_without_its_library_is_left_out_and_says_how_to_get_it(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engines.ENGINES, "piper", "no_such_library:Engine")
    voices = Voices.load(WorkerConfig(engines=("piper", "tone")), redis)
    assert voices.engines == ["tone"]
    assert install_command("piper") in voices.absent["piper"]


def test_an_engine_that_nobody_knows_is_an_error(redis: Redis) -> None:
    with pytest.raises(KeyError, match="trombone"):
        Voices.load(WorkerConfig(engines=("trombone",)), redis)


def test_a_worker_that_is_left_without_engines_ends(
    spawn_worker: Callable[..., subprocess.Popen[bytes]], capfd: pytest.CaptureFixture[str]
) -> None:
    assert spawn_worker(LISTEN_WORKER_ENGINES="openai").wait(20) == 2
    said = capfd.readouterr().err
    assert "engine openai is left out: it needs LISTEN_WORKER_OPENAI_URL" in said
    assert "no engine is left" in said
