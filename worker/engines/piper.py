"""Piper: any of its neural voices, as NAME.onnx with NAME.onnx.json in a folder.

Rhythm and pitch of a Piper voice vary randomly: equal text does not sound equal twice. Of a voice
with several speakers, the first one is used.
"""

import hashlib
import json
import logging
import re
from collections.abc import Mapping
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
from worker.downloads.client import Client
from worker.downloads.download import Announce
from worker.downloads.model_card import UNKNOWN, licence_of
from worker.downloads.piper import CARD_SUFFIX, download_voice
from worker.engines import calibrate
from worker.engines.engine import Engine
from worker.engines.onnx import INVALID_MODEL
from worker.engines.pace import letters_per_second
from worker.errors import EngineError, EngineSetupError

log = logging.getLogger(__name__)

_SETTINGS = "2"
"""Part of the revision: must be raised when the gain or the arguments below change."""

_BIAS = 0.15
"""LU by which articles are louder than the text of the calibration. Measured on
en_US-joe-medium."""
_DEFAULT_GAIN = 7.0
"""dB, for a voice that cannot speak that text."""
_GAIN_PER_SPEED = 1.2
"""dB added per unit of speed."""

_NAME = re.compile(r"[\w.+-]+")
_PHONEME_NOTATION = re.compile(r"\[(?=\[)")
"""[[phonemes]] is Piper's notation for a pronunciation; article text must not trigger it."""

_PHONEME_TYPES = ("espeak", "text")
"""Supported phonemizers: the others need models that would be downloaded."""


@dataclass(frozen=True)
class _LoadedVoice:
    model: PiperVoice
    voice: Voice
    gain: float
    """dB at the normal pace."""


class PiperEngine(Engine):
    """Runs every voice of a folder in this process."""

    def __init__(self, folder: Path) -> None:
        """Load all voices. Raises EngineSetupError if the folder has none."""
        self._loaded: dict[str, _LoadedVoice] = {}
        for model in sorted(folder.glob("*.onnx")):
            try:
                self._loaded[model.stem] = _load(model)
            except INVALID_MODEL as error:
                log.warning("skipping the piper voice %s: %s", model.name, error)
        if not self._loaded:
            raise EngineSetupError(
                "it has no voice: `listen voices get piper:NAME` downloads one, and `listen "
                "voices available` lists them; or put NAME.onnx and NAME.onnx.json into the folder "
                f"piper of {WorkerConfig.variable('voices_dir')}"
            )

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        return cls(config.voices_folder / "piper")

    @classmethod
    def fetch(cls, config: WorkerConfig, voice: str, announce: Announce) -> Path:
        with Client() as client:
            folder = config.voices_folder / "piper"
            return download_voice(client, config.piper.url, voice, folder, _language_of, announce)

    def voices(self) -> list[Voice]:
        return [loaded.voice for loaded in self._loaded.values()]

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        model = self._loaded[voice].model
        # The length scale of a voice's normal pace is not always 1.
        length_scale = model.config.length_scale / speed
        settings = SynthesisConfig(length_scale=length_scale, normalize_audio=False)
        samples = _speak(model, _PHONEME_NOTATION.sub("[ ", text), settings)
        if samples is None:
            raise EngineError(f"Piper finds nothing to speak in {text[:40]!r}.")
        return samples

    def gain(self, voice: str, speed: float) -> float:
        return self._loaded[voice].gain + _GAIN_PER_SPEED * (speed - 1)


def _load(model: Path) -> _LoadedVoice:
    """Raises one of INVALID_MODEL."""
    config: dict[str, Any] = json.loads(Path(f"{model}.json").read_text("utf-8"))
    language = _language_of(config)
    if not _NAME.fullmatch(model.stem):
        raise ValueError("its name must consist of letters, digits and .+-_")
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
        licence=_licence(model),
    )
    return _LoadedVoice(loaded, voice, _measure_gain(loaded))


def _language_of(config: Mapping[str, Any]) -> str:
    """Return the primary subtag of a configuration that can be used. Raises ValueError and others.

    Older configurations have the voice of espeak-ng only.
    """
    if config.get("phoneme_type", "espeak") not in _PHONEME_TYPES:
        raise ValueError(f"unsupported phoneme type {config['phoneme_type']!r}")
    language = config.get("language", {}).get("family") or config["espeak"]["voice"]
    return str(re.split("[-_]", language)[0].lower())


def _licence(model: Path) -> str:
    """Return the licence in the model card beside a model, if there is one."""
    try:
        return licence_of(model.with_suffix(CARD_SUFFIX).read_text("utf-8", "replace"))
    except OSError:
        return UNKNOWN


def _speak(model: PiperVoice, text: str, settings: SynthesisConfig) -> Samples | None:
    samples = [chunk.audio_float_array for chunk in model.synthesize(text, settings)]
    return np.concatenate(samples) if samples else None


def _measure_gain(model: PiperVoice) -> float:
    """Return the gain of a voice, the same at every start: it speaks without random variation."""
    settings = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0, normalize_audio=False)
    samples = _speak(model, calibrate.TEXT, settings)
    if samples is None:
        return _DEFAULT_GAIN
    gain = calibrate.measure_gain(samples, model.config.sample_rate, _BIAS)
    return _DEFAULT_GAIN if gain is None else gain
