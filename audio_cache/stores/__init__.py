"""Stores for finished audio. `open_store` is the only place that knows which ones exist."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from audio_cache.stores.file import FileStore
from audio_cache.stores.memory import MemoryStore
from audio_cache.stores.store import StorageFull, Store, StoreError

__all__ = ["FileStore", "MemoryStore", "StorageFull", "Store", "StoreError", "open_store"]


def open_store(url: str) -> Store:
    """Open the store at a URL: file:///FOLDER, or memory: for tests.

    Raises ValueError for a scheme that no store has.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return FileStore(Path(os.fsdecode(unquote_to_bytes(parts.path))))
    if parts.scheme == "memory":
        return MemoryStore()
    raise ValueError(f"No store has the scheme {parts.scheme!r}; known: file, memory.")
