"""The fields of the API's JSON responses that commands use. docs/api.md describes all of them."""

from typing import Any, TypedDict


class ErrorFields(TypedDict):
    """The reason that an audio failed."""

    code: str
    detail: str


class Audio(TypedDict):
    """An audio resource."""

    key: str
    state: str
    progress: float
    """From 0 to 1."""
    title: str
    duration: float | None
    """Seconds, when the audio is finished."""
    error: ErrorFields | None
    links: dict[str, Any]
    """`formats` maps file extensions to paths."""


class Article(TypedDict):
    """A registered article."""

    state: str
    """pending, held, ready, failed or withdrawn."""
    audio: Audio | None
    """The audio that readers hear; before the first one is whole, the one that is being made."""
    next_audio: Audio | None
    error: ErrorFields | None


class Dropped(TypedDict):
    """A part of the article that is skipped."""

    text: str
    reason: str


class Block(TypedDict):
    """A title, paragraph, list item and so on."""

    kind: str
    text: str


class Segment(TypedDict):
    """A sentence or a part of one, in the script's order."""

    text: str
    spoken: str


class LexiconUse(TypedDict, total=False):
    """A lexicon entry that occurs in the text. Either `say` or `ipa` is set."""

    word: str
    count: int
    say: str
    ipa: str
    applied: bool


class Preview(TypedDict):
    """The response of /v1/preview."""

    key: str
    title: str
    language: str
    voice: str
    characters: int
    estimated_duration: float
    """Seconds."""
    blocks: list[Block]
    dropped: list[Dropped]
    segments: list[Segment]
    lexicon: list[LexiconUse]


class Voice(TypedDict):
    """An element of `voices`."""

    id: str
    names: list[str]
    """Aliases."""
    languages: list[str]
    gender: str | None
    offline: bool
    works: bool
    sample_rate: int
    """Hz."""
    licence: str


class Voices(TypedDict):
    """The response of /v1/voices."""

    voices: list[Voice]
    absent: dict[str, str]
    """Unavailable engines, with the reason."""
    troubles: dict[str, str]
    """Degraded engines, with the reason."""
    suggested: dict[str, str]
    """Languages without a good voice here, with what `listen voices get` would download."""
