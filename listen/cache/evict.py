"""Eviction: deletes the audio that was played least recently, until the store is small enough."""

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from audio_cache.stores import Store, StoreError
from audio_cache.stores.store import StoredAudio

log = logging.getLogger(__name__)

MIN_AGE = 3600.0
"""Seconds. What was made or played since is not deleted: it may be about to be played."""

TARGET = 0.9
"""Ratio of the limit that eviction shrinks the store to, so that it runs rarely."""


@dataclass(frozen=True)
class Eviction:
    """What an eviction has done, or would do."""

    size: int
    """Bytes in the store before."""
    freed: int
    """Bytes."""
    keys: tuple[str, ...]

    @property
    def rest(self) -> int:
        """Bytes in the store afterwards."""
        return self.size - self.freed


def _nothing() -> None:
    pass


def evict(
    store: Store,
    max_bytes: int,
    kept: Collection[str] = (),
    is_trial: bool = False,
    on_progress: Callable[[], object] = _nothing,
) -> Eviction:
    """Evict audio if the store has more than `max_bytes`, but none of the keys in `kept`.

    A trial deletes nothing. Raises StoreError, and what `on_progress` raises.
    """
    size, candidates = _survey(store, time.time() - MIN_AGE, kept, on_progress)
    if size <= max_bytes:
        return Eviction(size, 0, ())
    freed, keys = 0, []
    for audio in sorted(candidates, key=lambda audio: audio.used):
        if size - freed <= max_bytes * TARGET:
            break
        if not is_trial:
            store.evict(audio.key)
        keys.append(audio.key)
        freed += audio.evictable
        on_progress()
    return Eviction(size, freed, tuple(keys))


def evict_old(
    store: Store, max_age: float, kept: Collection[str] = (), is_trial: bool = False
) -> Eviction:
    """Evict the audio that was not played for `max_age` seconds, and is not in `kept`.

    Raises StoreError.
    """
    size, candidates = _survey(store, time.time() - max(max_age, MIN_AGE), kept)
    for audio in () if is_trial else candidates:
        store.evict(audio.key)
    return Eviction(
        size, sum(audio.evictable for audio in candidates), tuple(a.key for a in candidates)
    )


def _survey(
    store: Store,
    used_before: float,
    kept: Collection[str],
    on_progress: Callable[[], object] = _nothing,
) -> tuple[int, list[StoredAudio]]:
    """Return the bytes in the store, and the audio that may be evicted.

    `used_before` is a Unix time in seconds.
    """
    size, candidates = 0, []
    for audio in store.list():
        size += audio.size
        if audio.evictable and audio.used < used_before and audio.key not in kept:
            candidates.append(audio)
        on_progress()
    return size, candidates


def sweep(store: Store) -> int:
    """Delete what no entry needs. Returns the number of files; 0 when the store is away."""
    try:
        return store.sweep()
    except StoreError as error:
        log.warning("%s", error)
        return 0
