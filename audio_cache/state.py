"""The state of a rendition while it is being made, in Redis: one hash for each, and a set of all.

    absent -> queued -> started -> finished | failed
    failed -> queued when it is requested again

A retry stays `started` and increments `attempt`. The set `listen:pending` holds every accepted
rendition until it ends, so that jobs that RQ lost are found. The hash of a finished rendition
expires after ten minutes, because the store has its manifest; that of a failed one after a week.
"""

import json
import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from redis import Redis

from audio_cache.facts import SpecFacts
from audio_cache.origin import NO_ORIGIN, Origin, current_origin
from audio_cache.redis_connection import await_replica, is_replicated
from audio_cache.spec import SpeechOptions
from audio_cache.state_scripts import END, FORGIVE, PREEMPT, REQUEST, START, UPDATE

log = logging.getLogger(__name__)

PENDING = "listen:pending"
"""Sorted set: names of renditions that were accepted and have not ended, by Unix time."""

HASH = "listen:audio:"
"""Beginning of the keys of the hashes. The field `since` has the Unix time from which a rendition
waits for a worker."""

FINISHED_TTL = 600
FAILED_TTL = 7 * 24 * 3600
"""Seconds that a hash is kept after the end."""

QUEUED, STARTED, FINISHED, FAILED = "queued", "started", "finished", "failed"
ABSENT = "absent"

_FIELDS = (
    *("state", "queue", "attempt", "run", "done", "cached", "total", "relayed"),
    *("options", "facts", "error_code", "error_detail", "superseded_by", "origin"),
)
"""Fields of a hash that make an AudioState. Those that are long are read apart."""

ENDED = (ABSENT, FINISHED, FAILED)
"""States in which no job exists."""


@dataclass(frozen=True)
class AudioState:
    """The state of a rendition that is being made, or that ended recently."""

    state: str
    queue: str
    """The queue of its job, PRIORITY:ENGINE. The priority may be raised while the job runs."""
    attempt: int = 0
    """Number of runs, without those that were preempted."""
    run: int = 0
    """Number of all runs. Each run has its own live stream."""
    done: int = 0
    cached: int = 0
    """Segments among `done` that came from the sentence cache."""
    total: int | None = None
    relayed: float = 0.0
    """Seconds of live audio that its readers had when it was last preempted; 0 until then."""
    options: SpeechOptions | None = None
    """The options of the spec; None for a rendition that was queued before version 0.3."""
    facts: SpecFacts | None = None
    """None until they are derived: a worker queues a fallback without them."""
    error_code: str | None = None
    error_detail: str = ""
    superseded_by: str | None = None
    """Key of the fallback that is made instead."""
    origin: Origin = NO_ORIGIN
    """The request that queued it."""


class States:
    """Reads and writes states. Every method raises redis.RedisError when Redis is unreachable.

    `name` is a `Rendition.name`.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._is_replicated = is_replicated(redis)
        fields = ", ".join(f"'{name}'" for name in _FIELDS)
        self._request = redis.register_script(REQUEST.replace("FIELDS", fields))
        self._update = redis.register_script(UPDATE)
        self._start = redis.register_script(START)
        self._preempt = redis.register_script(PREEMPT)
        self._end_at_once = redis.register_script(END)
        self._forgive = redis.register_script(FORGIVE)

    def get(self, name: str) -> AudioState | None:
        """Return the state; None for a rendition that was never requested or ended long ago."""
        return _state(cast(list[bytes | None], self._redis.hmget(_hash(name), _FIELDS)))

    def pending(self, names: Sequence[str]) -> set[str]:
        """Return those of the names that were accepted and have not ended."""
        if not names:
            return set()
        scores = self._redis.zmscore(PENDING, list(names))
        return {name for name, score in zip(names, scores, strict=True) if score is not None}

    def spec(self, name: str) -> str | None:
        """Return the JSON of the SpeechSpec; None if the state is absent."""
        spec = cast(bytes | None, self._redis.hget(_hash(name), "spec"))
        return None if spec is None else spec.decode()

    def fallbacks(self, name: str) -> list[str]:
        """Return the JSON of the specs that replace it, in order, when its voice fails."""
        fallbacks = cast(bytes | None, self._redis.hget(_hash(name), "fallbacks"))
        return cast(list[str], json.loads(fallbacks or b"[]"))

    def request(
        self,
        name: str,
        spec: str,
        queue: str,
        fallbacks: Sequence[str] = (),
        facts: SpecFacts | None = None,
        options: SpeechOptions | None = None,
        if_state: Iterable[str] = ENDED,
    ) -> tuple[bool, AudioState | None]:
        """Queue the rendition if it is in one of the states `if_state` and has no job.

        `spec` and `fallbacks` are JSON of SpeechSpecs; the fallbacks replace the spec, in order,
        when its voice fails.

        Returns whether this request queued it, and its state now: None when it is absent and
        ABSENT is not in `if_state`. The current origin is recorded with it.
        """
        facts_json = json.dumps(facts.to_dict()) if facts else ""
        options_json = json.dumps(options.to_dict()) if options else ""
        fields = (spec, queue, json.dumps(fallbacks), facts_json, options_json)
        since = (time.time(), current_origin.get().to_json())
        keys = [_hash(name), PENDING]
        args: list[str | float] = [name, *fields, *since, *if_state]
        if self._is_replicated:
            with self._redis.pipeline(transaction=False) as pipe:
                self._request(keys, args, client=pipe)
                await_replica(pipe)
                created, values = pipe.execute()[0]
        else:
            created, values = self._request(keys, args)
        return bool(created), _state(values)

    def cancel(self, name: str) -> None:
        """Forget a rendition that nobody wants any more. Its job ends at the next segment."""
        with self._redis.pipeline() as pipe:
            pipe.delete(_hash(name))
            pipe.zrem(PENDING, name)
            pipe.execute()

    def set_facts(self, name: str, facts: SpecFacts) -> None:
        """Record facts that were unknown when the rendition was queued."""
        self._set(name, facts=json.dumps(facts.to_dict()))

    def raise_priority(self, name: str, queue: str) -> None:
        """Record the more urgent queue that the rendition was requested for."""
        self._set(name, queue=queue, since=time.time())

    def waits_from_now(self, name: str) -> None:
        """Record that the rendition begins to wait for a worker."""
        self._set(name, since=time.time())

    def started(self, name: str) -> tuple[int, int]:
        """Begin a run. Returns the attempt and the run, from 1; (0, 0) if the state is absent."""
        attempt, run = self._start(keys=[_hash(name)])
        return int(attempt), int(run)

    def progress(self, name: str, done: int, cached: int, total: int) -> None:
        """Record progress in segments."""
        self._set(name, done=done, cached=cached, total=total)

    def preempted(self, name: str, relayed: float) -> None:
        """Put the rendition back in its queue; the run does not count as an attempt.

        `relayed` is in seconds of live audio.
        """
        values = ("state", QUEUED, "relayed", relayed, "since", time.time())
        self._preempt(keys=[_hash(name)], args=values)

    def forgive_attempt(self, name: str) -> None:
        """Take back an attempt that ended without the job's fault."""
        self._forgive(keys=[_hash(name)])

    def finished(self, name: str) -> None:
        """Record the end of a rendition that was published."""
        self._end(name, FINISHED_TTL, state=FINISHED)

    def failed(self, name: str, code: str, detail: str, superseded_by: str | None = None) -> None:
        """Record a failure. `superseded_by` is the key of the fallback that is made instead."""
        fallback = {"superseded_by": superseded_by} if superseded_by else {}
        self._end(name, FAILED_TTL, state=FAILED, error_code=code, error_detail=detail, **fallback)

    def _end(self, name: str, ttl: int, **values: str) -> None:
        self._end_at_once(keys=[_hash(name), PENDING], args=[name, ttl, *_flat(values)])

    def _set(self, name: str, **values: str | float) -> None:
        self._update(keys=[_hash(name)], args=_flat(values))


def _flat(values: Mapping[str, str | float]) -> list[str | float]:
    return [part for pair in values.items() for part in pair]


def _hash(name: str) -> str:
    return f"{HASH}{name}"


def _state(values: Sequence[bytes | None]) -> AudioState | None:
    """Return the state with these values of _FIELDS; None if they are absent.

    Workers of version 0.2 could leave an attempt without a state. A damaged state is a failure.
    """
    found = {name: value.decode() for name, value in zip(_FIELDS, values, strict=True) if value}
    if "state" not in found:
        return None
    try:
        return _parse(found)
    except (AttributeError, LookupError, TypeError, ValueError) as error:  # JSON of any shape
        log.warning("a state in Redis is damaged: %r", error)
        detail = "The record of this audio was damaged. Request it again."
        return AudioState(FAILED, "", error_code="engine_failed", error_detail=detail)


def _parse(found: Mapping[str, str]) -> AudioState:
    options, facts = found.get("options"), found.get("facts")
    return AudioState(
        state=found["state"],
        queue=found["queue"],
        attempt=int(found["attempt"]),
        run=int(found["run"]),
        done=int(found["done"]),
        cached=int(found["cached"]),
        total=int(found["total"]) if "total" in found else None,
        relayed=float(found.get("relayed", 0)),
        options=SpeechOptions.from_dict(json.loads(options)) if options else None,
        facts=SpecFacts.from_dict(json.loads(facts)) if facts else None,
        error_code=found.get("error_code"),
        error_detail=found.get("error_detail", ""),
        superseded_by=found.get("superseded_by"),
        origin=Origin.from_json(found.get("origin", "")),
    )
