"""Entries of a store, for tests."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from audio_cache.documents import TIMINGS, checksums, decompress
from audio_cache.facts import SpecFacts
from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores import Store
from audio_cache.timing import Timing, timings_from_json
from worker.documents.make import make_documents

FACTS = SpecFacts("Some title", 10, 2, 1.0)


def manifest_of(spec: SpeechSpec, audio: bytes = b"", **fields: Any) -> Manifest:
    """A manifest of a tenth of a second without documents. `fields` override its own."""
    manifest = Manifest(
        key=key_of(spec),
        options=spec.options,
        facts=FACTS,
        format="mp3",
        sample_rate=24_000,
        samples=2400,
        size=len(audio),
        sha256=hashlib.sha256(audio).hexdigest(),
        created=1_700_000_000,
        loudness=-19.0,
        true_peak=-1.5,
        segments=1,
        cached=0,
        retried=0,
    )
    return replace(manifest, **fields)


def publish(
    store: Store,
    spec: SpeechSpec,
    audio: bytes,
    timings: Sequence[Timing] = (Timing(0, 0, 0, 4, 0.0, 0.1),),
    **fields: Any,
) -> Manifest:
    """Publish an audio with its documents, as the worker does."""
    manifest = manifest_of(spec, audio, segments=len(timings), **fields)
    documents = make_documents(manifest, spec, timings)
    manifest = replace(manifest, documents=checksums(documents))
    with store.draft() as draft:
        draft.write(audio)
        store.publish(Rendition(manifest.key, manifest.format), draft, manifest, spec, documents)
    return manifest


def stored_timings(store: Store, key: str) -> tuple[Timing, ...]:
    """The timings of a stored audio."""
    document = store.document(Rendition(key), TIMINGS)
    assert document
    return timings_from_json(decompress(document))
