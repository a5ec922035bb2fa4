"""Who speaks an article: one voice, and others for some kinds of its blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audio_cache.voice import Voice
from worker.engines import Engine


@dataclass(frozen=True)
class Reader:
    voice: Voice
    engine: Engine


@dataclass(frozen=True)
class Cast:
    reader: Reader
    parts: Mapping[str, Reader] = field(default_factory=dict)
    """By the kind of block."""

    def of(self, kind: str) -> Reader:
        return self.parts.get(kind, self.reader)

    @property
    def limits(self) -> dict[str, int]:
        """The longest segment of those kinds that have their own reader."""
        return {kind: reader.voice.max_characters for kind, reader in self.parts.items()}

    @property
    def is_offline(self) -> bool:
        return all(reader.voice.offline for reader in self._all)

    @property
    def parallel(self) -> int:
        """How many segments may be asked for at once, whoever they are for."""
        return min(reader.engine.parallel for reader in self._all)

    @property
    def _all(self) -> list[Reader]:
        return [self.reader, *self.parts.values()]
