from pathlib import Path

import numpy as np
import pytest
from redis import Redis

from worker.config import WorkerConfig
from worker.errors import EngineAbsent

pytest.importorskip("kokoro_onnx", reason="it is not there for every Python")
from worker.engines.kokoro import KokoroEngine


def test_voices_have_the_language_and_gender_of_their_names(kokoro_engine: KokoroEngine) -> None:
    voices = {voice.name: (voice.languages, voice.gender) for voice in kokoro_engine.voices()}
    assert voices == {"af_heart": (("en",), "female"), "bm_george": (("en",), "male")}


def test_each_speaks_with_its_own_accent(kokoro_engine: KokoroEngine) -> None:
    text = "A hard path, a bath, a dance."
    american, british = (
        kokoro_engine.synthesize(text, voice, 1.0) for voice in ("af_heart", "bm_george")
    )
    assert not np.array_equal(american, british)


@pytest.mark.parametrize("files", [(), ("kokoro-v1.0.onnx",), ("voices-v1.0.bin",)])
def test_without_its_files_it_says_which_and_where(
    tmp_path: Path, redis: Redis, files: tuple[str, ...]
) -> None:
    (tmp_path / "kokoro").mkdir()
    for file in files:
        (tmp_path / "kokoro" / file).touch()
    with pytest.raises(EngineAbsent, match=r"kokoro-v1.0.onnx and voices-v1.0.bin.*VOICES_DIR"):
        KokoroEngine.build(WorkerConfig(voices_dir=str(tmp_path)), redis)


def test_files_that_are_no_model_keep_it_away(tmp_path: Path, redis: Redis) -> None:
    (tmp_path / "kokoro").mkdir()
    for file in ("kokoro-v1.0.onnx", "voices-v1.0.bin"):
        (tmp_path / "kokoro" / file).write_bytes(b"junk")
    with pytest.raises(EngineAbsent, match="cannot be loaded"):
        KokoroEngine.build(WorkerConfig(voices_dir=str(tmp_path)), redis)
