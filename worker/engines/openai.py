"""Any server with OpenAI's POST /v1/audio/speech: self-hosted, or a public service.

The text leaves this machine. The response is decoded whatever its format is, because many servers
support only one. Nothing guarantees that equal text sounds equal twice.
"""

import hashlib
import re
from typing import Any, Self
from urllib.parse import urlsplit

from redis import Redis

from audio_cache.voice import Voice
from worker.audio import RATE, Samples
from worker.breaker import Breaker
from worker.config import WorkerConfig
from worker.engines.decode import decode
from worker.engines.engine import Engine
from worker.engines.openai_settings import OpenaiSettings
from worker.engines.pace import letters_per_second
from worker.engines.raw_pcm import raw_pcm
from worker.engines.remote import Remote
from worker.errors import EngineError, EngineSetupError

_SETTINGS = "2"
"""Part of the revision: must be raised when the gain, the request or the decoding changes."""

_SERVICE = "The speech server"
_REQUIRED = ("url", "model", "voices", "languages")
_MAX_NAME = 200
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PRINTABLE = re.compile(r"[!-~]*")
_FORMATS = ("wav", "flac", "mp3", "opus", "pcm")
"""Formats of the API that can be decoded here; aac is missing."""

_TIMEOUT = 45.0
"""Seconds that a whole response may take: a server may be no faster than real time."""


class OpenaiEngine(Engine):
    """Sends one request per segment, guarded by a circuit breaker."""

    concurrency = 4

    def __init__(self, settings: OpenaiSettings, breaker: Breaker) -> None:
        """Raises EngineSetupError for invalid settings."""
        _check(settings)
        self._settings = settings
        url = f"{settings.url.rstrip('/')}/audio/speech"
        self._remote = Remote(_SERVICE, url, breaker, self.concurrency, _TIMEOUT)
        self._headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        source = f"{url} {settings.model} {settings.format} {settings.pcm_rate}"
        self._revision = f"{hashlib.sha256(source.encode()).hexdigest()[:12]}-{_SETTINGS}"

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        return cls(config.openai, Breaker(redis, "openai"))

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="openai",
                name=name,
                revision=self._revision,
                languages=self._settings.languages,
                scripts=(),
                sample_rate=RATE,
                letters_per_second=letters_per_second(self._settings.languages[0]),
                max_characters=300,
                offline=False,
                licence=f"of the server's model {self._settings.model}",
            )
            for name in dict.fromkeys(self._settings.voices)
        ]

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        if not text.strip():
            raise EngineError("There is nothing to speak.")
        request: dict[str, Any] = {
            "model": self._settings.model,
            "input": text,
            "voice": voice,
            "response_format": self._settings.format,
        }
        if speed != 1:  # some servers reject the field
            request["speed"] = speed
        reply = self._remote.post(self._headers, json=request)
        is_requested = self._settings.format == "pcm"
        raw = raw_pcm(reply.content, reply.content_type, is_requested, self._settings.pcm_rate)
        return decode(_SERVICE, reply.content, raw)

    def degraded(self) -> str:
        return self._remote.degraded()

    def close(self) -> None:
        self._remote.close()


def _check(settings: OpenaiSettings) -> None:
    """Raises EngineSetupError, which names the setting."""
    if missing := [name for name in _REQUIRED if not getattr(settings, name)]:
        raise EngineSetupError(f"it needs {', '.join(map(_variable, missing))}")
    voices, languages = settings.voices, settings.languages
    for name, is_valid, rule in (
        ("url", _is_base_url(settings.url), "like http://127.0.0.1:8880/v1, without a password"),
        ("key", _PRINTABLE.fullmatch(settings.key), "printable ASCII without spaces"),
        ("model", settings.model.isprintable(), "printable"),
        ("voices", all(map(_is_name, voices)), f"printable, at most {_MAX_NAME} characters each"),
        ("languages", all(map(_LANGUAGE.fullmatch, languages)), "like en,de"),
        ("format", settings.format in _FORMATS, f"one of {', '.join(_FORMATS)}"),
    ):
        if not is_valid:
            raise EngineSetupError(f"{_variable(name)} must be {rule}")


def _variable(name: str) -> str:
    return WorkerConfig.variable(f"openai_{name}")


def _is_name(voice: str) -> bool:
    return voice.isprintable() and len(voice) <= _MAX_NAME


def _is_base_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    # A password in the URL would not be sent, and would appear in logs: `key` is for secrets.
    extras = parts.query or parts.fragment or "@" in parts.netloc
    return has_host and parts.scheme in ("http", "https") and not extras
