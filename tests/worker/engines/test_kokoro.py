from pathlib import Path

import numpy as np
import pytest
from redis import Redis

from worker.config import WorkerConfig
from worker.errors import EngineSetupError

pytest.importorskip("kokoro_onnx", reason="not available for every Python")
from worker.engines.kokoro import KokoroEngine
from worker.engines.kokoro_gains import DEFAULT
from worker.engines.kokoro_phonemes import phonemize


def test_language_and_gender_follow_from_the_names_of_voices(kokoro_engine: KokoroEngine) -> None:
    voices = {voice.name: (voice.languages, voice.gender) for voice in kokoro_engine.voices()}
    assert voices == {"af_heart": (("en",), "female"), "bm_george": (("en",), "male")}


def test_each_voice_speaks_with_its_own_accent(kokoro_engine: KokoroEngine) -> None:
    text = "A hard path, a bath, a dance."
    american, british = (
        kokoro_engine.synthesize(text, voice, 1.0) for voice in ("af_heart", "bm_george")
    )
    assert not np.array_equal(american, british)


@pytest.mark.parametrize("files", [(), ("kokoro-v1.0.onnx",), ("voices-v1.0.bin",)])
def test_without_its_files_the_error_names_them_and_the_folder(
    tmp_path: Path, redis: Redis, files: tuple[str, ...]
) -> None:
    (tmp_path / "kokoro").mkdir()
    for file in files:
        (tmp_path / "kokoro" / file).touch()
    with pytest.raises(EngineSetupError, match=r"kokoro-v1.0.onnx and voices-v1.0.bin.*VOICES_DIR"):
        KokoroEngine.build(WorkerConfig(voices_dir=str(tmp_path)), redis)


def test_invalid_model_files_are_a_setup_error(tmp_path: Path, redis: Redis) -> None:
    (tmp_path / "kokoro").mkdir()
    for file in ("kokoro-v1.0.onnx", "voices-v1.0.bin"):
        (tmp_path / "kokoro" / file).write_bytes(b"junk")
    with pytest.raises(EngineSetupError, match="cannot be loaded"):
        KokoroEngine.build(WorkerConfig(voices_dir=str(tmp_path)), redis)


def test_english_voices_take_ipa_and_others_do_not(kokoro_engine: KokoroEngine) -> None:
    assert all(voice.ipa for voice in kokoro_engine.voices())
    in_ipa = kokoro_engine.synthesize("They saw [Kyiv](/kɛniə/) there.", "af_heart", 1.0)
    same = kokoro_engine.synthesize("They saw [Anything](/ˈkɛniə/) there.", "af_heart", 1.0)
    assert np.array_equal(in_ipa, same)


def test_a_voice_without_a_measured_gain_gets_the_default(kokoro_engine: KokoroEngine) -> None:
    assert kokoro_engine.gain("af_nobody", 1.0) == DEFAULT


@pytest.mark.parametrize(
    ("text", "language", "phonemes"),
    [("cena", "it", "ʧˈena"), ("pizza", "it", "pˈiʦːa")],
)
def test_other_languages_have_one_letter_for_an_affricate(
    kokoro_engine: KokoroEngine, text: str, language: str, phonemes: str
) -> None:
    assert phonemize(text, language) == phonemes
