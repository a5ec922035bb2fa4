"""The voices of this worker's engines."""

import logging
from collections.abc import Mapping

from redis import Redis

from audio_cache.spec import RECIPE, SpeechSpec
from audio_cache.voice import Voice
from worker.config import WorkerConfig
from worker.engines import ENGINES, Engine, build
from worker.errors import EngineAbsent, EngineError, VoiceChanged
from worker.voice_plan import Cast, Narrator

log = logging.getLogger(__name__)


class Voices:
    def __init__(self, engines: dict[str, Engine], absent: Mapping[str, str]) -> None:
        self._engines = engines
        self.absent = absent
        """Engines that were asked for and are not here, and why."""
        self._by_reference = {
            voice.reference: voice for engine in engines.values() for voice in engine.voices()
        }

    @classmethod
    def load(cls, config: WorkerConfig, redis: Redis) -> "Voices":
        """Builds and warms the engines; what keeps one from speaking is told, and no error.

        Raises KeyError for an engine that does not exist.
        """
        engines: dict[str, Engine] = {}
        absent: dict[str, str] = {}
        for name in config.engines:
            try:
                engine = build(name, config, redis)
                engine.warm()
            except (EngineAbsent, EngineError) as error:
                log.warning("engine %s is left out: %s", name, error)
                absent[name] = str(error)
            else:
                engines[name] = engine
        return cls(engines, absent)

    def troubles(self) -> dict[str, str]:
        """Engines that cannot speak now, and why."""
        told = {name: engine.trouble() for name, engine in self._engines.items()}
        return {name: trouble for name, trouble in told.items() if trouble}

    @property
    def engines(self) -> list[str]:
        return list(self._engines)

    def all(self) -> list[Voice]:
        return list(self._by_reference.values())

    def cast(self, spec: SpeechSpec) -> Cast:
        """Who speaks a spec.

        Raises VoiceChanged: what this worker would make must not stand under the spec's key.
        """
        if spec.recipe != RECIPE:
            raise VoiceChanged(f"Recipe {spec.recipe} was asked for; this is {RECIPE}.")
        parts = {kind: self._narrator(reference) for kind, reference in spec.parts}
        return Cast(self._narrator(spec.voice), parts)

    def _narrator(self, reference: str) -> Narrator:
        voice = self._by_reference.get(reference)
        if voice is None:
            raise VoiceChanged(f"The voice {reference} is not available here any more.")
        return Narrator(voice, self._engines[voice.engine])


def known_engines() -> list[str]:
    return sorted(ENGINES)
