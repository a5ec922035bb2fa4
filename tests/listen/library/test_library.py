"""The library: its races with workers and evictions, and what a request costs."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from redis import Redis
from redis.connection import AbstractConnection

from audio_cache import key
from audio_cache.facts import SpecFacts
from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.queue import JobQueue
from audio_cache.registry import WorkerRegistry
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import FAILED, FINISHED, PENDING, QUEUED, STARTED, States
from audio_cache.stores.memory import MemoryStore
from audio_cache.voice import Voice
from listen.config import WebConfig
from listen.errors import Unavailable, UnknownAudio
from listen.library import finder
from listen.library.audio import EVICTED, Audio
from listen.library.library import Library
from listen.voices import catalog
from listen.voices.catalog import Catalog
from listen.voices.preferences import VoicePreferences
from tests import entries
from worker.script.facts import derive_facts

AUDIO = b"sound"
NO_FACTS = SpecFacts("", 0, 0, None)


class ObservedStore(MemoryStore):
    """Counts look-ups. `after_find` runs once, after the next one."""

    def __init__(self) -> None:
        super().__init__()
        self.look_ups = 0
        self.after_find: Callable[[], object] | None = None

    def find(self, rendition: Rendition) -> Manifest | None:
        self.look_ups += 1
        found = super().find(rendition)
        if after_find := self.after_find:
            self.after_find = None
            after_find()
        return found


@pytest.fixture
def store() -> ObservedStore:
    return ObservedStore()


@pytest.fixture
def spec(beep: Voice) -> SpeechSpec:
    blocks = (Block("title", "News"), Block("paragraph", "Some words."))
    return SpeechSpec(blocks, "en", beep.reference, 100)


@pytest.fixture
def states(redis: Redis) -> States:
    return States(redis)


@pytest.fixture
def library(
    store: ObservedStore, states: States, redis: Redis, beep: Voice, tmp_path: Path
) -> Library:
    registry = WorkerRegistry(redis)
    registry.announce("worker", [beep])
    voices = Catalog(registry, tmp_path / "catalog.json", VoicePreferences(beep.id))
    return Library(store, states, JobQueue(redis), voices)


def publish(store: MemoryStore, spec: SpeechSpec, facts: SpecFacts | None = NO_FACTS) -> None:
    entries.publish(store, spec, AUDIO, facts=facts)


def evict(store: MemoryStore, spec: SpeechSpec) -> None:
    """Delete the audio; its manifest stays."""
    del store.audio[Rendition(key_of(spec))]


def queue(redis: Redis, priority: str = "click") -> list[bytes]:
    return cast(list[bytes], redis.lrange(f"rq:queue:{priority}:tone", 0, -1))


class TestFind:
    @pytest.mark.parametrize("text", ["ab" * 32, "../" * 21 + "x", "x", ""])
    def test_a_key_that_was_never_requested_is_unknown(self, library: Library, text: str) -> None:
        for extension in ("mp3", "ogg"):
            with pytest.raises(UnknownAudio):
                library.find(text, extension)

    def test_it_returns_what_is_known_of_the_audio(
        self, library: Library, store: ObservedStore, states: States, spec: SpeechSpec
    ) -> None:
        requested = library.request(spec, "click")
        name = requested.key
        assert (requested.state, library.find(name)) == (QUEUED, requested)
        states.started(name)
        assert library.find(name).state == STARTED
        publish(store, spec)
        states.finished(name)
        finished = library.find(name)
        assert (finished.state, library.spec(finished), finished.progress) == (FINISHED, spec, None)
        assert finished.manifest
        evict(store, spec)
        assert library.find(name).state == EVICTED

    def test_an_audio_that_finishes_during_the_look_up_is_found_finished(
        self, library: Library, store: ObservedStore, states: States, spec: SpeechSpec
    ) -> None:
        name = library.request(spec, "click").key

        def finish() -> None:
            publish(store, spec)
            states.finished(name)

        store.after_find = finish
        assert library.find(name).state == FINISHED

    def test_another_format_is_evicted_until_it_is_requested(
        self, library: Library, store: ObservedStore, spec: SpeechSpec
    ) -> None:
        publish(store, spec)
        found = library.find(key_of(spec), "ogg")
        assert (found.state, found.spec, found.rendition.format) == (EVICTED, spec, "ogg")

    def test_missing_facts_are_derived_once_and_recorded(
        self,
        library: Library,
        states: States,
        spec: SpeechSpec,
        monkeypatch: pytest.MonkeyPatch,
        beep: Voice,
    ) -> None:
        """A worker that queues a fallback records none."""
        name = key_of(spec)
        states.request(name, spec.to_json(), "click:tone")
        assert library.find(name).facts == derive_facts(spec, beep)
        monkeypatch.setattr(finder, "derive_facts", None)
        assert library.find(name).facts == derive_facts(spec, beep)

    def test_a_manifest_without_facts_still_has_a_title(
        self, library: Library, store: ObservedStore, spec: SpeechSpec
    ) -> None:
        publish(store, spec, facts=None)
        assert library.find(key_of(spec)).facts.title == "News"


def lose_job(redis: Redis, name: str) -> None:
    """Delete the queued job, whose state stays."""
    redis.delete("rq:queue:click:tone", f"rq:job:{name}")


class TestRequest:
    def test_a_failed_audio_is_queued_again(
        self, library: Library, states: States, spec: SpeechSpec, redis: Redis
    ) -> None:
        name = library.request(spec, "click").key
        lose_job(redis, name)
        states.failed(name, "engine_failed", "It broke.")
        assert library.find(name).state == FAILED
        assert library.request(spec, "click").state == QUEUED
        assert queue(redis) == [name.encode()]

    def test_an_audio_that_finishes_during_the_request_is_not_made_twice(
        self,
        library: Library,
        store: ObservedStore,
        states: States,
        spec: SpeechSpec,
        redis: Redis,
    ) -> None:
        name = library.request(spec, "click").key
        lose_job(redis, name)

        def finish() -> None:
            publish(store, spec)
            states.finished(name)

        store.after_find = finish
        assert library.request(spec, "click").state == FINISHED
        assert queue(redis) == []
        assert redis.zcard(PENDING) == 0

    def test_an_evicted_audio_is_made_again_although_redis_remembers_it_as_finished(
        self,
        library: Library,
        store: ObservedStore,
        states: States,
        spec: SpeechSpec,
        redis: Redis,
    ) -> None:
        name = library.request(spec, "click").key
        lose_job(redis, name)
        publish(store, spec)
        states.finished(name)
        evict(store, spec)
        assert library.request(spec, "click").state == QUEUED
        assert queue(redis) == [name.encode()]

    def test_the_highest_requested_priority_counts(
        self, library: Library, spec: SpeechSpec, redis: Redis
    ) -> None:
        name = library.request(spec, "backfill").key
        assert queue(redis, "backfill") == [name.encode()]
        library.request(spec, "click")
        library.request(spec, "publish")
        assert queue(redis, "backfill") == queue(redis, "publish") == []
        assert queue(redis) == [name.encode()]


class TestRequestAgain:
    def test_an_evicted_audio_is_queued(
        self, library: Library, store: ObservedStore, spec: SpeechSpec, redis: Redis
    ) -> None:
        publish(store, spec)
        evict(store, spec)
        library.request_again(library.find(key_of(spec)), "click")
        assert library.find(key_of(spec)).state == QUEUED
        assert queue(redis) == [key_of(spec).encode()]

    def test_an_audio_whose_state_still_is_finished_is_queued(
        self,
        library: Library,
        store: ObservedStore,
        states: States,
        spec: SpeechSpec,
    ) -> None:
        name = library.request(spec, "click").key
        publish(store, spec)
        states.finished(name)
        evict(store, spec)
        found = library.find(name)
        assert (found.state, found.observed) == (EVICTED, FINISHED)
        library.request_again(found, "click")
        assert library.find(name).state == QUEUED

    def test_an_audio_that_failed_since_it_was_found_stays_failed(
        self, library: Library, states: States, spec: SpeechSpec
    ) -> None:
        name = library.request(spec, "click").key
        found = library.find(name)
        states.failed(name, "engine_failed", "It broke.")
        library.request_again(found, "click")
        assert library.find(name).state == FAILED

    def test_an_audio_that_finished_since_it_was_found_stays_finished(
        self,
        library: Library,
        store: ObservedStore,
        states: States,
        spec: SpeechSpec,
        redis: Redis,
    ) -> None:
        publish(store, spec)
        evict(store, spec)
        found = library.find(key_of(spec))
        name = library.request(spec, "click").key
        publish(store, spec)
        states.finished(name)
        library.request_again(found, "click")
        assert library.find(name).state == FINISHED
        assert redis.zcard(PENDING) == 0

    def test_an_audio_that_was_deleted_while_it_was_sent_is_queued_from_any_ended_state(
        self, library: Library, store: ObservedStore, states: States, spec: SpeechSpec
    ) -> None:
        name = library.request(spec, "click").key
        publish(store, spec)
        states.finished(name)
        found = replace(library.find(name), state=EVICTED, manifest=None)
        evict(store, spec)
        library.request_again(found, "click")
        assert library.find(name).state == QUEUED


def test_the_current_revision_replaces_that_of_the_spec(library: Library, spec: SpeechSpec) -> None:
    old = replace(spec, voice="tone:beep@0", recipe=1)
    evicted = Audio(Rendition(key_of(old)), old.options, EVICTED, NO_FACTS, old)
    assert library.with_current_revision(evicted) == spec
    assert library.superseding_spec(evicted) == spec
    current = replace(evicted, spec=spec)
    assert library.superseding_spec(current) is None


class TestCosts:
    """Costs of requests to the API while the catalog is fresh.

    A round trip is one call of `send_packed_command`: redis-py makes one for a single command, for
    a script, and for a whole pipeline. MONITOR would show the commands of a pipeline one by one.
    """

    @pytest.fixture
    def config(self, data_dir: Path) -> WebConfig:
        return WebConfig(data_dir=data_dir, default_voice="tone:beep")

    @pytest.fixture
    def costs(
        self, client: FlaskClient, store: ObservedStore, monkeypatch: pytest.MonkeyPatch
    ) -> Counter[str]:
        """Counts of round trips, look-ups, keys, serializations and derivations of facts."""
        monkeypatch.setattr(catalog, "_MAX_AGE", 1e9)
        post(client, "Load the scripts, connect and fill the catalog.")
        costs: Counter[str] = Counter()

        def count(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
            def counted(*args: Any, **options: Any) -> Any:
                costs[name] += 1
                return function(*args, **options)

            return counted

        sha256 = SimpleNamespace(sha256=count("keys", hashlib.sha256))
        send = count("round_trips", AbstractConnection.send_packed_command)
        derive = count("facts", derive_facts)
        monkeypatch.setattr(AbstractConnection, "send_packed_command", send)
        monkeypatch.setattr(key, "hashlib", sha256)
        monkeypatch.setattr(SpeechSpec, "to_json", count("serializations", SpeechSpec.to_json))
        monkeypatch.setattr(store, "find", count("look_ups", store.find))
        monkeypatch.setattr(finder, "derive_facts", derive)
        return costs

    def test_a_new_article(self, client: FlaskClient, costs: Counter[str]) -> None:
        assert post(client, "Some new words.")["state"] == "queued"
        assert costs.pop("round_trips") <= 5
        assert costs == {"look_ups": 1, "keys": 1, "serializations": 1}

    def test_an_article_that_is_queued(self, client: FlaskClient, costs: Counter[str]) -> None:
        post(client, "Some words.")
        costs.clear()
        assert post(client, "Some words.")["state"] == "queued"
        assert costs == {
            "round_trips": 1,
            "look_ups": 1,
            "keys": 1,
            "serializations": 1,
        }

    def test_a_finished_article(
        self, client: FlaskClient, costs: Counter[str], work: Callable[[], None]
    ) -> None:
        post(client, "Some words.")
        work()
        costs.clear()
        assert post(client, "Some words.")["state"] == "finished"
        assert costs == {"look_ups": 1, "keys": 1, "serializations": 1}

    def test_polling_a_long_article_derives_no_facts(
        self, client: FlaskClient, costs: Counter[str], redis: Redis, beep: Voice
    ) -> None:
        sentence = "The old bridge over the river opened again on Monday. "
        text = sentence * (176_000 // len(sentence))
        spec = SpeechSpec((Block("paragraph", text.strip()),), "en", beep.reference, 100)
        facts = derive_facts(spec, beep)
        name = key_of(spec)
        States(redis).request(name, spec.to_json(), "click:tone", (), facts, spec.options)
        costs.clear()
        for _ in range(3):
            audio = client.get(f"/v1/audio/{name}").get_json()
            assert (audio["characters"], audio["words"]) == (facts.characters, facts.words)
            assert audio["estimated_duration"] == facts.estimated_duration
        assert costs == {"round_trips": 3, "look_ups": 3}


def post(client: FlaskClient, text: str) -> dict[str, Any]:
    response = client.post("/v1/audio", data=text, content_type="text/plain")
    resource: dict[str, Any] = json.loads(response.data)
    return resource


def test_an_audio_whose_manifest_is_damaged_is_evicted_and_can_be_made_again(
    library: Library, store: ObservedStore, spec: SpeechSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The spec is stored apart from the manifest."""
    monkeypatch.setattr(store, "spec", {key_of(spec): spec}.get)
    found = library.find(key_of(spec))
    assert (found.state, found.spec, found.facts.title) == (EVICTED, spec, "News")
    library.request_again(found, "click")
    assert library.find(key_of(spec)).state == QUEUED


def test_an_audio_whose_state_is_damaged_has_failed(
    library: Library, redis: Redis, spec: SpeechSpec
) -> None:
    library.request(spec, "click")
    redis.hset(f"listen:audio:{key_of(spec)}", "run", "many")
    found = library.find(key_of(spec))
    assert (found.state, found.facts.title) == (FAILED, "News")


def test_an_audio_that_was_finished_in_another_store_is_unavailable(
    library: Library, states: States, spec: SpeechSpec
) -> None:
    library.request(spec, "click")
    states.finished(key_of(spec))
    with pytest.raises(Unavailable, match="another data directory"):
        library.find(key_of(spec))
