"""Texts of a feed about the words of an audio: their beginning, and the chapters."""

import json
from collections import OrderedDict
from dataclasses import dataclass

from audio_cache.documents import CHAPTERS, TIMINGS, decompress
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores.store import Store
from audio_cache.timing import timings_from_json
from listen.podcast.text import line, shorten
from worker.documents import chapters as chapters_document
from worker.documents.chapters import Chapter

_MAX_EXCERPT = 400
"""Code points."""
_PROSE = ("paragraph", "quote", "list_item")
_MAX_REMEMBERED = 4000


@dataclass(frozen=True)
class Spoken:
    """The beginning of the text, and its chapters, of which there are none without headings."""

    excerpt: str
    chapters: tuple[Chapter, ...] = ()


class SpokenWords:
    """Remembers what it has read: the words of an audio do not change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: OrderedDict[tuple[str, str], Spoken] = OrderedDict()
        """By key and checksum of the audio; first in, first out."""

    def of(self, manifest: Manifest) -> Spoken:
        """Return what the store knows of the words of an audio."""
        version = (manifest.key, manifest.sha256)
        found = self._known.get(version)
        if found is None:
            found = self._known[version] = self._read(manifest)
            while len(self._known) > _MAX_REMEMBERED:
                self._known.popitem(last=False)
        return found

    def _read(self, manifest: Manifest) -> Spoken:
        spec = self._store.spec(manifest.key)
        if spec is None:
            return Spoken("")
        found = self._chapters(manifest, spec)
        return Spoken(_excerpt(spec), tuple(found) if len(found) > 1 else ())

    def _chapters(self, manifest: Manifest, spec: SpeechSpec) -> list[Chapter]:
        rendition = Rendition(manifest.key, manifest.format)
        if document := self._store.document(rendition, CHAPTERS):
            found: list[Chapter] = json.loads(decompress(document))["chapters"]
            return found
        # An audio from before version 0.3 has no such document yet.
        timings = self._store.document(rendition, TIMINGS)
        if timings is None:
            return []
        return chapters_document.chapters(spec, timings_from_json(decompress(timings)))


def _excerpt(spec: SpeechSpec) -> str:
    prose = [block.text for block in spec.blocks if block.kind in _PROSE]
    text = ""
    for block in prose or [block.text for block in spec.blocks]:
        text = line(f"{text} {block[: 2 * _MAX_EXCERPT]}")
        if len(text) > _MAX_EXCERPT:
            break
    return shorten(text, _MAX_EXCERPT)
