import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest
from redis import Redis

from audio_cache.distribution import install_command
from audio_cache.settings_values import SettingsError
from audio_cache.spec import Block, SpeechSpec
from audio_cache.voice import Voice
from worker.config import WorkerConfig
from worker.engines import registry
from worker.errors import VoiceChanged
from worker.voices import Voices


@pytest.fixture
def spec(beep: Voice) -> SpeechSpec:
    return SpeechSpec((Block("paragraph", "Words."),), "en", beep.reference, 100)


def test_the_plan_has_the_voice_that_the_spec_names(
    spec: SpeechSpec, redis: Redis, beep: Voice
) -> None:
    main = Voices.load(WorkerConfig(engines=("tone",)), redis).plan(spec).main
    assert main.voice == beep
    assert main.engine.voices() == [beep]


def test_another_revision_or_recipe_is_refused(spec: SpeechSpec, redis: Redis) -> None:
    voices = Voices.load(WorkerConfig(engines=("tone",)), redis)
    for other in (replace(spec, voice="tone:beep@0"), replace(spec, recipe=0)):
        with pytest.raises(VoiceChanged):
            voices.plan(other)


def test_an_engine_without_its_library_is_skipped_with_the_install_command(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry.ENGINES, "piper", "no_such_library:Engine")
    voices = Voices.load(WorkerConfig(engines=("piper", "tone")), redis)
    assert voices.engines == ["tone"]
    assert install_command("piper") in voices.unavailable["piper"]


def test_an_unknown_engine_is_a_settings_error(redis: Redis) -> None:
    with pytest.raises(SettingsError, match=r"LISTEN_WORKER_ENGINES must list .*'trombone'"):
        Voices.load(WorkerConfig(engines=("trombone",)), redis)


def test_a_worker_without_a_usable_engine_exits(
    spawn_worker: Callable[..., subprocess.Popen[bytes]], capfd: pytest.CaptureFixture[str]
) -> None:
    assert spawn_worker(LISTEN_WORKER_ENGINES="openai").wait(180) == 2
    stderr = capfd.readouterr().err
    assert "skipping engine openai: it needs LISTEN_WORKER_OPENAI_URL" in stderr
    assert "none of the engines can run" in stderr
