"""Voice preferences: the settings that select voices, among them [voices] and [fallback]."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError, parse_table
from audio_cache.voice import Voice
from listen.voices.selector import AUTO, VoiceSelector

Aliases = tuple[tuple[str, str], ...]
"""Pairs of an alias and the engine:name that it stands for."""
Fallback = tuple[tuple[str, tuple[str, ...]], ...]
"""Pairs of a voice or engine, and the voices or engines that replace it, in order."""


@dataclass(frozen=True)
class VoicePreferences:
    """Settings that select voices, independent of which voices exist."""

    default: str
    """engine:name or an alias."""
    engine_order: tuple[str, ...] = ()
    """Engines in order of preference. Others come last; an online engine that is not in the order
    is used only when a request names its voice."""
    online: bool = True
    """True: text may leave this machine."""
    aliases: Aliases = ()
    fallback: Fallback = ()
    configured_names: tuple[tuple[str, str], ...] = ()
    """Settings that were changed from their default, with the engine or voice that each names."""

    def unknown_names(self, voices: Iterable[Voice], unavailable: Iterable[str]) -> list[str]:
        """Return "SETTING: NAME" for each configured name that is no voice and no engine.

        `unavailable` are engines that exist and have no voices now.
        """
        known = {*unavailable, *dict(self.aliases)}
        for voice in voices:
            known |= {voice.engine, voice.id, voice.name}
        return [
            f"{setting}: {name}" for setting, name in self.configured_names if name not in known
        ]

    def selector(self, voices: Iterable[Voice]) -> VoiceSelector:
        """Return a selector for the voices that the preferences allow."""
        aliases = dict(self.aliases)
        allowed = [voice for voice in voices if voice.offline or self.online]
        allowed.sort(key=lambda voice: self._rank(voice.engine))
        return VoiceSelector(
            voices=tuple(allowed),
            default=aliases.get(self.default, self.default),
            explicit_only=frozenset(
                voice.engine
                for voice in allowed
                if not voice.offline and voice.engine not in self.engine_order
            ),
            aliases=aliases,
            fallback=dict(self.fallback),
        )

    def _rank(self, engine: str) -> int:
        order = self.engine_order
        return order.index(engine) if engine in order else len(order)


def parse_aliases(value: Any) -> Aliases:
    """Parse [voices]: alias = "engine:name". Raises SettingsError."""
    aliases = parse_table("voices", value)
    for alias, voice in aliases.items():
        if not isinstance(voice, str) or ":" not in voice:
            raise SettingsError(
                f"'voices.{alias}' must name a voice, for example \"hibari:heart\", "
                f"got {excerpt(voice)}."
            )
        if not alias or alias == AUTO or ":" in alias:
            raise SettingsError(
                f"'voices.{alias[:80]}' must have another alias: it must not be empty, must not be "
                f"{AUTO!r} and must not contain ':'."
            )
    return tuple(aliases.items())


def parse_fallback(value: Any) -> Fallback:
    """Parse [fallback]: engine or engine:name = ["engine" or "engine:name"].

    Raises SettingsError.
    """
    fallback = []
    for name, alternatives in parse_table("fallback", value).items():
        if not isinstance(alternatives, list) or not all(
            isinstance(alternative, str) for alternative in alternatives
        ):
            raise SettingsError(
                f"'fallback.{name}' must be a list of engines or voices, "
                f'for example ["espeak"], got {excerpt(alternatives)}.'
            )
        fallback.append((name, tuple(alternatives)))
    return tuple(fallback)
