"""A voice, as a worker announces it and the web offers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Voice:
    engine: str
    name: str
    revision: str
    """Changes whenever the voice would sound different: model, settings, gain."""
    languages: tuple[str, ...]
    """BCP 47 primary subtags."""
    scripts: tuple[str, ...]
    """Unicode script names that it can speak; empty: any."""
    sample_rate: int
    """Hz, as the engine gives it."""
    letters_per_second: float
    """At speed 1, pauses between sentences not counted: estimates go by it."""
    max_characters: int
    """The longest segment to hand to the engine, in code points."""
    offline: bool
    """False: the text leaves this machine."""
    licence: str
    gender: str | None = None
    ipa: bool = False
    """Whether it speaks words that are given in IPA."""

    @property
    def id(self) -> str:
        return f"{self.engine}:{self.name}"

    @property
    def reference(self) -> str:
        """What a spec holds: engine:name@revision."""
        return f"{self.id}@{self.revision}"

    def speaks(self, language: str) -> bool:
        return language.partition("-")[0].lower() in self.languages

    def to_dict(self) -> dict[str, Any]:
        return dict(vars(self))  # asdict copies deeply: for hundreds of voices each second

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
    """The engine in "engine:name" or "engine:name@revision"."""
    return reference.partition(":")[0]


def id_of(reference: str) -> str:
    """ "engine:name@revision" without its revision."""
    return reference.partition("@")[0]
