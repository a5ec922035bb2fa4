import logging
from dataclasses import replace
from pathlib import Path

import pytest
from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.voice import Voice
from listen.config import WebConfig
from listen.sites.site import Site
from listen.voices import catalog
from listen.voices.catalog import Catalog
from worker.engines.tone import ToneEngine


def config(voice: str, engine: str) -> WebConfig:
    return WebConfig(
        default_voice=voice,
        voice_order=(engine,),
        voices=(("ours", voice),),
        fallback=((engine, (voice,)),),
        sites=(Site("news", ("example.org",), voices=(("quote", voice),)),),
    )


def warnings_of(
    config: WebConfig, redis: Redis, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> list[str]:
    caplog.set_level(logging.WARNING, catalog.__name__)
    Catalog(WorkerRegistry(redis), tmp_path / "voices.json", config.voice_preferences()).known()
    return [record.getMessage() for record in caplog.records]


def test_the_first_voices_are_there_as_soon_as_they_are_announced(
    redis: Redis, beep: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog, "_MAX_AGE", 1000.0)
    preferences = config("tone:beep", "tone").voice_preferences()
    voices = Catalog(WorkerRegistry(redis), tmp_path / "voices.json", preferences)
    assert voices.known() == []
    WorkerRegistry(redis).announce("worker", [beep])
    assert voices.known() == [beep]


def test_unknown_names_are_logged_once_and_again_when_they_change(
    redis: Redis,
    beep: Voice,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalog, "_MAX_AGE", -1.0)
    WorkerRegistry(redis).announce("worker", [beep])
    voices = Catalog(
        WorkerRegistry(redis),
        tmp_path / "voices.json",
        config("tone:heart", "tnoe").voice_preferences(),
    )
    for _ in range(3):
        voices.known()
    (record,) = caplog.records
    for setting in (
        "default_voice: tone:heart",
        "voice_order: tnoe",
        "voices.ours: tone:heart",
        "fallback: tnoe",
        "fallback.tnoe: tone:heart",
        "sites.news.voices.quote: tone:heart",
    ):
        assert setting in record.getMessage()
    WorkerRegistry(redis).announce("worker", [beep, replace(beep, name="heart")])
    voices.known()
    assert caplog.messages[1:] == [
        "settings name voices or engines that no worker has: voice_order: tnoe; fallback: tnoe"
    ]


def test_no_warning_for_known_names_unavailable_engines_and_defaults(
    redis: Redis, beep: Voice, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    WorkerRegistry(redis).announce("worker", [beep], {"espeak": "no program"})
    assert warnings_of(config(beep.id, "tone"), redis, tmp_path, caplog) == []
    assert warnings_of(config("beep", "espeak"), redis, tmp_path, caplog) == []
    assert warnings_of(WebConfig(), redis, tmp_path, caplog) == []


def test_a_disk_that_is_full_costs_one_warning_until_there_is_space(
    redis: Redis, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog, "_MAX_AGE", 0.0)
    registry, file = WorkerRegistry(redis), tmp_path / "folder" / "voices.json"
    registry.announce("one", ToneEngine().voices())
    (tmp_path / "folder").touch()
    voices = Catalog(registry, file, WebConfig().voice_preferences())
    for _ in range(3):
        assert voices.known()
    assert caplog.text.count(f"cannot save the voices in {file}: ") == 1
    (tmp_path / "folder").unlink()
    assert voices.known()
    assert file.exists()
