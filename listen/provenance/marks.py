"""Marks: what a file that is saved says of its audio, also to machines."""

from dataclasses import dataclass

from audio_cache.spec import SpeechOptions
from audio_cache.voice import engine_of, id_of
from listen.provenance.source_type import iptc_source_type

SOURCE_TYPE = "digitalSourceType"
"""Name of the field of IPTC's value, in all formats that have names."""

_SEPARATOR = "; "


@dataclass(frozen=True)
class Marks:
    """The metadata of a file."""

    title: str
    language: str
    """BCP 47 tag."""
    milliseconds: int
    """Duration."""
    voices: tuple[str, ...]
    """References of all voices that speak, sorted."""

    @classmethod
    def of(cls, title: str, options: SpeechOptions, seconds: float) -> "Marks":
        """Return the marks of an audio."""
        return cls(title, options.language, round(1000 * seconds), voices_of(options))

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Names and values that say how the audio was made."""
        return (
            (SOURCE_TYPE, iptc_source_type(self.voices)),
            ("engine", _SEPARATOR.join(dict.fromkeys(map(engine_of, self.voices)))),
            ("voice", _SEPARATOR.join(map(id_of, self.voices))),
        )


def voices_of(options: SpeechOptions) -> tuple[str, ...]:
    """Return the references of all voices that speak an audio, sorted."""
    return tuple(sorted({options.voice, *(voice for _, voice in options.parts)}))
