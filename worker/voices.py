"""The engines of this worker and their voices."""

import logging
from collections.abc import Mapping

from redis import Redis

from audio_cache.settings_values import SettingsError
from audio_cache.spec import RECIPE, SpeechSpec
from audio_cache.voice import Voice
from worker.config import WorkerConfig
from worker.engines.engine import Engine
from worker.engines.registry import ENGINES, build
from worker.errors import EngineError, EngineSetupError, VoiceChanged
from worker.voice_plan import SpeakerVoice, VoicePlan

log = logging.getLogger(__name__)


class Voices:
    """Every voice that this worker can speak with, by its reference."""

    def __init__(self, engines: dict[str, Engine], unavailable: Mapping[str, str]) -> None:
        self._engines = engines
        self.unavailable = unavailable
        """Configured engines that cannot run on this machine, with the reason."""
        self._by_reference = {
            voice.reference: voice for engine in engines.values() for voice in engine.voices()
        }

    @classmethod
    def load(cls, config: WorkerConfig, redis: Redis) -> "Voices":
        """Build and warm the configured engines. One that cannot run is skipped with a warning.

        Raises SettingsError for an unknown engine.
        """
        for name in config.loaded_engines:
            if name not in ENGINES:
                raise SettingsError(
                    f"{config.variable('engines')} must list engines out of "
                    f"{', '.join(sorted(ENGINES))}, got {name!r}."
                )
        engines: dict[str, Engine] = {}
        unavailable: dict[str, str] = {}
        for name in config.loaded_engines:
            try:
                engine = build(name, config, redis)
                engine.warm()
            except (EngineSetupError, EngineError) as error:
                log.warning("skipping engine %s: %s", name, error)
                unavailable[name] = str(error)
            else:
                engines[name] = engine
        return cls(engines, unavailable)

    def release_memory(self) -> None:
        """Have the engines free what they keep only to be faster."""
        for engine in self._engines.values():
            engine.release_memory()

    def degraded(self) -> dict[str, str]:
        """Return the loaded engines that cannot speak now, with the reason."""
        reasons = {name: engine.degraded() for name, engine in self._engines.items()}
        return {name: reason for name, reason in reasons.items() if reason}

    @property
    def engines(self) -> list[str]:
        """Names of the loaded engines, in the configured order."""
        return list(self._engines)

    def all(self) -> list[Voice]:
        return list(self._by_reference.values())

    def plan(self, spec: SpeechSpec) -> VoicePlan:
        """Assign voices to the blocks of a spec.

        Raises VoiceChanged if this worker would make audio that differs from what the spec's key
        promises.
        """
        if spec.recipe != RECIPE:
            raise VoiceChanged(f"The spec has recipe {spec.recipe}; this worker has {RECIPE}.")
        parts = {kind: self._speaker(reference) for kind, reference in spec.parts}
        return VoicePlan(self._speaker(spec.voice), parts)

    def _speaker(self, reference: str) -> SpeakerVoice:
        voice = self._by_reference.get(reference)
        if voice is None:
            raise VoiceChanged(f"The voice {reference} is no longer available on this worker.")
        return SpeakerVoice(voice, self._engines[voice.engine])
