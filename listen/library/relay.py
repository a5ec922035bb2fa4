"""What has come of one audio that is being made, for all its readers.

It is kept in a temporary file that readers follow at their own pace. When the job runs again, its
bytes are compared with those already sent: equal, they go on; else the readers' connections are
broken, because nothing else would be honest.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import Any

from audio_cache import live
from audio_cache.state import FAILED, FINISHED, AudioState

_LINGER = 15.0
"""Seconds that a relay goes on without readers: those who come back find it warm."""

_WAIT = 1.0
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

    def take(self, entry: live.StreamEntry) -> None:
        if entry.audio is not None:
            self._take_audio(entry.audio)
        if entry.event is not None and entry.event["event"] != live.PREEMPTED:
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


def failed_event(state: AudioState) -> dict[str, Any]:
    """The last event of a job that failed, from its state."""
    instead = {"superseded_by": state.superseded_by} if state.superseded_by else {}
    fields = {"code": state.error_code, "detail": state.error_detail, **instead}
    return {"event": FAILED, **fields}


def stream(relay: Relay, start: int) -> Iterator[bytes]:
    """The audio from a byte on, as it comes. Raises LiveAudioBroken when it cannot go on."""
    while True:
        if chunk := relay.read(start):
            start += len(chunk)
            yield chunk
        elif relay.ended:
            break
        else:
            relay.wait_for_audio(start, _WAIT)
    if not relay.is_whole:
        raise LiveAudioBroken
