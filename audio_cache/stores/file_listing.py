"""Lists the folder of a file store, and deletes from it."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path

from audio_cache.formats import FORMATS
from audio_cache.rendition import Rendition
from audio_cache.stores.disk import MAX_DRAFT_AGE, sweep_drafts
from audio_cache.stores.store import StoredAudio

_DIGITS = re.compile(r"[0-9a-f]{2}")
_KEY = re.compile(r"[0-9a-f]{64}(?=[.-])")
_SPEC = "spec.json.gz"
_UNFINISHED = (".part", ".damaged")
"""Ends of names: of files whose writer was killed, and of manifests that were set aside."""


def list_keys(folder: Path) -> Iterator[StoredAudio]:
    """Yield what there is of each key. Raises OSError."""
    for found in _folders(folder):
        files = sorted(_files(found))
        for key, group in groupby(files, lambda file: file[0][:64]):
            yield _describe(key, [(name[64:], size, modified) for name, size, modified in group])


def evict(folder: Path, key: str) -> None:
    """Delete the audio and the documents of a key. Raises OSError."""
    for name, _, _ in _files(folder):
        if name.startswith(key) and _is_evictable(name[64:]):
            (folder / name).unlink(missing_ok=True)


def sweep(folder: Path) -> int:
    """Delete what killed writers left, a day later. Returns the number of files. Raises OSError."""
    drafts = folder / "drafts"
    count = sweep_drafts(drafts) if drafts.exists() else 0
    for found in _folders(folder):
        with os.scandir(found) as entries:
            left = [entry for entry in entries if entry.name.endswith(_UNFINISHED)]
        for entry in left:
            with suppress(FileNotFoundError):
                if time.time() - entry.stat().st_mtime > MAX_DRAFT_AGE:
                    os.unlink(entry.path)
                    count += 1
    return count


def _folders(folder: Path) -> Iterator[Path]:
    """Yield the folders that are named by the digits of keys, in their order."""
    for first in _subfolders(folder):
        yield from _subfolders(first)


def _subfolders(folder: Path) -> list[Path]:
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        return sorted(Path(entry.path) for entry in entries if _DIGITS.fullmatch(entry.name))
    return []


def _files(folder: Path) -> Iterator[tuple[str, int, float]]:
    """Yield name, bytes and modification time of the files of keys. They may vanish meanwhile."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if _KEY.match(entry.name) and not entry.name.endswith(_UNFINISHED):
                with suppress(FileNotFoundError):
                    status = entry.stat()
                    yield entry.name, status.st_size, status.st_mtime


def _describe(key: str, files: list[tuple[str, int, float]]) -> StoredAudio:
    """`files` have the end of the name, which begins with "." or "-"."""
    names = {name for name, _, _ in files}
    used = [modified for name, _, modified in files if name == f".{_SPEC}" or _is_manifest(name)]
    return StoredAudio(
        key=key,
        formats=tuple(sorted(each for each in FORMATS if f".{each}" in names)),
        size=sum(size for _, size, _ in files),
        evictable=sum(size for name, size, _ in files if _is_evictable(name)),
        used=max(used or [modified for _, _, modified in files]),
    )


def _is_manifest(end: str) -> bool:
    return end in {Rendition("", each).name + ".json" for each in FORMATS}


def _is_evictable(end: str) -> bool:
    """Return whether it is the end of the name of an audio or a document."""
    if end[1:] in FORMATS:
        return True
    is_document = end.endswith((".json.gz", ".vtt.gz", ".txt.gz"))
    return is_document and end != f".{_SPEC}"
