"""Stores for finished audio. `open_store` is the only place that knows which ones exist."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from audio_cache.store_url import parse_s3_url
from audio_cache.stores.file import FileStore
from audio_cache.stores.memory import MemoryStore
from audio_cache.stores.s3 import S3Store
from audio_cache.stores.s3_objects import OnUpload, Run, S3Objects, ignore, run_here
from audio_cache.stores.store import StorageFull, Store, StoredAudio, StoreError

__all__ = [
    "FileStore",
    "MemoryStore",
    "S3Store",
    "StorageFull",
    "Store",
    "StoreError",
    "StoredAudio",
    "open_store",
]


def open_store(url: str, run: Run = run_here, on_upload: OnUpload = ignore) -> Store:
    """Open the store at a URL: file:///FOLDER, s3://BUCKET/PREFIX, or memory: for tests.

    `run` calls what waits for another machine, so that it does not hold up an event loop. The
    store is not used yet. `on_upload` is called before each part of a long upload.

    Raises ValueError for a scheme that no store has.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return FileStore(Path(os.fsdecode(unquote_to_bytes(parts.path))))
    if parts.scheme == "s3":
        return S3Store(S3Objects(parse_s3_url(url), run, on_upload))
    if parts.scheme == "memory":
        return MemoryStore()
    raise ValueError(f"No store has the scheme {parts.scheme!r}; known: file, s3, memory.")
