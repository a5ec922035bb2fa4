"""One segment as it is heard: a pure function of the voice, the speed and the spoken text."""

from audio_cache.voice import Voice
from worker.audio import Pcm, resample, silence, to_pcm, trim
from worker.engines import Engine
from worker.errors import EngineError
from worker.level import level


def speak(engine: Engine, voice: Voice, speed: float, text: str) -> Pcm:
    """Raises EngineError, also when the engine says nothing for a text that has words."""
    if not any(character.isalnum() for character in text):
        return silence(0)
    samples = engine.synthesize(text, voice.name, speed)
    samples = trim(resample(samples, voice.sample_rate))
    if not len(samples):
        raise EngineError(f"{voice.id} says nothing for {text[:40]!r}.")
    return to_pcm(level(samples, engine.gain(voice.name, speed)))
