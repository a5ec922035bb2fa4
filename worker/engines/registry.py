"""The engines that exist. Their modules are imported, with their libraries, only when needed."""

from importlib import import_module
from pathlib import Path
from typing import cast

from redis import Redis

from audio_cache.distribution import install_command
from worker.config import WorkerConfig
from worker.downloads.download import Announce
from worker.engines.engine import Engine
from worker.errors import DownloadError, EngineSetupError

ENGINES = {
    "hibari": "worker.engines.hibari:HibariEngine",
    "espeak": "worker.engines.espeak:EspeakEngine",
    "gtts": "worker.engines.gtts:GttsEngine",
    "kokoro": "worker.engines.kokoro:KokoroEngine",
    "openai": "worker.engines.openai:OpenaiEngine",
    "piper": "worker.engines.piper:PiperEngine",
    "tone": "worker.engines.tone:ToneEngine",
}
"""Engine name to module:class."""


def build(name: str, config: WorkerConfig, redis: Redis) -> Engine:
    """Build an engine. Raises EngineSetupError, also for a name that is not in ENGINES."""
    return _load(name).build(config, redis)


def fetch(config: WorkerConfig, voice: str, announce: Announce) -> Path:
    """Download and verify the model of a voice, given as engine:name; return the model's path.

    Raises DownloadError with a sentence, also if the engine has no downloads.
    """
    engine, _, name = voice.partition(":")
    try:
        return _load(engine).fetch(config, name, announce)
    except (EngineSetupError, DownloadError) as error:
        raise DownloadError(f"The voice {voice!r} cannot be downloaded: {error}.") from error


def _load(name: str) -> type[Engine]:
    """Import the class of an engine. Raises EngineSetupError."""
    if name not in ENGINES:
        raise EngineSetupError(f"there is no engine {name!r}; known: {', '.join(ENGINES)}")
    module, _, cls = ENGINES[name].partition(":")
    try:
        return cast(type[Engine], getattr(import_module(module), cls))
    except ImportError as error:
        raise EngineSetupError(f"{error}: {install_command(name)}") from error
