"""The library of audio: find and request audio, without HTTP."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from audio_cache.facts import SpecFacts
from audio_cache.formats import MP3
from audio_cache.key import is_key, key_of, key_of_json
from audio_cache.manifest import Manifest
from audio_cache.priorities import queue_name
from audio_cache.queue import JobQueue
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.state import (
    ABSENT,
    ENDED,
    FAILED,
    FINISHED,
    QUEUED,
    STARTED,
    States,
)
from audio_cache.stores import Store
from audio_cache.stores.store import WITHDRAWN, Restriction
from audio_cache.tracing import NO_TRACER, Tracer
from audio_cache.voice import engine_of
from listen.errors import Gone, UnknownAudio
from listen.library.audio import EVICTED, Audio
from listen.library.finder import Finder
from listen.library.job_requests import JobRequests
from listen.library.store_errors import converts_store_errors
from listen.limits.queue_depth import QueueDepth
from listen.metrics import figures
from listen.voices.catalog import Catalog
from listen.voices.fallbacks import with_current_revision


class Library:
    """Finds and requests audio.

    Methods raise redis.RedisError when Redis is unreachable, and Unavailable when the store is.
    """

    def __init__(
        self,
        store: Store,
        states: States,
        jobs: JobQueue,
        catalog: Catalog,
        depth: QueueDepth | None = None,
        count: Callable[[str], object] = figures.ignore,
        tracer: Tracer = NO_TRACER,
    ) -> None:
        """`depth` refuses new audio while too much waits; None: nothing is refused.

        `count` is called for each audio that is requested, with who has it: see Figures.
        """
        self._store = store
        self._count = count
        self._catalog = catalog
        self._requests = JobRequests(states, jobs, catalog, depth, count, tracer)
        self._finder = Finder(store, states, catalog)

    def is_there(self, key: str) -> bool:
        """Return whether the audio exists or is being made, so that requesting it costs nothing."""
        try:
            return self.find(key).state not in (FAILED, EVICTED)
        except (UnknownAudio, Gone):
            return False

    @converts_store_errors
    def find(self, key: str, extension: str = MP3) -> Audio:
        """Return an audio that was requested before.

        Raises UnknownAudio for a key that was never requested, and for text that is not a key, and
        Gone for an audio that was withdrawn.
        """
        if not is_key(key):
            raise UnknownAudio(
                f"An audio key must have 64 hexadecimal digits in lower case, got {key[:80]!r}."
            )
        restriction = self._store.restriction(key)
        if restriction == WITHDRAWN:
            raise Gone("The article of this audio was withdrawn.")
        found = self._finder.find(Rendition(key, extension))
        return replace(found, restriction=restriction) if restriction else found

    @converts_store_errors
    def manifest(self, key: str) -> Manifest | None:
        """Return the manifest of a finished audio; None for any other.

        The file is not verified, so that a list can describe many.
        """
        return self._store.manifest(Rendition(key)) if is_key(key) else None

    @converts_store_errors
    def request(
        self,
        spec: SpeechSpec,
        priority: str,
        extension: str = MP3,
        facts: SpecFacts | None = None,
        delay: float = 0.0,
        site: str | None = None,
    ) -> Audio:
        """Return the audio of a spec. Queues it unless it is finished, queued or started.

        `facts` are those of the spec; None derives them, for an article of `site`. The job of a new
        audio is queued after `delay` seconds, or at once when the audio is requested with a higher
        priority.

        Raises QueueFull if it is new and too much waits.
        """
        spec_json = spec.to_json()
        rendition = Rendition(key_of_json(spec_json), extension)
        if manifest := self._store.find(rendition):
            self._count(figures.FINISHED)
            return self._finder.finished(rendition, manifest)
        # If a job finishes after that look-up, its state in Redis is `finished`, which is not among
        # the states that are queued here. So the audio is not made twice.
        facts = facts or replace(self._finder.derive_facts(spec), site=site)
        if self._store.restriction(rendition.key) == WITHDRAWN:
            self._store.restrict(rendition.key, None)  # it is wanted again
        enqueue = partial(self._requests.request, rendition, spec, spec_json, facts, priority)
        audio = enqueue((ABSENT, FAILED), delay)
        if audio.state != FINISHED:
            return audio
        if manifest := self._store.find(rendition):
            return self._finder.finished(rendition, manifest)
        return enqueue(ENDED, delay)

    @converts_store_errors
    def request_again(self, audio: Audio, priority: str) -> None:
        """Queue an audio that was found evicted or unfinished.

        An audio that has ended since it was found is not queued: the caller finds it ended.

        Raises QueueFull, and UnknownAudio as `spec`.
        """
        if audio.progress and audio.progress.state in (QUEUED, STARTED):
            queue = queue_name(priority, engine_of(audio.options.voice))
            self._requests.raise_priority(audio.rendition.name, audio.progress, queue)
            return
        spec = self.spec(audio)
        if_state = ENDED if audio.observed is None else (audio.observed,)
        self._requests.request(
            audio.rendition, spec, spec.to_json(), audio.facts, priority, if_state
        )

    def cancel(self, key: str) -> None:
        """Stop making an audio that nobody wants any more, unless a reader waits for it."""
        self._requests.cancel(Rendition(key))

    @converts_store_errors
    def restrict(self, key: str, restriction: Restriction | None) -> None:
        """Restrict who may have an audio, which may not exist yet."""
        self._store.restrict(key, restriction)

    @converts_store_errors
    def restriction(self, key: str) -> Restriction | None:
        """Return who may have an audio; None: everybody."""
        return self._store.restriction(key)

    @converts_store_errors
    def spec(self, audio: Audio) -> SpeechSpec:
        """Return the spec of an audio. Raises UnknownAudio if it is lost."""
        spec = audio.spec
        if spec is None and audio.progress:
            spec = self._finder.requested_spec(audio.rendition)
        spec = spec or self._store.spec(audio.key)
        if spec is None:
            raise UnknownAudio("The text of this audio is damaged. Request the article again.")
        return spec

    @converts_store_errors
    def with_current_revision(self, audio: Audio) -> SpeechSpec:
        """Return the spec with the current revisions of its voices and the current recipe.

        Its audio has the restriction of this one. Raises UnknownAudio as `spec`.
        """
        return self._superseding(audio, self.spec(audio))

    @converts_store_errors
    def superseding_spec(self, audio: Audio) -> SpeechSpec | None:
        """Return the spec that replaces that of an evicted audio; None if it is current.

        Raises UnknownAudio as `spec`.
        """
        spec = self.spec(audio)
        current = self._superseding(audio, spec)
        return None if current == spec else current

    def _superseding(self, audio: Audio, spec: SpeechSpec) -> SpeechSpec:
        current = with_current_revision(spec, self._catalog.known())
        if audio.restriction and current != spec:
            self._store.restrict(key_of(current), audio.restriction)
        return current

    @converts_store_errors
    def current_key(self, key: str) -> str:
        """Return the key of the same words with the current revisions; this one if it is lost."""
        spec = self._store.spec(key)
        return key_of(with_current_revision(spec, self._catalog.known())) if spec else key

    @converts_store_errors
    def open(self, rendition: Rendition, manifest: Manifest) -> BinaryIO:
        """Open the finished audio of a manifest. Raises FileNotFoundError."""
        return self._store.open(rendition, manifest)

    def open_finished(self, rendition: Rendition) -> BinaryIO:
        """Open an audio that has just been finished. Raises FileNotFoundError and ApiError."""
        manifest = self.find(rendition.key, rendition.format).manifest
        if manifest is None:
            raise FileNotFoundError(rendition.name)
        return self.open(rendition, manifest)

    @converts_store_errors
    def url_of(self, rendition: Rendition, manifest: Manifest, seconds: int) -> str | None:
        """Return a URL of the store at which everybody may GET the audio; None if it has none."""
        return self._store.url_of(rendition, manifest, seconds)

    def record_use(self, key: str) -> None:
        """Remember that an audio was played, so that it is not evicted next."""
        self._store.record_use(key)
