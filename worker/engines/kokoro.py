"""Kokoro-82M through kokoro-onnx: good, and slow.

English is phonemized as for hibari, whose voices were distilled from these; other languages by
espeak-ng. Voices whose language espeak-ng phonemizes badly are not offered: Japanese and Chinese.
"""

import hashlib
import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Self

import numpy as np
from kokoro_onnx import Kokoro
from redis import Redis

from audio_cache.voice import Voice
from worker.audio import RATE, Samples
from worker.config import WorkerConfig
from worker.downloads.client import Client
from worker.downloads.download import Announce
from worker.downloads.kokoro import download_model
from worker.engines import hibari_text, kokoro_phonemes
from worker.engines.engine import Engine
from worker.engines.kokoro_gains import DEFAULT, GAINS
from worker.engines.onnx import INVALID_MODEL
from worker.errors import DownloadError, EngineError, EngineSetupError

_SETTINGS = "6"
"""Part of the revision: must be raised when the gains, the phonemes or the arguments below change,
and when worker/names or worker/script/homographs does."""

_MODEL_FILES, _VOICE_FILES = "kokoro*.onnx", "voices*.bin"

_ACCENTS = {
    "a": "en-us",
    "b": "en-gb",
    "e": "es",
    "f": "fr-fr",
    "h": "hi",
    "i": "it",
    "p": "pt-br",
}
"""First letter of a voice's name to espeak-ng's name of its language."""

_ENGLISH = "ab"
_BRITISH = "b"

_GENDERS = {"f": "female", "m": "male"}
_NAME = re.compile(rf"[{''.join(_ACCENTS)}][fm]_\w+")


class KokoroEngine(Engine):
    """Runs one model, which holds all voices, in this process."""

    def __init__(self, model: Kokoro, digest: str) -> None:
        """`digest` is the hexadecimal SHA-256 of the model files."""
        self._model = model
        self._revision = f"{digest[:12]}-{version('kokoro-onnx')}-{_SETTINGS}"

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        folder = config.voices_folder / "kokoro"
        models, voices = sorted(folder.glob(_MODEL_FILES)), sorted(folder.glob(_VOICE_FILES))
        if not models or not voices:
            raise EngineSetupError(
                "it has no model: `listen voices get kokoro` downloads it; or put "
                "kokoro-v1.0.onnx and voices-v1.0.bin from the releases of kokoro-onnx into the "
                f"folder kokoro of {config.variable('voices_dir')}"
            )
        files = (models[-1], voices[-1])
        try:
            return cls(Kokoro(str(models[-1]), str(voices[-1])), _digest(files))
        except INVALID_MODEL as error:
            raise EngineSetupError(f"its model cannot be loaded: {error}") from error

    @classmethod
    def fetch(cls, config: WorkerConfig, voice: str, announce: Announce) -> Path:
        """Download the model, which holds all voices, for whichever is named."""
        if voice and not _NAME.fullmatch(voice):
            raise DownloadError("kokoro has one download for all its voices: kokoro")
        folder = config.voices_folder / "kokoro"
        with Client() as client:
            return download_model(client, config.kokoro.url, folder, announce)

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="kokoro",
                name=name,
                revision=self._revision,
                languages=(_ACCENTS[name[0]].partition("-")[0],),
                scripts=(),
                sample_rate=RATE,
                letters_per_second=14.3,
                max_characters=350,
                offline=True,
                licence="Apache-2.0",
                gender=_GENDERS[name[1]],
                ipa=name[0] in _ENGLISH,
            )
            for name in self._model.get_voices()
            if _NAME.fullmatch(name)
        ]

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        try:
            samples, _ = self._model.create(
                _phonemes(text, voice),
                voice,
                speed,
                is_phonemes=True,
                sentence_pause=0.0,
                clause_pause=0.0,
            )
        except (ValueError, RuntimeError) as error:
            raise EngineError(f"Kokoro cannot speak {text[:40]!r}: {error}") from error
        return np.asarray(samples, np.float32)

    def gain(self, voice: str, speed: float) -> float:
        return GAINS.get(voice, DEFAULT)


def _phonemes(text: str, voice: str) -> str:
    accent = voice[0]
    if accent in _ENGLISH:
        return hibari_text.phonemize(text, british=accent == _BRITISH)
    return kokoro_phonemes.phonemize(text, _ACCENTS[accent])


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            hashlib.file_digest(file, lambda: digest)
    return digest.hexdigest()
