"""Audio and events while they are made: one reader of Redis for each audio, whoever listens.

A reader that is slow or gone costs nobody anything; one that comes late reads from the beginning.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from redis import Redis, RedisError

from audio_cache import live
from audio_cache.state import FAILED, FINISHED, STARTED, AudioState
from listen.library.relay import Relay, failed_event

_POLL_MS = 1000
_PAUSE_WITHOUT_REDIS = 0.5
_LONGEST_OUTAGE = 10.0
"""Seconds without Redis after which readers are let go."""


@dataclass(frozen=True)
class StreamCursor:
    """Where in a live stream to go on reading."""

    run: int
    """0 before it is known."""
    after: str = "0"
    """The id of the last entry that was read."""


class LiveRelays:
    """The relays of this process, by key."""

    def __init__(self, redis: Redis, state: Callable[[str], AudioState | None]) -> None:
        self._redis = redis
        self._state = state
        self._lock = threading.Lock()
        self._relays: dict[str, Relay] = {}
        self._threads: set[threading.Thread] = set()

    def close(self) -> None:
        """Lets every reader go."""
        with self._lock:
            threads = list(self._threads)
            for relay in self._relays.values():
                relay.end()
        for thread in threads:
            thread.join()

    @contextmanager
    def follow(self, key: str) -> Iterator[Relay]:
        """The relay of a key that is being made."""
        with self._lock:
            relay = self._relays.get(key)
            if relay is None or relay.ended:
                relay = self._start(key)
            relay.readers += 1
        try:
            yield relay
        finally:
            with self._lock:
                relay.readers -= 1
                relay.idle_since = time.monotonic()
                relay.close_if_done()

    def _start(self, key: str) -> Relay:
        relay = self._relays[key] = Relay()
        thread = threading.Thread(target=self._run, args=(key, relay), daemon=True)
        self._threads.add(thread)
        thread.start()
        return relay

    def _run(self, key: str, relay: Relay) -> None:
        try:
            self._copy(key, relay)
        finally:
            with self._lock:
                self._threads.remove(threading.current_thread())
                if self._relays.get(key) is relay:
                    del self._relays[key]
                relay.end()
                relay.close_if_done()

    def _copy(self, key: str, relay: Relay) -> None:
        """Until the end of the audio, of Redis's answers, or of everybody's interest."""
        cursor = StreamCursor(run=0)
        answered = time.monotonic()
        while self._goes_on(relay):
            try:
                cursor = self._step(key, relay, cursor)
                answered = time.monotonic()
            except RedisError:
                if time.monotonic() - answered > _LONGEST_OUTAGE:
                    return
                time.sleep(_PAUSE_WITHOUT_REDIS)

    def _goes_on(self, relay: Relay) -> bool:
        with self._lock:  # nobody comes to a relay between the look at its readers and its end
            if not relay.is_wanted():
                relay.end()
            return not relay.ended

    def _step(self, key: str, relay: Relay, cursor: StreamCursor) -> StreamCursor:
        """Takes what there is, waiting for it a while. Returns where to go on."""
        if not cursor.run:
            return StreamCursor(_next_run(self._state(key)))
        entries = list(live.read(self._redis, key, cursor.run, cursor.after, _POLL_MS))
        if not entries:
            state = self._state(key)
            # What was said before the state was read is not lost on us.
            entries = list(live.read(self._redis, key, cursor.run, cursor.after))
            if not entries:
                return _after_silence(state, relay, cursor)
        for entry in entries:
            relay.take(entry)
        if entries[-1].is_last and not relay.ended:
            relay.begin_again()  # it yielded
            return StreamCursor(cursor.run + 1)
        return StreamCursor(cursor.run, entries[-1].id)


def _next_run(state: AudioState | None) -> int:
    """The run that is or will be heard."""
    if state is None:
        return 1
    return state.run if state.state == STARTED else state.run + 1


def _after_silence(state: AudioState | None, relay: Relay, cursor: StreamCursor) -> StreamCursor:
    """Whether the run that was silent is still the one to listen to."""
    if state is not None and state.run > cursor.run:
        relay.begin_again()
        return StreamCursor(state.run)
    if state is not None and state.state == FAILED:
        relay.take_event(failed_event(state))
    elif state is None or state.state == FINISHED:
        relay.end()  # its last words are lost; whoever asks again finds the file
    return cursor
