"""The voices on offer."""

import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from redis import RedisError

from audio_cache.registry import RegistrySnapshot, WorkerRegistry
from audio_cache.spec import SpeechSpec
from audio_cache.voice import Voice
from listen.errors import Unavailable
from listen.voices.fallbacks import fallbacks
from listen.voices.preferences import VoicePreferences
from listen.voices.selector import VoiceSelector

log = logging.getLogger(__name__)

_FRESH_SECONDS = 1.0


class Catalog:
    """What the workers announce; the last of it is kept on disk.

    So what is finished is found, under the key that its request had, when Redis or all the
    workers are away.
    """

    def __init__(self, registry: WorkerRegistry, file: Path, preferences: VoicePreferences) -> None:
        self._roster = registry
        self._file = file
        self._preferences = preferences
        self._voices: list[Voice] = []
        self._snapshot = RegistrySnapshot()
        self._missing: list[str] = []
        self._read_at = float("-inf")

    def voices(self) -> list[Voice]:
        """Raises Unavailable when no worker ever announced any."""
        if not (known := self.known()):
            raise Unavailable("No worker has announced its voices yet.")
        return known

    def known(self) -> list[Voice]:
        """The same, and none when there are none."""
        if time.monotonic() - self._read_at > _FRESH_SECONDS:
            self._refresh()
        return self._voices

    def snapshot(self) -> RegistrySnapshot:
        """As Redis last had it."""
        self.known()
        return self._snapshot

    def selector(self) -> VoiceSelector:
        """Raises Unavailable when no worker ever announced any."""
        return self._preferences.selector(self.voices())

    def fallbacks(self, spec: SpeechSpec) -> Iterator[SpeechSpec]:
        """What is made instead when the spec's voice fails, in order."""
        return fallbacks(spec, self._preferences.selector(self.known()))

    def _refresh(self) -> None:
        voices = None
        with suppress(RedisError):
            self._snapshot = self._roster.snapshot()
            voices = self._snapshot.voices
        self._read_at = time.monotonic()
        if voices is None:
            self._voices = self._voices or self._load()
        elif voices != self._voices:
            self._voices = voices
            self._save()
            self._complain()

    def _complain(self) -> None:
        """A misspelt name is seen only now: the web knows no engine but by what workers say."""
        missing = self._preferences.missing(self._voices, self._snapshot.unavailable)
        if missing and missing != self._missing:
            log.warning("no worker has what these settings name: %s", "; ".join(missing))
        self._missing = missing

    def _load(self) -> list[Voice]:
        try:
            return [Voice.from_dict(fields) for fields in json.loads(self._file.read_text())]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def _save(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=self._file.parent, suffix=".part", delete=False) as file:
            json.dump([voice.to_dict() for voice in self._voices], file)
        os.replace(file.name, self._file)
