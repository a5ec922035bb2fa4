"""A rendition of an article, and the state that it is in."""

from dataclasses import dataclass

from audio_cache.facts import SpecFacts
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechOptions, SpeechSpec
from audio_cache.state import AudioState
from audio_cache.stores.store import Restriction

EVICTED = "evicted"
"""State of an audio that was deleted after it was made, or never made in this format."""


@dataclass(frozen=True)
class Audio:
    """A rendition with its state."""

    rendition: Rendition
    options: SpeechOptions
    state: str
    """QUEUED, STARTED, FINISHED, FAILED, or EVICTED."""
    facts: SpecFacts
    spec: SpeechSpec | None = None
    """None if it was not needed to find the audio: `Library.spec` reads it."""
    manifest: Manifest | None = None
    """Set when the audio is finished."""
    progress: AudioState | None = None
    """Set while the audio is being made, and after it failed."""
    restriction: Restriction | None = None
    """Readers who may have it; None: everybody."""
    observed: str | None = None
    """The state in Redis when the audio was found. `request_again` queues the audio only if it is
    still in this state; None: in any ended state."""

    @property
    def key(self) -> str:
        return self.rendition.key


def in_progress(
    rendition: Rendition, options: SpeechOptions, facts: SpecFacts, state: AudioState
) -> Audio:
    """Return an audio that is being made, or that ended recently."""
    return Audio(rendition, options, state.state, facts, progress=state, observed=state.state)
