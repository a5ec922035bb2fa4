"""Which voice reads a request, and which reads it when that one cannot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from audio_cache.voice import Voice
from listen.errors import UnknownVoice, UnsupportedLanguage

AUTO = "auto"
"""In the place of a voice's name: whichever is best for the article's language."""

_USUAL_REGIONS = {"en": "us", "pt": "br", "zh": "cn"}
"""Of a language whose name says no region and has no region of that name: de-de, fr-fr."""

_TOLD = 10
"""Voices that an error names."""
_LONGEST_TOLD = 60
"""Characters that an error repeats of what was asked for."""


@dataclass(frozen=True)
class VoiceSelector:
    voices: tuple[Voice, ...]
    """Those that may be used, in the order in which one is looked for."""
    default: str = ""
    """engine:name; comes before all others when it speaks the language."""
    by_name_only: frozenset[str] = frozenset()
    """Engines whose voices are never chosen for a request that names none."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """A publisher's own names for voices."""
    fallback: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Voice or engine to the voices or engines that read in its place when it fails."""

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "VoiceSelector":
        voices = tuple(Voice.from_dict(fields) for fields in given["voices"])
        return cls(**{**given, "voices": voices, "by_name_only": frozenset(given["by_name_only"])})

    def to_dict(self) -> dict[str, Any]:
        voices = [voice.to_dict() for voice in self.voices]
        return {**vars(self), "voices": voices, "by_name_only": sorted(self.by_name_only)}

    def choose(self, wanted: str | None, language: str | None) -> tuple[Voice, str]:
        """The voice and the language for a request that names them, one of them or neither.

        Raises UnknownVoice and UnsupportedLanguage, both with what there is.
        """
        voice = self._named(wanted) if wanted not in (None, AUTO) else self._for(language)
        if language is not None and not voice.speaks(language):
            raise UnsupportedLanguage(
                f"The voice {voice.id} does not speak {language}; "
                f"it speaks: {', '.join(voice.languages)}."
            )
        return voice, language or voice.languages[0]

    def aliases_of(self, voice: Voice) -> list[str]:
        """The publisher's own for it."""
        return [name for name, meant in self.aliases.items() if meant == voice.id]

    def part(self, wanted: str, voice: Voice, language: str) -> Voice | None:
        """The voice for a part of an article that `voice` speaks; None when it is not there,
        or cannot speak all that the other can.
        """
        try:
            found = self._named(wanted)
        except UnknownVoice:
            return None
        scripts = not found.scripts or set(voice.scripts or ("any",)) <= set(found.scripts)
        return found if scripts and found.speaks(language) and found != voice else None

    def fallbacks(self, voice_id: str, language: str) -> Iterator[Voice]:
        """The voices for the language that come in the place of one that fails, in order."""
        engine = voice_id.partition(":")[0]
        for name in self.fallback.get(voice_id) or self.fallback.get(engine, ()):
            meant = self.aliases.get(name, name)
            able = [voice for voice in self.voices if meant in (voice.id, voice.engine)]
            found = _best(able, language)
            if found is not None and found.id != voice_id:
                yield found

    def _named(self, wanted: str | None) -> Voice:
        meant = self.aliases.get(wanted or "", wanted)
        for voice in self.voices:
            if meant in (voice.id, voice.name):
                return voice
        offline = [voice.id for voice in self.voices if voice.offline]
        told = ", ".join(offline[:_TOLD])
        if len(offline) > _TOLD:
            told += f" and {len(offline) - _TOLD} more"
        name = (meant or "")[:_LONGEST_TOLD]
        raise UnknownVoice(
            f"There is no voice {name!r}; on this server: {told}. GET /v1/voices lists all."
        )

    def _for(self, language: str | None) -> Voice:
        free = [voice for voice in self.voices if voice.engine not in self.by_name_only]
        ours = [voice for voice in free if voice.id == self.default]
        if language is None and (ours or free):
            return (ours or free)[0]
        voice = _best(ours, language or "") or _best(free, language or "")
        if voice is None:
            spoken = sorted({spoken for voice in free for spoken in voice.languages})
            named = [voice.id for voice in self.voices if language and voice.speaks(language)]
            hint = f" By name: {', '.join(named)}." if named else ""
            raise UnsupportedLanguage(
                f"No voice on this server speaks {language}; there are: {', '.join(spoken)}.{hint}"
            )
        return voice


def _best(voices: Sequence[Voice], language: str) -> Voice | None:
    """The nearest of the first engine that speaks the language at all."""
    able = [voice for voice in voices if voice.speaks(language)]
    same = [voice for voice in able if voice.engine == able[0].engine]
    return min(
        same, key=lambda voice: _distance(voice.name.lower(), language.lower()), default=None
    )


def _distance(name: str, language: str) -> int:
    """Of voices that are named by their language: from en-gb to en-GB, to en, to en-us."""
    primary = language.partition("-")[0]
    region = _USUAL_REGIONS.get(primary, primary)
    names = (language, primary, f"{primary}-{region}")
    return names.index(name) if name in names else len(names)
