"""A voice, as a worker announces it and the web offers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audio_cache.language import primary_subtag

UNTRAINED_ENGINES = ("espeak", "tone")
"""Engines that compute the sound by rules. All others use models, trained on recorded speech."""


@dataclass(frozen=True)
class Voice:
    """One voice of an engine."""

    engine: str
    name: str
    """Any printable text: other servers' names may contain `:`, `@`, `/` and blanks."""
    revision: str
    """Changes whenever the voice would sound different: model, settings, gain. Contains no `@`."""
    languages: tuple[str, ...]
    """BCP 47 primary subtags."""
    scripts: tuple[str, ...]
    """Names of the Unicode scripts that it can speak; empty: any."""
    sample_rate: int
    """Hz, as the engine produces it."""
    letters_per_second: float
    """Pace at speed 1, without the pauses between sentences. Estimates of durations use it."""
    max_characters: int
    """Length of the longest segment that the engine accepts, in code points."""
    offline: bool
    """True: it runs on this machine. False: the text is sent to a server."""
    licence: str
    gender: str | None = None
    ipa: bool = False
    """True: it can speak words that are written in IPA."""

    @property
    def id(self) -> str:
        """engine:name, as requests and settings name it."""
        return f"{self.engine}:{self.name}"

    @property
    def reference(self) -> str:
        """engine:name@revision, as a spec contains it."""
        return f"{self.id}@{self.revision}"

    def speaks(self, language: str) -> bool:
        """Return whether it speaks the language of a tag, in whatever region."""
        return primary_subtag(language) in self.languages

    def to_dict(self) -> dict[str, Any]:
        # dataclasses.asdict copies deeply, which is slow for hundreds of voices each second.
        return dict(vars(self))

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "Voice":
        return cls(
            **{
                **fields,
                "languages": tuple(fields["languages"]),
                "scripts": tuple(fields["scripts"]),
            }
        )


def engine_of(reference: str) -> str:
    """Return the engine of "engine:name" or "engine:name@revision"."""
    return reference.partition(":")[0]


def id_of(reference: str) -> str:
    """Return "engine:name" of "engine:name@revision". A name may contain `@`, a revision not."""
    return reference.rpartition("@")[0]


def revision_of(reference: str) -> str:
    """Return the revision of "engine:name@revision"."""
    return reference.rpartition("@")[2]
