"""Selects the voice of a request, and the fallbacks of a voice."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from audio_cache.excerpt import excerpt
from audio_cache.language import primary_subtag
from audio_cache.voice import Voice
from listen.errors import UnknownVoice, UnsupportedLanguage
from listen.voices.suggestions import suggest

AUTO = "auto"
"""In a request, instead of the name of a voice: the best voice for the article's language."""

_DEFAULT_REGIONS = {"en": "us", "pt": "br", "zh": "cn"}
"""Languages to the region of the preferred voice. For other languages it is the region with the
code of the language: de-de, fr-fr."""

_MAX_LISTED = 10
"""Voices that an error message lists."""


@dataclass(frozen=True)
class VoiceSelector:
    """The voices that may be used, with the rules that select among them."""

    voices: tuple[Voice, ...]
    """In order of preference."""
    default: str = ""
    """engine:name of the voice that is preferred for every language that it speaks."""
    explicit_only: frozenset[str] = frozenset()
    """Engines whose voices are used only for requests that name them."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Alias to engine:name. An alias overrides a voice of the same name."""
    fallback: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Voice or engine to the voices or engines that replace it, in order, when it fails."""

    @staticmethod
    @lru_cache(maxsize=8)
    def from_json(text: str) -> "VoiceSelector":
        """Return the selector whose `json` is the text. Requests mostly have the same one."""
        fields = json.loads(text)
        voices = tuple(Voice.from_dict(voice) for voice in fields["voices"])
        return VoiceSelector(
            voices,
            fields["default"],
            frozenset(fields["explicit_only"]),
            fields["aliases"],
            {name: tuple(others) for name, others in fields["fallback"].items()},
        )

    @cached_property
    def json(self) -> str:
        """The selector for another process."""
        return json.dumps(
            {
                "voices": [voice.to_dict() for voice in self.voices],
                "default": self.default,
                "explicit_only": sorted(self.explicit_only),
                "aliases": dict(self.aliases),
                "fallback": dict(self.fallback),
            }
        )

    def select(self, requested: str | None, language: str | None) -> tuple[Voice, str]:
        """Return the voice and the language of a request.

        `requested` is an id, a name, an alias or AUTO. Without it the language selects the voice;
        without a language, the voice's first one is used.

        Raises UnknownVoice and UnsupportedLanguage, which list what is supported.
        """
        if requested is None or requested == AUTO:
            voice = self._preferred(language)
        else:
            voice = self._named(requested)
        if language is not None and not voice.speaks(language):
            raise UnsupportedLanguage(
                f"'language' must be one that the voice {voice.id} speaks "
                f"({', '.join(voice.languages)}), got {excerpt(language)}."
            )
        return voice, language or voice.languages[0]

    def preferring(self, name: str | None) -> "VoiceSelector":
        """Return a selector with another default voice; this one if there is no such voice."""
        voice = self.find(name) if name else None
        return replace(self, default=voice.id) if voice else self

    def find(self, name: str) -> Voice | None:
        """Return the voice with an alias, an id or a name, in this order of precedence.

        A name of one engine may be an id of another: `hibari:heart` on a server that speaks with
        another Listen.
        """
        resolved = self.aliases.get(name, name)
        by_id = (voice for voice in self.voices if voice.id == resolved)
        by_name = (voice for voice in self.voices if voice.name == resolved)
        return next(by_id, None) or next(by_name, None)

    def aliases_of(self, voice: Voice) -> list[str]:
        """Return the aliases of a voice."""
        return [alias for alias, voice_id in self.aliases.items() if voice_id == voice.id]

    def part_voice(self, requested: str, voice: Voice, language: str) -> Voice | None:
        """Return the voice for a part of an article whose other blocks `voice` speaks.

        Returns None when the requested voice is missing, is the same voice, or does not speak the
        language and all scripts that `voice` speaks.
        """
        try:
            found = self._named(requested)
        except UnknownVoice:
            return None
        has_scripts = not found.scripts or set(voice.scripts or ("any",)) <= set(found.scripts)
        return found if has_scripts and found.speaks(language) and found != voice else None

    def fallbacks(self, voice_id: str, language: str) -> Iterator[Voice]:
        """Yield the voices for a language that replace a voice, in order, when it fails."""
        engine = voice_id.partition(":")[0]
        for name in self.fallback.get(voice_id) or self.fallback.get(engine, ()):
            resolved = self.aliases.get(name, name)
            candidates = [voice for voice in self.voices if resolved in (voice.id, voice.engine)]
            found = _closest(candidates, language)
            if found is not None and found.id != voice_id:
                yield found

    def _named(self, name: str) -> Voice:
        """Return the voice with an id, a name or an alias. Raises UnknownVoice."""
        if found := self.find(name):
            return found
        resolved, all_ids = self.aliases.get(name, name), [voice.id for voice in self.voices]
        offline = [voice.id for voice in self.voices if voice.offline] or all_ids
        listed = ", ".join(offline[:_MAX_LISTED])
        if len(offline) > _MAX_LISTED:
            listed += f" and {len(offline) - _MAX_LISTED} more"
        raise UnknownVoice(
            f"'voice' must be a voice of this server, for example {listed}; "
            f"got {excerpt(resolved)}. GET /v1/voices lists all."
        )

    def _preferred(self, language: str | None) -> Voice:
        """Return the best voice for a language, or for any. Raises UnsupportedLanguage."""
        candidates = [voice for voice in self.voices if voice.engine not in self.explicit_only]
        default = [voice for voice in candidates if voice.id == self.default]
        if language is None:
            if candidates:
                return (default or candidates)[0]
            raise UnsupportedLanguage("No voice of this server is selected automatically.")
        voice = _closest(default, language) or _closest(candidates, language)
        if voice is None:
            raise UnsupportedLanguage(self._unsupported(language, candidates))
        return voice

    def _unsupported(self, language: str, candidates: Sequence[Voice]) -> str:
        supported = sorted({tag for voice in candidates for tag in voice.languages})
        explicit = [voice.id for voice in self.voices if voice.speaks(language)]
        hint = f" Voices that a request may name: {', '.join(explicit)}." if explicit else ""
        suggestion = suggest(self.voices, language)
        hint += f" {suggestion}" if suggestion else ""
        return (
            f"The language of the article must be one of: {', '.join(supported)}; "
            f"got {excerpt(language)}.{hint}"
        )


def _closest(voices: Sequence[Voice], language: str) -> Voice | None:
    """Return the closest voice of the first engine that speaks the language."""
    speaking = [voice for voice in voices if voice.speaks(language)]
    same_engine = [voice for voice in speaking if voice.engine == speaking[0].engine]
    return min(
        same_engine, key=lambda voice: _distance(voice.name.lower(), language.lower()), default=None
    )


def _distance(name: str, language: str) -> int:
    """Return the distance of a voice that is named by its language: 0 for the same tag.

    For en-gb the order is en-gb, en, en-us, any other.
    """
    primary = primary_subtag(language)
    region = _DEFAULT_REGIONS.get(primary, primary)
    names = (language, primary, f"{primary}-{region}")
    return names.index(name) if name in names else len(names)
