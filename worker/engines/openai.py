"""Any server that speaks OpenAI's POST /v1/audio/speech: one's own, or somebody's service.

The text leaves this machine. Whatever format a server answers in is decoded, because many know but
one. Nothing says that the same text sounds the same twice.
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
from worker.engines.pace import letters_per_second
from worker.engines.remote import Remote
from worker.errors import EngineAbsent, EngineError

_SETTINGS = "1"
"""Part of the revision: raise it when the gain or what is sent changes."""

_SERVICE = "The speech server"
_NEEDED = ("openai_url", "openai_model", "openai_voices", "openai_languages")
_NAME = re.compile(r"[\w.+-]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PRINTABLE = re.compile(r"[!-~]*")
_FORMATS = ("wav", "flac", "mp3", "opus")
"""Those of the API that can be decoded here: pcm does not tell its rate."""

_SECONDS = 45.0
"""The longest that an answer may take: a server may speak no faster than one listens."""


class OpenaiEngine:
    parallel = 4

    def __init__(self, config: WorkerConfig, breaker: Breaker) -> None:
        """Raises EngineAbsent for settings that cannot be."""
        _check(config)
        self._config = config
        url = f"{config.openai_url.rstrip('/')}/audio/speech"
        self._remote = Remote(_SERVICE, url, breaker, self.parallel, _SECONDS)
        key = config.openai_key
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        source = f"{url} {config.openai_model} {config.openai_format}"
        self._revision = f"{hashlib.sha256(source.encode()).hexdigest()[:12]}-{_SETTINGS}"

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        return cls(config, Breaker(redis, "openai"))

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="openai",
                name=name,
                revision=self._revision,
                languages=self._config.openai_languages,
                scripts=(),
                sample_rate=RATE,
                letters_per_second=letters_per_second(self._config.openai_languages[0]),
                max_characters=300,
                offline=False,
                licence=f"of the server's model {self._config.openai_model}",
            )
            for name in dict.fromkeys(self._config.openai_voices)
        ]

    def trouble(self) -> str:
        return self._remote.trouble()

    def warm(self) -> None:
        pass

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        if not text.strip():
            raise EngineError("There is nothing to speak.")
        asked: dict[str, Any] = {
            "model": self._config.openai_model,
            "input": text,
            "voice": voice,
            "response_format": self._config.openai_format,
        }
        if speed != 1:  # there are servers that do not know the field
            asked["speed"] = speed
        return decode(_SERVICE, self._remote.post(self._headers, json=asked))

    def gain(self, voice: str, speed: float) -> float:
        return 0.0

    def close(self) -> None:
        self._remote.close()


def _check(config: WorkerConfig) -> None:
    """Raises EngineAbsent, which names the setting."""
    if missing := [name for name in _NEEDED if not getattr(config, name)]:
        raise EngineAbsent(f"it needs {', '.join(map(config.variable, missing))}")
    voices, languages = config.openai_voices, config.openai_languages
    for name, is_right, like in (
        ("openai_url", _is_address(config.openai_url), "like http://127.0.0.1:8880/v1"),
        ("openai_key", _PRINTABLE.fullmatch(config.openai_key), "ASCII without blanks"),
        ("openai_voices", all(map(_NAME.fullmatch, voices)), "names of letters, digits and .+-_"),
        ("openai_languages", all(map(_LANGUAGE.fullmatch, languages)), "like en,de"),
        ("openai_format", config.openai_format in _FORMATS, f"one of {', '.join(_FORMATS)}"),
    ):
        if not is_right:
            raise EngineAbsent(f"{config.variable(name)} must be {like}")


def _is_address(url: str) -> bool:
    try:
        address = urlsplit(url)
        has_host = bool(address.hostname) and address.port != 0
    except ValueError:
        return False
    return has_host and address.scheme in ("http", "https") and not address.query + address.fragment
