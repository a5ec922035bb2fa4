"""Reads the listing of a bucket: what there is of each key, and what nobody needs any more."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from audio_cache.formats import FORMATS
from audio_cache.stores.s3_objects import StoredObject
from audio_cache.stores.store import StoredAudio

GRACE = 3600.0
"""Seconds for which audio remains that was replaced or evicted: readers are in the middle of it."""

_EVICTED = ".evicted.json"


def folders(objects: Iterable[StoredObject]) -> Iterator[list[StoredObject]]:
    """Group the objects of a sorted listing by their key."""
    for _, group in groupby(objects, lambda found: found.name.split("/")[1]):
        yield list(group)


def describe(folder: list[StoredObject]) -> StoredAudio:
    """Return what there is of a key."""
    key, names = _key(folder), {_name(found) for found in folder}
    formats = [each for each in FORMATS if f"{each}.json" in names]
    made = [found.modified for found in folder if _name(found).endswith((".json", "used"))]
    return StoredAudio(
        key=key,
        formats=tuple(sorted(formats)),
        size=sum(found.size for found in folder if not _is_left(_name(found), formats)),
        evictable=sum(found.size for found in folder if _is_evictable(_name(found), formats)),
        used=max(made or [found.modified for found in folder]),
    )


def waste(
    folder: list[StoredObject], now: float, digest_of: Callable[[str, str], str | None]
) -> list[str]:
    """Return the names of objects to delete.

    `digest_of` returns the end of the name of the current audio of a key and a format.
    """
    key, found_names = _key(folder), {_name(found): found for found in folder}
    wasted = []
    for extension in FORMATS:
        own = {name: each for name, each in found_names.items() if name.startswith(f"{extension}.")}
        audio = [name for name in own if _is_audio(name)]
        manifest = own.get(f"{extension}.json")
        if manifest and len(audio) < 2:
            continue
        # Whatever is left was replaced or evicted then.
        marker = manifest or own.get(f"{extension}{_EVICTED}")
        since = marker.modified if marker else 0.0
        # Look again: the audio may have been made since the listing.
        digest = digest_of(key, extension) if audio or marker else None
        for name, found in own.items():
            is_current = digest is not None and not (
                _is_audio(name) and name != f"{extension}.{digest}"
            )
            is_kept = is_current or name.endswith(_EVICTED)
            if not is_kept and now - max(found.modified, since) > GRACE:
                wasted.append(found.name)
    return wasted


def _key(folder: list[StoredObject]) -> str:
    return folder[0].name.split("/")[1]


def _name(found: StoredObject) -> str:
    return found.name.split("/", 2)[-1]


def _is_audio(name: str) -> bool:
    """Return whether it is named FORMAT.DIGEST."""
    extension, _, digest = name.partition(".")
    return extension in FORMATS and len(digest) == 32 and "." not in digest


def _is_evictable(name: str, formats: list[str]) -> bool:
    extension = name.partition(".")[0]
    return extension in formats and not name.endswith(".json")


def _is_left(name: str, formats: list[str]) -> bool:
    """Return whether it belongs to an audio that has no manifest, and is swept."""
    extension = name.partition(".")[0]
    return extension in FORMATS and extension not in formats and not name.endswith(_EVICTED)
