"""Finds audio, wherever it is known: in the store, or in Redis while it is made."""

from audio_cache.facts import SpecFacts
from audio_cache.formats import MP3
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.state import ABSENT, FINISHED, AudioState, States
from audio_cache.stores import Store
from listen.errors import Unavailable, UnknownAudio
from listen.library.audio import EVICTED, Audio, in_progress
from listen.voices.catalog import Catalog
from worker.script.facts import derive_facts

_UNKNOWN = "No audio has this key, or its request has expired."

_NO_FACTS = SpecFacts(title="", characters=0, words=0, estimated_duration=None)


class Finder:
    """Finds audio without regard to who may have it."""

    def __init__(self, store: Store, states: States, catalog: Catalog) -> None:
        self._store = store
        self._states = states
        self._catalog = catalog

    def find(self, rendition: Rendition) -> Audio:
        """Return an audio that was requested before. Raises UnknownAudio and Unavailable."""
        key = rendition.key
        if manifest := self._store.find(rendition):
            return self.finished(rendition, manifest)
        state = self._states.get(rendition.name)
        if state is not None and state.state != FINISHED:
            return self._unfinished(rendition, state)
        # It may have finished between the two look-ups.
        if manifest := self._store.find(rendition):
            return self.finished(rendition, manifest)
        observed = state.state if state else ABSENT
        manifest, spec = self._store.manifest(rendition), self._store.spec(key)
        if manifest and not spec:  # the stored spec is damaged
            spec = self.requested_spec(rendition)
        if spec:
            facts = (manifest and manifest.facts) or self.derive_facts(spec)
            return Audio(rendition, spec.options, EVICTED, facts, spec, observed=observed)
        if state is not None:  # it is finished
            raise Unavailable(
                "The audio was finished, but is not in this server's store. The workers may use "
                "another data directory: /readyz tells."
            )
        if rendition.format == MP3:
            raise UnknownAudio(_UNKNOWN)
        mp3 = self.find(Rendition(key))
        return Audio(rendition, mp3.options, EVICTED, mp3.facts, mp3.spec, observed=observed)

    def finished(self, rendition: Rendition, manifest: Manifest) -> Audio:
        """Return a finished audio. Only one from before version 0.2 has no facts."""
        facts = manifest.facts
        if facts is None:
            spec = self._store.spec(rendition.key)
            facts = self.derive_facts(spec) if spec else _NO_FACTS
        return Audio(rendition, manifest.options, FINISHED, facts, manifest=manifest)

    def _unfinished(self, rendition: Rendition, state: AudioState) -> Audio:
        if state.options and state.facts:
            return in_progress(rendition, state.options, state.facts, state)
        spec = self.requested_spec(rendition)
        if spec is None:  # it expired since its state was read
            raise UnknownAudio(_UNKNOWN)
        facts = state.facts
        if facts is None:
            facts = self.derive_facts(spec)
            self._states.set_facts(rendition.name, facts)
        return in_progress(rendition, spec.options, facts, state)

    def requested_spec(self, rendition: Rendition) -> SpeechSpec | None:
        """Return the spec of an audio that is being made or ended recently."""
        spec = self._states.spec(rendition.name)
        return SpeechSpec.from_json(spec) if spec else None

    def derive_facts(self, spec: SpeechSpec) -> SpecFacts:
        """Return the facts of a spec, with the duration that its voice is expected to need."""
        voices = self._catalog.known()
        voice = next((voice for voice in voices if voice.reference == spec.voice), None)
        return derive_facts(spec, voice)
