"""Piper: any of its neural voices, as NAME.onnx with NAME.onnx.json in a folder.

Rhythm and tone of a Piper voice vary by chance: the same text does not sound the same twice. Of a
voice with several speakers the first speaks.
"""

import hashlib
import json
import logging
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

import numpy as np
from piper import PiperVoice, SynthesisConfig
from redis import Redis

from audio_cache.voice import Voice
from worker.audio import Samples
from worker.config import WorkerConfig
from worker.engines.onnx import BROKEN
from worker.engines.pace import letters_per_second
from worker.errors import EngineAbsent, EngineError

log = logging.getLogger(__name__)

_SETTINGS = "1"
"""Part of the revision: raise it when the gain or the arguments below change."""

_GAIN = 6.0
_GAIN_OFF_PACE = 1.2
"""dB at its own pace, and more for each unit of speed: measured on en_US-joe-medium to end at
-19 LUFS; other voices differ by some dB."""

_NAME = re.compile(r"[\w.+-]+")
_PHONEMES = re.compile(r"\[(?=\[)")
"""[[phonemes]] is its notation for how to say a word."""

_HERE = ("espeak", "text")
"""How a voice's text becomes phonemes; the other ways need models that would be downloaded."""


@dataclass(frozen=True)
class _Known:
    model: PiperVoice
    voice: Voice


class PiperEngine:
    parallel = 1

    def __init__(self, folder: Path) -> None:
        """Loads all of them. Raises EngineAbsent when there is no voice in the folder."""
        self._known: dict[str, _Known] = {}
        for model in sorted(folder.glob("*.onnx")):
            try:
                self._known[model.stem] = _load(model)
            except BROKEN as error:
                log.warning("piper's voice %s is left out: %s", model.name, error)
        if not self._known:
            raise EngineAbsent(
                "it has no voice: put NAME.onnx and NAME.onnx.json into the folder piper of "
                f"{WorkerConfig.variable('voices_dir')}"
            )

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        return cls(config.voices_folder() / "piper")

    def voices(self) -> list[Voice]:
        return [known.voice for known in self._known.values()]

    def trouble(self) -> str:
        return ""

    def warm(self) -> None:
        pass

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        model = self._known[voice].model
        # A voice's own pace need not be a length of 1.
        length = model.config.length_scale / speed
        settings = SynthesisConfig(length_scale=length, normalize_audio=False)
        spoken = model.synthesize(_PHONEMES.sub("[ ", text), settings)
        samples = [chunk.audio_float_array for chunk in spoken]
        if not samples:
            raise EngineError(f"Piper finds nothing to speak in {text[:40]!r}.")
        return np.concatenate(samples)

    def gain(self, voice: str, speed: float) -> float:
        return _GAIN + _GAIN_OFF_PACE * (speed - 1)


def _load(model: Path) -> _Known:
    """Raises one of BROKEN."""
    config: dict[str, Any] = json.loads(Path(f"{model}.json").read_text("utf-8"))
    if config.get("phoneme_type", "espeak") not in _HERE:
        raise ValueError(f"it needs phonemes of the kind {config['phoneme_type']}")
    if not _NAME.fullmatch(model.stem):
        raise ValueError("its name may have letters, digits and .+-_ only")
    language = config.get("language", {}).get("family") or config["espeak"]["voice"]
    language = re.split("[-_]", language)[0].lower()
    with model.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    loaded = PiperVoice.load(model)
    voice = Voice(
        engine="piper",
        name=model.stem,
        revision=f"{digest[:12]}-{version('piper-tts')}-{_SETTINGS}",
        languages=(language,),
        scripts=(),
        sample_rate=loaded.config.sample_rate,
        letters_per_second=letters_per_second(language),
        max_characters=300,
        offline=True,
        licence="see the voice's MODEL_CARD",
    )
    return _Known(loaded, voice)
