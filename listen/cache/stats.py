"""Counts stored audio."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from audio_cache.stores import Store


@dataclass
class Stats:
    """Counts of a store."""

    audios: int = 0
    """Keys with audio in at least one format."""
    evicted: int = 0
    """Keys without audio: evicted ones, restrictions, artwork."""
    articles: int = 0
    """Keys with audio that articles refer to."""
    size: int = 0
    """Bytes of everything."""
    evictable: int = 0
    """Bytes that eviction may delete without the audio of articles."""
    oldest_use: float | None = None
    """Unix time in seconds; None if there is no audio."""
    formats: Counter[str] = field(default_factory=Counter)
    """Format to the number of its files."""


def count(store: Store, articles: Collection[str]) -> Stats:
    """Count what there is, of it the audio of `articles`. Raises StoreError."""
    stats = Stats()
    for audio in store.list():
        stats.size += audio.size
        if not audio.formats:
            stats.evicted += 1
            continue
        stats.audios += 1
        stats.formats.update(audio.formats)
        stats.oldest_use = min(stats.oldest_use or audio.used, audio.used)
        if audio.key in articles:
            stats.articles += 1
        else:
            stats.evictable += audio.evictable
    return stats
