"""Codes with which a worker fails an audio, and how the HTTP API answers for them."""

from collections.abc import Mapping
from typing import NamedTuple


class Failure(NamedTuple):
    """A code of AudioFailed."""

    status: int
    sentence: str


VOICE_CHANGED = "voice_changed"

FAILURES: Mapping[str, Failure] = {
    "engine_failed": Failure(502, "The engine could not synthesize the article."),
    VOICE_CHANGED: Failure(
        502, "The workers no longer have the requested revision of the voice, or the recipe."
    ),
    "unavailable": Failure(503, "The engine or the store is unavailable; retry later."),
    "storage_full": Failure(507, "The audio store has no space left."),
}
"""Codes of failed audio to their status and the sentence that documents them."""
