"""The voices on offer, and which of them reads a request."""

import json
import os
import time
from pathlib import Path
from tempfile import NamedTemporaryFile

from redis import RedisError

from audio_cache.roster import Roster
from audio_cache.voice import Voice
from listen.errors import Unavailable, UnknownVoice, UnsupportedLanguage

_FRESH_SECONDS = 1.0


class Catalog:
    """What the workers announce; the last of it is kept on disk.

    So what is finished is found, under the key that its request had, when Redis or all the
    workers are away.
    """

    def __init__(self, roster: Roster, file: Path, default_voice: str) -> None:
        self._roster = roster
        self._file = file
        self._default = default_voice
        self._voices: list[Voice] = []
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

    def resolve(self, wanted: str | None, language: str | None) -> tuple[Voice, str]:
        """The voice and the language for a request that names them, one of them or neither.

        Raises UnknownVoice and UnsupportedLanguage, both with what there is.
        """
        voice = self._named(wanted) if wanted not in (None, "auto") else self._for(language)
        if language is not None and not voice.speaks(language):
            raise UnsupportedLanguage(
                f"The voice {voice.id} does not speak {language}; "
                f"it speaks: {', '.join(voice.languages)}."
            )
        return voice, language or voice.languages[0]

    def _named(self, wanted: str | None) -> Voice:
        for voice in self.voices():
            if wanted in (voice.id, voice.name):
                return voice
        ids = ", ".join(voice.id for voice in self.voices())
        raise UnknownVoice(f"There is no voice {wanted}; there are: {ids}.")

    def _for(self, language: str | None) -> Voice:
        """Text leaves this machine only with a voice that was asked for by its name."""
        offline = [voice for voice in self.voices() if voice.offline]
        offline.sort(key=lambda voice: voice.id != self._default)
        for voice in offline:
            if language is None or voice.speaks(language):
                return voice
        spoken = sorted({spoken for voice in offline for spoken in voice.languages})
        online = [voice.id for voice in self.voices() if language and voice.speaks(language)]
        hint = f" By name, online: {', '.join(online)}." if online else ""
        raise UnsupportedLanguage(
            f"No voice on this server speaks {language}; there are: {', '.join(spoken)}.{hint}"
        )

    def _refresh(self) -> None:
        try:
            announced = self._roster.voices()
        except RedisError:
            announced = None
        self._read_at = time.monotonic()
        if announced is None:
            self._voices = self._voices or self._load()
        elif announced != self._voices:
            self._voices = announced
            self._save()

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
