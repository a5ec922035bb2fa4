"""Makes the documents of an audio, and makes damaged ones again."""

from collections.abc import Sequence

from audio_cache.documents import (
    CAPTIONS,
    CHAPTERS,
    EVENTS,
    MARKS,
    REPORT,
    TIMINGS,
    compress,
    decompress,
)
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores.store import Store
from audio_cache.timing import Timing, timings_from_json, timings_to_json
from worker.documents.captions import captions
from worker.documents.chapters import chapters_json
from worker.documents.events import replay
from worker.documents.marks import marks_json
from worker.documents.report import report_json


def make_documents(
    manifest: Manifest, spec: SpeechSpec, timings: Sequence[Timing]
) -> dict[str, bytes]:
    """Return all documents, compressed."""
    texts = {
        TIMINGS: timings_to_json(timings),
        MARKS: marks_json(spec, timings),
        CAPTIONS: captions(spec, timings),
        CHAPTERS: chapters_json(spec, timings),
        EVENTS: replay(spec, timings),
        REPORT: report_json(manifest, spec),
    }
    return {name: compress(text) for name, text in texts.items()}


def restore_documents(store: Store, rendition: Rendition) -> bool:
    """Make the documents of a stored audio again from its spec and its timings.

    If one of these is lost, the entry is set aside, so that the audio is made again when it is
    requested. Returns whether the documents were restored. Raises StoreError.
    """
    manifest, spec = store.manifest(rendition), store.spec(rendition.key)
    stored = store.document(rendition, TIMINGS)
    if manifest is None:
        return False
    if spec is None or stored is None:
        store.set_aside(rendition)
        return False
    timings = timings_from_json(decompress(stored))
    store.replace_documents(rendition, make_documents(manifest, spec, timings))
    return True
