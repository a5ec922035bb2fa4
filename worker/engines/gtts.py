"""gTTS: Google Translate's voices, some seventy languages, over the network.

The text leaves this machine. Of the library its languages and its wire format are used, not the
way it asks: without verifying who answers, without a time limit, one request after another, and
no more careful after a refusal. Google's pace cannot be chosen.
"""

import base64
import binascii
import math
import re
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Self

import numpy as np
from gtts import gTTS
from gtts.lang import tts_langs
from redis import Redis

from audio_cache.voice import Voice
from worker.audio import RATE, Samples
from worker.breaker import Breaker
from worker.bucket import Bucket
from worker.config import WorkerConfig
from worker.engines.decode import decode
from worker.engines.pace import letters_per_second
from worker.engines.remote import Remote
from worker.errors import EngineAbsent, EngineError
from worker.script import clauses

_SETTINGS = "2"
"""Part of the revision: raise it when the gain or the cutting below changes."""

_SERVICE = "Google Translate"
_URL = "https://translate.google.{}/_/TranslateWebserverUi/data/batchexecute"

_DOMAINS = (
    *("com", "ca", "cn", "de", "es", "fr", "ie", "it", "pt"),
    *("co.in", "co.jp", "co.kr", "co.uk", "co.za"),
    *("com.au", "com.br", "com.hk", "com.mx", "com.ng", "com.tw"),
)
"""Google's, whose accents differ in some languages."""

_BURST = 60
"""Requests that may be made at once after a rest: an ordinary article."""

_SECONDS = 15.0
"""The longest that an answer may take."""

_AUDIO = re.compile(r'"jQ1olc","\[\\"([^"\\]*)\\"')

_LANGUAGES = {"iw": ("he",), "jw": ("jv",), "no": ("no", "nb"), "tl": ("tl", "fil")}
"""BCP 47 subtags where Google's are others."""


class GttsEngine:
    parallel = 6

    def __init__(
        self,
        remote: Remote,
        bucket: Bucket,
        domain: str = "com",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._remote = remote
        self._bucket = bucket
        self._domain = domain
        self._sleep = sleep

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        domain = config.gtts_tld
        if domain not in _DOMAINS:
            variable = config.variable("gtts_tld")
            raise EngineAbsent(f"{variable} cannot be {domain!r}, only: {', '.join(_DOMAINS)}")
        if not 0 < config.gtts_requests_per_second < math.inf:
            variable = config.variable("gtts_requests_per_second")
            raise EngineAbsent(f"{variable} must be more than 0")
        breaker = Breaker(redis, "gtts")
        return cls(
            Remote(_SERVICE, _URL.format(domain), breaker, cls.parallel, _SECONDS),
            Bucket(redis, "gtts", config.gtts_requests_per_second, _BURST),
            domain,
        )

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="gtts",
                name=language,
                revision=f"{version('gTTS')}-{_SETTINGS}-{self._domain}",
                languages=_LANGUAGES.get(language, (language.partition("-")[0],)),
                scripts=(),
                sample_rate=RATE,
                letters_per_second=letters_per_second(language),
                max_characters=gTTS.GOOGLE_TTS_MAX_CHARS,
                offline=False,
                licence="online service, Google's terms",
            )
            for language in tts_langs()
        ]

    def trouble(self) -> str:
        return self._remote.trouble()

    def warm(self) -> None:
        pass

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        text = text.strip()
        # The library would cut a text that is too long at every comma.
        spans = clauses.split(text, 0, len(text), gTTS.GOOGLE_TTS_MAX_CHARS)
        parts = [text[start:end] for start, end in spans]
        spoken = [self._ask(part, voice) for part in parts if any(map(str.isalnum, part))]
        if not spoken:
            raise EngineError(f"There is nothing to speak in {text[:40]!r}.")
        return np.concatenate(spoken)

    def gain(self, voice: str, speed: float) -> float:
        return 0.0

    def _ask(self, text: str, voice: str) -> Samples:
        (body,) = gTTS(text, lang=voice, lang_check=False, pre_processor_funcs=[]).get_bodies()
        self._sleep(self._bucket.take())
        answer = self._remote.post(gTTS.GOOGLE_TTS_HEADERS, data=body)
        return decode(_SERVICE, _audio_in(answer))


def _audio_in(answer: bytes) -> bytes:
    """Raises EngineError for an answer without any."""
    found = _AUDIO.search(answer.decode("utf-8", "replace"))
    try:
        return base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error as error:
        raise EngineError(f"{_SERVICE} answered with no audio.") from error
