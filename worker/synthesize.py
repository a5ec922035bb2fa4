"""Synthesizes one segment: a pure function of the voice, the speed and the spoken text.

The result is therefore cached: a segment that was synthesized before comes from the sentence cache.
"""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from audio_cache.counters import SENTENCES, SYNTHESIS, SYNTHESIZED, Count, count_nothing
from audio_cache.voice import Voice
from worker.audio import RATE, Pcm, Samples, resample, silence, to_pcm, trim
from worker.encoders.segment_codec import LOSSLESS, SegmentCodec
from worker.errors import EngineError, EngineUnavailable
from worker.level import level
from worker.loudness import Loudness, measure
from worker.script import clauses
from worker.script.estimate import letters_in
from worker.script.normalize.ipa import expand_ipa, strip_ipa
from worker.sentence_cache import SentenceCache, sentence_key
from worker.sentence_file import Sentence
from worker.voice_plan import SpeakerVoice

log = logging.getLogger(__name__)

_BACKOFF = (0.5, 2.0, 5.0)
"""Average seconds before each retry of an engine that is unavailable."""

RETRY_TIMEOUT = 10.0
"""Seconds, all retries of a segment together. An engine that needs longer is not waited for."""

_MAX_UNSPOKEN_LETTERS = 2
"""Some voices have no sound for a single letter. A segment of this many letters may be silent."""

_PLAUSIBLE_RATIO = (0.4, 2.5)
"""Range of a segment's duration, relative to the duration that its letters predict."""

_PLAUSIBLE_OFFSET = 0.6
"""Seconds that widen the range: the duration of short segments varies more."""


@dataclass(frozen=True)
class SegmentAudio:
    """The audio of one segment, levelled and trimmed."""

    cache_key: str
    """Empty for audio that is not cached, because it is silent."""
    pcm: Pcm
    """Empty if there is only `encoded`."""
    encoded: bytes | None = None
    """A part of the file, of a codec that is not decoded."""
    measured: Loudness | None = None
    """None until `loudness` is needed."""
    cached: bool = False
    """It came from the cache."""
    retried: bool = False
    """The first attempt had an implausible duration; the segment was synthesized in parts."""
    is_silent: bool = False
    """The voice has no sound for the text."""

    @property
    def samples(self) -> int:
        return len(self.pcm) if self.measured is None else self.measured.samples

    @cached_property
    def loudness(self) -> Loudness:
        return self.measured or measure(self.pcm)


class Synthesizer:
    """Turns spoken text into levelled audio, through the sentence cache."""

    def __init__(
        self,
        cache: SentenceCache,
        sleep: Callable[[float], None] = time.sleep,
        count: Count = count_nothing,
    ) -> None:
        self._cache = cache
        self._sleep = sleep
        self._count = count

    def synthesize(
        self,
        speaker: SpeakerVoice,
        speed: int,
        text: str,
        codec: SegmentCodec = LOSSLESS,
        retry_timeout: float = RETRY_TIMEOUT,
    ) -> SegmentAudio:
        """Return the audio of a text. `speed` is in hundredths of the voice's normal pace.

        New audio is neither encoded nor put into the cache yet: see `store`. `codec` is that of the
        cache. An engine that is unavailable is retried for `retry_timeout` seconds.

        Raises EngineError, also for an engine that returns silence for a text with words, and
        EngineUnavailable when the retries are used up.
        """
        if not any(character.isalnum() for character in text):
            return SegmentAudio("", silence(0))
        key = sentence_key(speaker.voice.reference, speed, text, codec.name)
        if sentence := self._cache.get(key):
            self._count(SENTENCES, label="hit")
            if codec.decode is None:
                pcm, encoded = silence(0), sentence.encoded
            else:
                pcm, encoded = codec.decode(sentence.encoded), None
            return SegmentAudio(key, pcm, encoded, sentence.loudness, cached=True)
        self._count(SENTENCES, label="miss")
        samples = self._speak(speaker, speed, text, retry_timeout)
        if not len(samples):
            return SegmentAudio("", silence(0), is_silent=True)
        retried = not _is_plausible(samples, speaker.voice, speed, text)
        if retried:
            samples = self._speak_in_parts(speaker, speed, text)
        gain = speaker.engine.gain(speaker.voice.name, speed / 100)
        return SegmentAudio(key, to_pcm(level(samples, gain)), retried=retried)

    def free_disk(self) -> bool:
        """Clear the sentence cache. Returns whether that freed anything."""
        return self._cache.clear()

    def store(self, audio: SegmentAudio, codec: SegmentCodec = LOSSLESS) -> SegmentAudio:
        """Encode new audio and put it into the cache. The first reader should not wait for it.

        Returns the audio, with `encoded` if the codec is not decoded.
        """
        if audio.cached or not audio.cache_key:
            return audio
        encoded, loudness = codec.encode(audio.pcm), audio.loudness
        self._cache.put(audio.cache_key, Sentence(encoded, loudness))
        return replace(audio, encoded=None if codec.decode else encoded, measured=loudness)

    def synthesize_and_store(
        self, speaker: SpeakerVoice, speed: int, text: str, codec: SegmentCodec = LOSSLESS
    ) -> SegmentAudio:
        """Return the audio of a text, encoded, and put it into the cache. Raises EngineError."""
        return self.store(self.synthesize(speaker, speed, text, codec), codec)

    def _speak(
        self, speaker: SpeakerVoice, speed: int, text: str, retry_timeout: float = RETRY_TIMEOUT
    ) -> Samples:
        """Return trimmed samples at RATE; none for a letter or two that the voice cannot speak."""
        voice = speaker.voice
        start = time.perf_counter()
        samples = self._call_engine(speaker, speed, text, retry_timeout)
        self._count(SYNTHESIS, time.perf_counter() - start, voice.engine)
        self._count(SYNTHESIZED, len(samples) / voice.sample_rate, voice.engine)
        samples = trim(resample(samples, voice.sample_rate))
        if not len(samples):
            log.warning("%s returned silence for %r", voice.id, text[:40])
            if letters_in(text) > _MAX_UNSPOKEN_LETTERS:
                raise EngineError(f"{voice.id} returned silence for {text[:40]!r}.")
        return samples

    def _speak_in_parts(self, speaker: SpeakerVoice, speed: int, text: str) -> Samples:
        """Speak two halves: engines that fail on a sentence mostly manage its halves without IPA.

        The audio of both is concatenated.
        """
        text = strip_ipa(text)
        log.warning("%s spoke %r with an implausible duration", speaker.voice.id, text[:60])
        half = max(clauses.MIN_LIMIT, len(text) // 2 + 1)
        parts = [text[start:end] for start, end in clauses.split(text, 0, len(text), half)]
        with_words = [part for part in parts if any(map(str.isalnum, part))]
        return np.concatenate([self._speak(speaker, speed, part) for part in with_words])

    def _call_engine(
        self, speaker: SpeakerVoice, speed: int, text: str, retry_timeout: float
    ) -> Samples:
        """Call the engine with retries. It is not retried when it asks to wait too long."""
        engine, name = speaker.engine, speaker.voice.name
        for backoff in _BACKOFF:
            try:
                return engine.synthesize(text, name, speed / 100)
            except EngineUnavailable as error:
                wait = max(backoff * random.uniform(0.7, 1.3), error.retry_after)
                if wait > retry_timeout:
                    raise
                log.warning("retrying in %.1f s: %s", wait, error)
                self._sleep(wait)
                retry_timeout -= wait
        return engine.synthesize(text, name, speed / 100)


def _is_plausible(samples: Samples, voice: Voice, speed: int, text: str) -> bool:
    expected = letters_in(expand_ipa(text)) / voice.letters_per_second * 100 / speed
    shortest, longest = (ratio * expected for ratio in _PLAUSIBLE_RATIO)
    return shortest - _PLAUSIBLE_OFFSET <= len(samples) / RATE <= longest + _PLAUSIBLE_OFFSET
