"""Verifies stored audio: checksums of files, and what is missing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from audio_cache.rendition import Rendition
from audio_cache.stores import Store, StoredAudio

DAMAGED, MISSING = "damaged", "missing"
SPEC = "spec"
"""The part that has the words."""


@dataclass(frozen=True)
class Finding:
    """Something of a stored audio that is damaged or missing."""

    state: str
    """DAMAGED or MISSING."""
    key: str
    part: str
    """A format ("mp3"), a document of it ("mp3 marks.json"), or SPEC."""
    article: str = ""
    """SITE/ID of an article that refers to the audio."""


def verify(
    store: Store, articles: Mapping[str, str]
) -> Iterator[tuple[StoredAudio, list[Finding]]]:
    """Yield each stored audio with what is wrong with it; every file is read.

    `articles` are the keys that articles refer to, with the article. Raises StoreError.
    """
    for audio in store.list():
        yield audio, [*_verify_key(store, audio, articles.get(audio.key, ""))]


def missing_of_articles(articles: Mapping[str, str], whole: Collection[str]) -> Iterator[Finding]:
    """Yield the audio that articles refer to and that is not among the `whole` keys."""
    for key, article in articles.items():
        if key not in whole:
            yield Finding(MISSING, key, "mp3", article)


def _verify_key(store: Store, audio: StoredAudio, article: str) -> Iterator[Finding]:
    for extension in audio.formats:
        rendition = Rendition(audio.key, extension)
        manifest = store.manifest(rendition)
        if manifest is None:
            yield Finding(DAMAGED, audio.key, f"{extension} manifest", article)
            continue
        if store.find(rendition) is None:
            yield Finding(DAMAGED, audio.key, extension, article)
            continue
        for name in manifest.documents:
            if store.document(rendition, name) is None:
                yield Finding(DAMAGED, audio.key, f"{extension} {name}", article)
    if audio.formats and store.spec(audio.key) is None:
        yield Finding(DAMAGED, audio.key, SPEC, article)
