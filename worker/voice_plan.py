"""The voices of an article: the main voice, and others for some block kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audio_cache.spec import BlockKind, LexiconEntry
from audio_cache.voice import Voice
from worker.engines.engine import Engine
from worker.script.script import SpeakerLimits


@dataclass(frozen=True)
class SpeakerVoice:
    """A voice together with the engine that speaks with it."""

    voice: Voice
    engine: Engine


@dataclass(frozen=True)
class VoicePlan:
    """Assigns a voice to each block of an article."""

    main: SpeakerVoice
    parts: Mapping[BlockKind, SpeakerVoice] = field(default_factory=dict)
    """Voices of the block kinds that the main voice does not speak."""

    def for_kind(self, kind: BlockKind) -> SpeakerVoice:
        return self.parts.get(kind, self.main)

    def limits(self, entries: Iterable[LexiconEntry]) -> dict[BlockKind, SpeakerLimits]:
        """Return the limits of each block kind in `parts`, for a spec with this lexicon."""
        return {
            kind: SpeakerLimits.of(speaker.voice, entries) for kind, speaker in self.parts.items()
        }

    @property
    def is_offline(self) -> bool:
        """Return whether no voice sends text to another machine."""
        return all(speaker.voice.offline for speaker in self._all)

    @property
    def concurrency(self) -> int:
        """Number of segments that may be synthesized at the same time, whatever their voices."""
        return min(speaker.engine.concurrency for speaker in self._all)

    @property
    def _all(self) -> list[SpeakerVoice]:
        return [self.main, *self.parts.values()]
