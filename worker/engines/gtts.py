"""gTTS: the voices of Google Translate, some seventy languages, over the network.

The text leaves this machine. Only the library's languages and wire format are used. Its HTTP client
is not: that one does not verify certificates, has no timeout, sends one request at a time, and does
not back off after a refusal. The pace of the voices cannot be changed.
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
from worker.engines.engine import Engine
from worker.engines.gtts_settings import BURST
from worker.engines.pace import letters_per_second
from worker.engines.remote import Remote
from worker.errors import EngineError, EngineSetupError
from worker.script import clauses

_SETTINGS = "2"
"""Part of the revision: must be raised when the gain or the splitting below changes."""

_SERVICE = "Google Translate"
_URL = "https://translate.google.{}/_/TranslateWebserverUi/data/batchexecute"

_DOMAINS = (
    *("com", "ca", "cn", "de", "es", "fr", "ie", "it", "pt"),
    *("co.in", "co.jp", "co.kr", "co.uk", "co.za"),
    *("com.au", "com.br", "com.hk", "com.mx", "com.ng", "com.tw"),
)
"""Google's domains. Accents differ between them in some languages."""

_TIMEOUT = 15.0
"""Seconds that a whole response may take."""

_AUDIO = re.compile(r'"jQ1olc","\[\\"([^"\\]*)\\"')

_LANGUAGES = {"iw": ("he",), "jw": ("jv",), "no": ("no", "nb"), "tl": ("tl", "fil")}
"""Google's language codes that differ from BCP 47, with their subtags."""


class GttsEngine(Engine):
    """Sends one request per segment, limited by a token bucket and a circuit breaker."""

    concurrency = 6

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
        settings = config.gtts
        if settings.tld not in _DOMAINS:
            raise EngineSetupError(
                f"{config.variable('gtts_tld')} must be one of {', '.join(_DOMAINS)}, "
                f"got {settings.tld!r}"
            )
        if not 0 < settings.requests_per_second < math.inf:
            raise EngineSetupError(
                f"{config.variable('gtts_requests_per_second')} must be greater than 0, "
                f"got {settings.requests_per_second}"
            )
        breaker = Breaker(redis, "gtts")
        return cls(
            Remote(_SERVICE, _URL.format(settings.tld), breaker, cls.concurrency, _TIMEOUT),
            Bucket(redis, "gtts", settings.requests_per_second, BURST),
            settings.tld,
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

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        text = text.strip()
        # The library would split a text that is too long at every comma.
        spans = clauses.split(text, 0, len(text), gTTS.GOOGLE_TTS_MAX_CHARS)
        parts = [text[start:end] for start, end in spans]
        spoken = [self._request(part, voice) for part in parts if any(map(str.isalnum, part))]
        if not spoken:
            raise EngineError(f"There is nothing to speak in {text[:40]!r}.")
        return np.concatenate(spoken)

    def degraded(self) -> str:
        return self._remote.degraded()

    def close(self) -> None:
        self._remote.close()

    def _request(self, text: str, voice: str) -> Samples:
        (body,) = gTTS(text, lang=voice, lang_check=False, pre_processor_funcs=[]).get_bodies()
        self._sleep(self._bucket.take())
        response = self._remote.post(gTTS.GOOGLE_TTS_HEADERS, data=body)
        return decode(_SERVICE, _parse_audio(response.content))


def _parse_audio(response: bytes) -> bytes:
    """Return the MP3 of a response, empty if there is none. Raises EngineError for bad base64."""
    found = _AUDIO.search(response.decode("utf-8", "replace"))
    try:
        return base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error as error:
        raise EngineError(f"{_SERVICE} returned no audio.") from error
