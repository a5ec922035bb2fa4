"""Eviction: deletes the audio that was played least recently, until the store is small enough."""

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from audio_cache.stores import Store, StoreError

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
    size = 0
    for audio in store.list():
        size += audio.size
        on_progress()
    if size <= max_bytes:
        return Eviction(size, 0, ())
    newest = time.time() - MIN_AGE
    candidates = sorted(
        (audio.used, audio.evictable, audio.key)
        for audio in store.list()
        if audio.evictable and audio.used < newest and audio.key not in kept
    )
    freed, keys = 0, []
    for _, evictable, key in candidates:
        if size - freed <= max_bytes * TARGET:
            break
        if not is_trial:
            store.evict(key)
        keys.append(key)
        freed += evictable
        on_progress()
    return Eviction(size, freed, tuple(keys))


def evict_old(
    store: Store, max_age: float, kept: Collection[str] = (), is_trial: bool = False
) -> Eviction:
    """Evict the audio that was not played for `max_age` seconds, and is not in `kept`.

    Raises StoreError.
    """
    oldest = time.time() - max(max_age, MIN_AGE)
    size, freed, keys = 0, 0, []
    for audio in store.list():
        size += audio.size
        if audio.evictable and audio.used < oldest and audio.key not in kept:
            keys.append(audio.key)
            freed += audio.evictable
    for key in () if is_trial else keys:
        store.evict(key)
    return Eviction(size, freed, tuple(keys))


def sweep(store: Store) -> int:
    """Delete what no entry needs. Returns the number of files; 0 when the store is away."""
    try:
        return store.sweep()
    except StoreError as error:
        log.warning("%s", error)
        return 0
