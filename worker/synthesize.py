"""One segment as it is heard: a pure function of the voice, the speed and the spoken text.

So it need not be spoken twice: what was spoken before comes from the sentence cache.
"""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from audio_cache.voice import Voice
from worker.audio import RATE, Pcm, Samples, resample, silence, to_pcm, trim
from worker.engines import Engine
from worker.errors import EngineError, EngineUnavailable
from worker.level import level
from worker.loudness import Loudness, measure
from worker.script import clauses
from worker.script.estimate import letters_in
from worker.script.normalize.ipa import expand_ipa, strip_ipa
from worker.sentence_cache import Sentence, SentenceCache, sentence_key

log = logging.getLogger(__name__)

_PAUSES_BEFORE_RETRY = (0.5, 2.0, 5.0)
"""Seconds, on average, before an engine that cannot speak now is asked again."""

PATIENCE = 10.0
"""Seconds in all: an engine that is away for longer is not waited for."""

_UNSAID = 2
"""Letters that a voice may leave unsaid: some have no sound for a letter by itself."""

_PLAUSIBLE = (0.4, 2.5)
"""A segment's length, against what its letters make one expect of the voice."""

_LEEWAY = 0.6
"""Seconds: short segments vary by more than their share."""


@dataclass(frozen=True)
class Spoken:
    key: str
    pcm: Pcm
    known: Loudness | None = None
    """Of what had been spoken before."""
    retried: bool = False
    """It came out with an implausible length at first, and was spoken in parts."""
    is_silent: bool = False
    """The voice has no sound for it."""

    @property
    def cached(self) -> bool:
        return self.known is not None

    @cached_property
    def loudness(self) -> Loudness:
        return self.known or measure(self.pcm)


class Speaker:
    def __init__(self, cache: SentenceCache, sleep: Callable[[float], None] = time.sleep) -> None:
        self._cache = cache
        self._sleep = sleep

    def speak(
        self, engine: Engine, voice: Voice, speed: int, text: str, patience: float = PATIENCE
    ) -> Spoken:
        """`speed` in hundredths. An engine that is away is asked again within `patience`, seconds.

        Raises EngineError: also for an engine that says nothing for a text that has words, and
        when one that is unavailable stays so.
        """
        if not any(character.isalnum() for character in text):
            return Spoken("", silence(0))
        key = sentence_key(voice.reference, speed, text)
        if sentence := self._cache.get(key):
            return Spoken(key, sentence.pcm, sentence.loudness)
        samples = self._say(engine, voice, speed, text, patience)
        if not len(samples):
            return Spoken("", silence(0), is_silent=True)
        retried = not _is_plausible(samples, voice, speed, text)
        if retried:
            samples = self._say_in_parts(engine, voice, speed, text)
        pcm = to_pcm(level(samples, engine.gain(voice.name, speed / 100)))
        return Spoken(key, pcm, retried=retried)

    def keep(self, spoken: Spoken) -> None:
        """Puts what is new into the cache: for when the sound is on its way."""
        if spoken.key and not spoken.cached:
            self._cache.put(spoken.key, Sentence(spoken.pcm, spoken.loudness))

    def speak_and_keep(self, engine: Engine, voice: Voice, speed: int, text: str) -> Spoken:
        """Raises EngineError."""
        spoken = self.speak(engine, voice, speed, text)
        self.keep(spoken)
        return spoken

    def _say(
        self, engine: Engine, voice: Voice, speed: int, text: str, patience: float = PATIENCE
    ) -> Samples:
        """Empty for a letter or two that the voice has no sound for."""
        samples = self._synthesize(engine, voice, speed, text, patience)
        samples = trim(resample(samples, voice.sample_rate))
        if not len(samples):
            log.warning("%s says nothing for %r", voice.id, text[:40])
            if letters_in(text) > _UNSAID:
                raise EngineError(f"{voice.id} says nothing for {text[:40]!r}.")
        return samples

    def _say_in_parts(self, engine: Engine, voice: Voice, speed: int, text: str) -> Samples:
        """Engines that stumble over a sentence mostly manage its halves, without IPA in them."""
        text = strip_ipa(text)
        log.warning("%s spoke %r for an implausible time", voice.id, text[:60])
        half = max(clauses.MIN_LIMIT, len(text) // 2 + 1)
        parts = [text[start:end] for start, end in clauses.split(text, 0, len(text), half)]
        spoken = [part for part in parts if any(map(str.isalnum, part))]
        return np.concatenate([self._say(engine, voice, speed, part) for part in spoken])

    def _synthesize(
        self, engine: Engine, voice: Voice, speed: int, text: str, patience: float
    ) -> Samples:
        for pause in _PAUSES_BEFORE_RETRY:
            try:
                return engine.synthesize(text, voice.name, speed / 100)
            except EngineUnavailable as error:
                wait = max(pause * random.uniform(0.7, 1.3), error.seconds)
                if wait > patience:
                    raise
                log.warning("%s, trying again", error)
                self._sleep(wait)
                patience -= wait
        return engine.synthesize(text, voice.name, speed / 100)


def _is_plausible(samples: Samples, voice: Voice, speed: int, text: str) -> bool:
    expected = letters_in(expand_ipa(text)) / voice.letters_per_second * 100 / speed
    shortest, longest = (share * expected for share in _PLAUSIBLE)
    return shortest - _LEEWAY <= len(samples) / RATE <= longest + _LEEWAY
