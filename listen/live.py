"""Audio and events while they are made: one reader of Redis for each key, whoever listens.

A relay copies the live stream of its key into a temporary file that readers follow at their own
pace. A reader that is slow or gone costs nobody anything; one that comes late reads from the
beginning. When the job runs again, its bytes are compared with those already sent: equal, they go
on; else the readers' connections are broken, because nothing else would be honest.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from redis import Redis, RedisError

from audio_cache import live
from audio_cache.state import FAILED, FINISHED, STARTED, AudioState

_POLL_MS = 1000
_PAUSE_WITHOUT_REDIS = 0.5
_LINGER = 15.0
"""Seconds that a relay goes on without readers: those who come back find it warm."""

_LONGEST_OUTAGE = 10.0
"""Seconds without Redis after which readers are let go."""

_CHUNK = 64 * 1024


class LiveAudioBroken(Exception):
    """The live audio cannot go on: raised into the server, which then breaks the connection."""


class Relay:
    """What has come of one key so far. Readers wait on `changed`."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.size = 0
        """Bytes of audio, from the first."""
        self.events: list[dict[str, Any]] = []
        """The segments, each once, then the last event."""
        self.ended = False
        """Nothing more will come."""
        self.readers = 0
        self.idle_since = time.monotonic()
        self._file = TemporaryFile()  # noqa: SIM115  # closed by close_if_done
        self._position = 0

    @property
    def is_whole(self) -> bool:
        """Every byte was taken, and the job says that it has finished."""
        return bool(self.events) and self.events[-1]["event"] == FINISHED

    @property
    def failure(self) -> tuple[str, str] | None:
        """Code and detail, when the job failed."""
        last = self.events[-1] if self.events else {}
        return (last["code"], last["detail"]) if last.get("event") == FAILED else None

    def is_wanted(self) -> bool:
        return self.readers > 0 or time.monotonic() - self.idle_since <= _LINGER

    def wait_for_audio(self, beyond: int, seconds: float) -> None:
        """Until there are more bytes than these, or there will be none."""
        self._wait(lambda: self.size > beyond or self.ended, seconds)

    def wait_for_events(self, beyond: int, seconds: float) -> bool:
        """Whether in time there were more events than these, or it was clear that none come."""
        return self._wait(lambda: len(self.events) > beyond or self.ended, seconds)

    def read(self, start: int) -> bytes:
        return os.pread(self._file.fileno(), _CHUNK, start)

    def take(self, entry: live.Entry) -> None:
        if entry.audio is not None:
            self._take_audio(entry.audio)
        if entry.event is not None and entry.event["event"] != live.YIELDED:
            self.take_event(entry.event)

    def begin_again(self) -> None:
        """Another run: its bytes come from the first."""
        self._position = 0

    def take_event(self, event: dict[str, Any]) -> None:
        """Segments that an earlier run told of are not told again."""
        is_last = event["event"] in live.LAST_EVENTS
        if self.ended or (not is_last and event["index"] < len(self.events)):
            return
        with self.changed:
            self.events.append(event)
            self.ended = is_last
            self.changed.notify_all()

    def end(self) -> None:
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def close_if_done(self) -> None:
        """Called under the hub's lock, when nobody can come any more."""
        if self.ended and not self.readers:
            self._file.close()

    def _wait(self, happened: Callable[[], bool], seconds: float) -> bool:
        with self.changed:
            return self.changed.wait_for(happened, seconds)

    def _take_audio(self, audio: bytes) -> None:
        known = max(0, min(len(audio), self.size - self._position))
        if os.pread(self._file.fileno(), known, self._position) != audio[:known]:
            self.end()
            return
        os.pwrite(self._file.fileno(), audio[known:], self._position + known)
        with self.changed:
            self._position += len(audio)
            self.size = max(self.size, self._position)
            self.changed.notify_all()


def stream(relay: Relay, start: int) -> Iterator[bytes]:
    """The audio from a byte on, as it comes. Raises LiveAudioBroken when it cannot go on."""
    while True:
        if chunk := relay.read(start):
            start += len(chunk)
            yield chunk
        elif relay.ended:
            break
        else:
            relay.wait_for_audio(start, _POLL_MS / 1000)
    if not relay.is_whole:
        raise LiveAudioBroken


@dataclass(frozen=True)
class Place:
    """Where in a live stream to go on reading."""

    run: int
    """0 before it is known."""
    after: str = "0"
    """The id of the last entry that was read."""


class LiveHub:
    """The relays of this process, by key."""

    def __init__(self, redis: Redis, state: Callable[[str], AudioState | None]) -> None:
        self._redis = redis
        self._state = state
        self._lock = threading.Lock()
        self._relays: dict[str, Relay] = {}
        self._threads: dict[str, threading.Thread] = {}

    def close(self) -> None:
        """Lets every reader go."""
        with self._lock:
            threads = list(self._threads.values())
            for relay in self._relays.values():
                relay.end()
        for thread in threads:
            thread.join()

    @contextmanager
    def follow(self, key: str) -> Iterator[Relay]:
        """The relay of a key that is being made."""
        with self._lock:
            relay = self._relays.get(key) or self._start(key)
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
        self._threads[key] = thread
        thread.start()
        return relay

    def _run(self, key: str, relay: Relay) -> None:
        try:
            self._copy(key, relay)
        finally:
            with self._lock:
                del self._relays[key], self._threads[key]
                relay.end()
                relay.close_if_done()

    def _copy(self, key: str, relay: Relay) -> None:
        """Until the end of the audio, of Redis's answers, or of everybody's interest."""
        place = Place(run=0)
        answered = time.monotonic()
        while not relay.ended and relay.is_wanted():
            try:
                place = self._step(key, relay, place)
                answered = time.monotonic()
            except RedisError:
                if time.monotonic() - answered > _LONGEST_OUTAGE:
                    return
                time.sleep(_PAUSE_WITHOUT_REDIS)

    def _step(self, key: str, relay: Relay, place: Place) -> Place:
        """Takes what there is, waiting for it a while. Returns where to go on."""
        if not place.run:
            return Place(_next_run(self._state(key)))
        entries = list(live.read(self._redis, key, place.run, place.after, _POLL_MS))
        if not entries:
            state = self._state(key)
            # What was said before the state was read is not lost on us.
            entries = list(live.read(self._redis, key, place.run, place.after))
            if not entries:
                return _after_silence(state, relay, place)
        for entry in entries:
            relay.take(entry)
        if entries[-1].is_last and not relay.ended:
            relay.begin_again()  # it yielded
            return Place(place.run + 1)
        return Place(place.run, entries[-1].id)


def _next_run(state: AudioState | None) -> int:
    """The run that is or will be heard."""
    if state is None:
        return 1
    return state.run if state.state == STARTED else state.run + 1


def _after_silence(state: AudioState | None, relay: Relay, place: Place) -> Place:
    """Whether the run that was silent is still the one to listen to."""
    if state is not None and state.run > place.run:
        relay.begin_again()
        return Place(state.run)
    if state is not None and state.state == FAILED:
        relay.take_event({"event": FAILED, "code": state.error_code, "detail": state.error_detail})
    elif state is None or state.state == FINISHED:
        relay.end()  # its last words are lost; whoever asks again finds the file
    return place
