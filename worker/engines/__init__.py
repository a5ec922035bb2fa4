"""Engines turn text into samples: one file and one line of ENGINES each."""

from importlib import import_module
from pathlib import Path
from typing import Protocol, Self, cast

from redis import Redis

from audio_cache.distribution import install_command
from audio_cache.voice import Voice
from worker.audio import Samples
from worker.config import WorkerConfig
from worker.errors import EngineAbsent, EngineError

ENGINES = {
    "hibari": "worker.engines.hibari:HibariEngine",
    "espeak": "worker.engines.espeak:EspeakEngine",
    "gtts": "worker.engines.gtts:GttsEngine",
    "kokoro": "worker.engines.kokoro:KokoroEngine",
    "openai": "worker.engines.openai:OpenaiEngine",
    "piper": "worker.engines.piper:PiperEngine",
    "tone": "worker.engines.tone:ToneEngine",
}
"""Where each engine is; its library is imported only when it is built."""


class Engine(Protocol):
    """Built once a process."""

    parallel: int
    """How many threads may ask it for a sentence at once; more than one where that is faster."""

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        """Opens no connection. Raises EngineAbsent when it could not speak with anything."""

    def voices(self) -> list[Voice]:
        """What it can speak with now."""

    def trouble(self) -> str:
        """Why it cannot speak now, in a sentence; empty when it can, as far as is known."""

    def warm(self) -> None:
        """Loads whatever would make the first sentence wait."""

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        """Mono samples in [-1, 1] at the voice's rate.

        The same for the same arguments, but for engines that say in their file that they cannot.
        `text` has something to speak in it, and is longer than the voice's max_characters only as a
        spoken form that cannot be cut; a voice that knows IPA may find words as
        worker/script/normalize/ipa.py writes them. `speed` is a factor of the voice's own pace.
        Raises EngineError.
        """

    def gain(self, voice: str, speed: float) -> float:
        """dB that bring the voice to the product's loudness: part of its revision."""


def fetch(voice: str) -> Path:
    """Fetches the model of a voice, engine:name, and verifies it: where it is now.

    Raises EngineError, also for engines whose voices come in other ways.
    """
    name, _, voice_name = voice.partition(":")
    try:
        fetch_model = getattr(_load(name), "fetch", None)
    except (KeyError, ImportError):
        fetch_model = None
    if fetch_model is None:
        raise EngineError(f"{voice} cannot be fetched; voices of hibari can, as hibari:NAME.")
    return cast(Path, fetch_model(voice_name))


def _load(name: str) -> type[Engine]:
    """Raises KeyError and ImportError."""
    module, _, cls = ENGINES[name].partition(":")
    return cast(type[Engine], getattr(import_module(module), cls))


def build(name: str, config: WorkerConfig, redis: Redis) -> Engine:
    """Raises KeyError for a name that is not in ENGINES, EngineAbsent for one that cannot be."""
    try:
        engine = _load(name)
    except ImportError as error:
        raise EngineAbsent(f"{error}: {install_command(name)}") from error
    return engine.build(config, redis)
