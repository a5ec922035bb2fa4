"""Live relays: one reader of Redis for each audio that is being made, for any number of clients.

A slow client delays nobody else. A late client gets the audio from its first byte.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from redis import Redis, RedisError

from audio_cache.live import read_entries
from audio_cache.state import FAILED, FINISHED, STARTED, AudioState
from listen.library.relay import Relay, failed_event

_POLL_MS = 1000
"""Milliseconds that a read of a stream blocks. After a silence as long, the state is checked."""

_RETRY_SECONDS = 0.5
"""Pause between two attempts to reach Redis."""

_MAX_OUTAGE = 10.0
"""Seconds without Redis after which a relay ends."""


@dataclass(frozen=True)
class StreamCursor:
    """The position in the live streams of a rendition."""

    run: int
    """The number of the run, from 1; 0 while it is unknown."""
    after: str = "0"
    """The id of the last entry that was read."""


class LiveRelays:
    """The relays of this process, by the names of renditions."""

    def __init__(self, redis: Redis, state: Callable[[str], AudioState | None]) -> None:
        """`state` returns the state of a rendition by its name."""
        self._redis = redis
        self._state = state
        self._lock = threading.Lock()
        self._relays: dict[str, Relay] = {}
        self._threads: set[threading.Thread] = set()

    def close(self) -> None:
        """End all relays and wait for their threads."""
        with self._lock:
            threads = list(self._threads)
            for relay in self._relays.values():
                relay.end()
        for thread in threads:
            thread.join()

    @contextmanager
    def follow(self, name: str) -> Iterator[Relay]:
        """Lend the relay of a rendition that is being made. Starts it for the first client."""
        with self._lock:
            relay = self._relays.get(name)
            if relay is None or relay.ended:
                relay = self._start(name)
            relay.readers += 1
        try:
            yield relay
        finally:
            with self._lock:
                relay.readers -= 1
                relay.idle_since = time.monotonic()
                relay.close_if_done()

    def _start(self, name: str) -> Relay:
        relay = self._relays[name] = Relay()
        thread = threading.Thread(target=self._run, args=(name, relay), daemon=True)
        self._threads.add(thread)
        thread.start()
        return relay

    def _run(self, name: str, relay: Relay) -> None:
        try:
            self._fill(name, relay)
        finally:
            with self._lock:
                self._threads.remove(threading.current_thread())
                if self._relays.get(name) is relay:
                    del self._relays[name]
                relay.end()
                relay.close_if_done()

    def _fill(self, name: str, relay: Relay) -> None:
        """Copy the streams into the relay until the audio ends, Redis is down, or it is idle."""
        cursor = StreamCursor(run=0)
        last_answer = time.monotonic()
        while self._should_continue(relay):
            try:
                cursor = self._read_next(name, relay, cursor)
                last_answer = time.monotonic()
            except RedisError:
                if time.monotonic() - last_answer > _MAX_OUTAGE:
                    return
                time.sleep(_RETRY_SECONDS)

    def _should_continue(self, relay: Relay) -> bool:
        # Under the lock, so that no client joins between the check of the readers and the end.
        with self._lock:
            if relay.is_abandoned():
                relay.end()
            return not relay.ended

    def _read_next(self, name: str, relay: Relay, cursor: StreamCursor) -> StreamCursor:
        """Append the next entries to the relay, waiting up to _POLL_MS. Returns the new cursor."""
        if not cursor.run:
            return StreamCursor(_first_run(self._state(name)))
        entries = list(read_entries(self._redis, name, cursor.run, cursor.after, _POLL_MS))
        if not entries:
            state = self._state(name)
            # Entries may have come between the first read and the read of the state.
            entries = list(read_entries(self._redis, name, cursor.run, cursor.after))
            if not entries:
                return _after_silence(state, relay, cursor)
        for entry in entries:
            relay.append(entry)
        if entries[-1].is_last and not relay.ended:
            relay.restart()  # the run was preempted
            return StreamCursor(cursor.run + 1)
        return StreamCursor(cursor.run, entries[-1].id)


def _first_run(state: AudioState | None) -> int:
    """Return the run to begin with: the current one, else the next one."""
    if state is None:
        return 1
    return state.run if state.state == STARTED else state.run + 1


def _after_silence(state: AudioState | None, relay: Relay, cursor: StreamCursor) -> StreamCursor:
    """Return the cursor of a newer run, if there is one. Ends the relay if the audio has ended."""
    if state is not None and state.run > cursor.run:
        relay.restart()
        return StreamCursor(state.run)
    if state is not None and state.state == FAILED:
        relay.append_event(failed_event(state))
    elif state is None or state.state == FINISHED:
        relay.end()  # its last entries are lost; the next request finds the file
    return cursor
