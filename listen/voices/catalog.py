"""The catalog of voices."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from redis import RedisError

from audio_cache.atomic_file import atomic_file
from audio_cache.registry import RegistrySnapshot, WorkerRegistry
from audio_cache.spec import SpeechSpec
from audio_cache.voice import Voice
from listen.errors import Unavailable
from listen.voices.fallbacks import fallbacks
from listen.voices.preferences import VoicePreferences
from listen.voices.selector import VoiceSelector

log = logging.getLogger(__name__)

_MAX_AGE = 1.0
"""Seconds after which the registry is read again."""


class Catalog:
    """The voices that workers announced last. They are also kept in a file.

    With the file, a request resolves to the same key while Redis or all workers are down, so that
    its finished audio is found.
    """

    def __init__(self, registry: WorkerRegistry, file: Path, preferences: VoicePreferences) -> None:
        self._registry = registry
        self._file = file
        self._preferences = preferences
        self._voices: list[Voice] = []
        self._snapshot = RegistrySnapshot()
        self._selector: tuple[list[Voice], VoiceSelector] | None = None
        """The selector for the voices beside it."""
        self._unknown_names: list[str] = []
        self._refreshed_at = float("-inf")
        self._is_saved = True
        """False: the file could not be written. It is tried again at each refresh."""

    def voices(self) -> list[Voice]:
        """Return the voices. Raises Unavailable when no worker has ever announced any."""
        if not (known := self.known()):
            raise Unavailable("No worker has announced its voices yet.")
        return known

    def known(self) -> list[Voice]:
        """Return the voices; an empty list when no worker has ever announced any."""
        is_old = time.monotonic() - self._refreshed_at > _MAX_AGE
        if is_old or not self._voices:  # the first worker may announce itself at any moment
            self._refresh()
        return self._voices

    def snapshot(self) -> RegistrySnapshot:
        """Return the last snapshot of the registry that could be read."""
        self.known()
        return self._snapshot

    def selector(self) -> VoiceSelector:
        """Return a selector. Raises Unavailable when no worker has ever announced any voices."""
        return self._selector_for(self.voices())

    def fallbacks(self, spec: SpeechSpec) -> Iterator[SpeechSpec]:
        """Yield the specs that replace a spec, in order, when its voice fails."""
        return fallbacks(spec, self._selector_for(self.known()))

    def _selector_for(self, voices: list[Voice]) -> VoiceSelector:
        if self._selector is None or self._selector[0] is not voices:
            self._selector = voices, self._preferences.selector(voices)
        return self._selector[1]

    def _refresh(self) -> None:
        voices = None
        with suppress(RedisError):
            self._snapshot = self._registry.snapshot()
            voices = self._snapshot.voices
        self._refreshed_at = time.monotonic()
        if voices is None:
            self._voices = self._voices or self._load()
        elif voices != self._voices:
            self._voices = voices
            self._save()
            self._warn_of_unknown_names()
        elif not self._is_saved:
            self._save()

    def _warn_of_unknown_names(self) -> None:
        """Log a warning. A misspelt name is detected here, when the engines are known."""
        unknown = self._preferences.unknown_names(self._voices, self._snapshot.unavailable)
        if unknown and unknown != self._unknown_names:
            log.warning(
                "settings name voices or engines that no worker has: %s", "; ".join(unknown)
            )
        self._unknown_names = unknown

    def _load(self) -> list[Voice]:
        try:
            return [Voice.from_dict(fields) for fields in json.loads(self._file.read_text())]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def _save(self) -> None:
        """Write the file. A disk that is full or not writable does not fail the request."""
        was_saved, self._is_saved = self._is_saved, False
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with atomic_file(self._file) as file:
                file.write(json.dumps([voice.to_dict() for voice in self._voices]).encode())
        except OSError as error:
            if was_saved:
                log.warning("cannot save the voices in %s: %s", self._file, error.strerror)
        else:
            self._is_saved = True
