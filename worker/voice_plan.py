"""Who speaks an article: one voice, and others for some kinds of its blocks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audio_cache.spec import BlockKind, LexiconEntry
from audio_cache.voice import Voice
from worker.engines import Engine
from worker.script.script import SpeakerLimits


@dataclass(frozen=True)
class Narrator:
    voice: Voice
    engine: Engine


@dataclass(frozen=True)
class Cast:
    narrator: Narrator
    parts: Mapping[BlockKind, Narrator] = field(default_factory=dict)
    """By the kind of block."""

    def of(self, kind: BlockKind) -> Narrator:
        return self.parts.get(kind, self.narrator)

    def limits(self, entries: Iterable[LexiconEntry]) -> dict[BlockKind, SpeakerLimits]:
        """Return the limits of the kinds of blocks that another voice speaks."""
        return {
            kind: SpeakerLimits.of(narrator.voice, entries) for kind, narrator in self.parts.items()
        }

    @property
    def is_offline(self) -> bool:
        return all(narrator.voice.offline for narrator in self._all)

    @property
    def parallel(self) -> int:
        """How many segments may be asked for at once, whoever they are for."""
        return min(narrator.engine.parallel for narrator in self._all)

    @property
    def _all(self) -> list[Narrator]:
        return [self.narrator, *self.parts.values()]
