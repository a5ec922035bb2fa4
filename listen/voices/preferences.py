"""How voices are cast: [voices] names them, [fallback] says who reads when one fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from audio_cache.settings import SettingsError, read_table
from audio_cache.voice import Voice
from listen.voices.selector import AUTO, VoiceSelector

Aliases = tuple[tuple[str, str], ...]
"""A name of the publisher's own, and the voice."""
Fallback = tuple[tuple[str, tuple[str, ...]], ...]
"""A voice or an engine, and the voices or engines in its place."""


@dataclass(frozen=True)
class VoicePreferences:
    """What a publisher wants of the voices, whichever there are."""

    default: str
    """engine:name"""
    order: tuple[str, ...] = ()
    """Engines. Those that are not in it come last, and never of themselves if they are online."""
    online: bool = True
    """Whether text may leave this machine."""
    aliases: Aliases = ()
    fallback: Fallback = ()
    named: tuple[tuple[str, str], ...] = ()
    """Settings that somebody made, and the engine or voice that each names."""

    def missing(self, voices: Iterable[Voice], absent: Iterable[str]) -> list[str]:
        """What is named and is no voice, and no engine of these or of those that are absent."""
        known = {*absent, *dict(self.aliases)}
        for voice in voices:
            known |= {voice.engine, voice.id, voice.name}
        return [f"{setting}: {name}" for setting, name in self.named if name not in known]

    def selector(self, voices: Iterable[Voice]) -> VoiceSelector:
        aliases = dict(self.aliases)
        allowed = [voice for voice in voices if voice.offline or self.online]
        allowed.sort(key=lambda voice: self._place(voice.engine))
        return VoiceSelector(
            voices=tuple(allowed),
            default=aliases.get(self.default, self.default),
            by_name_only=frozenset(
                voice.engine
                for voice in allowed
                if not voice.offline and voice.engine not in self.order
            ),
            aliases=aliases,
            fallback=dict(self.fallback),
        )

    def _place(self, engine: str) -> int:
        return self.order.index(engine) if engine in self.order else len(self.order)


def read_aliases(value: Any) -> Aliases:
    """Of [voices]: name = "engine:name". Raises SettingsError, as the other."""
    aliases = read_table("voices", value)
    for name, voice in aliases.items():
        if not isinstance(voice, str) or ":" not in voice:
            raise SettingsError(f"voices.{name} is a voice, as engine:name.")
        if not name or name == AUTO or ":" in name:
            raise SettingsError(f"voices.{name} is no name for a voice.")
    return tuple(aliases.items())


def read_fallback(value: Any) -> Fallback:
    """Of [fallback]: engine or engine:name = ["engine" or "engine:name"]."""
    fallback = []
    for name, others in read_table("fallback", value).items():
        if not isinstance(others, list) or not all(isinstance(one, str) for one in others):
            raise SettingsError(f"fallback.{name} is a list of engines or voices.")
        fallback.append((name, tuple(others)))
    return tuple(fallback)
