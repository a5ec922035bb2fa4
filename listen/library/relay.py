"""A relay: the audio and events of one rendition so far, while it is being made.

The audio is in a temporary file, which each reader follows at its own pace. When the job runs
again, its bytes are compared with those that were sent already. Equal bytes continue; any other end
the relay, because the audio that its readers have is not valid. Audio after a gap is ignored: the
next run, or the finished file, has it. So it is with segments.
"""

import errno
import os
import threading
import time
from collections.abc import Callable
from tempfile import TemporaryFile

from audio_cache.live import LAST_EVENTS, PREEMPTED, LiveEvent, StreamEntry
from audio_cache.state import FAILED, FINISHED, AudioState

_IDLE_TIMEOUT = 15.0
"""Seconds that a relay is kept without readers, for those that reconnect."""

CHUNK_BYTES = 64 * 1024
"""Bytes that are read at once."""


class LiveAudioBroken(ConnectionResetError):
    """The live audio cannot continue. The server breaks the connection when a body raises it.

    It is a ConnectionResetError because the WSGI server logs no traceback for one. All readers of
    an audio get it at once.
    """

    def __init__(self) -> None:
        super().__init__(errno.ECONNRESET, "The live audio cannot continue.")


class Relay:
    """The audio and events so far. Readers wait on `changed`."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.size = 0
        """Bytes of audio so far."""
        self.events: list[LiveEvent] = []
        """The segments, each once, then the last event."""
        self.ended = False
        """True when no more audio and events follow."""
        self.readers = 0
        self.idle_since = time.monotonic()
        """Time of the clock `time.monotonic` at which the last reader left."""
        self._file = TemporaryFile()  # noqa: SIM115  # closed by close_if_done
        self._position = 0
        """Offset of the next byte of the current run."""

    @property
    def is_finished(self) -> bool:
        """Return whether the job has reported that it is finished."""
        return bool(self.events) and self.events[-1]["event"] == FINISHED

    @property
    def is_complete(self) -> bool:
        """Return whether the job has reported that it is finished, and the relay has every byte."""
        # Workers of version 0.2 tell no size.
        return self.is_finished and self.size == self.events[-1].get("size", self.size)

    @property
    def failure(self) -> LiveEvent | None:
        """The event `failed`, if the job failed."""
        return self.events[-1] if self.events and self.events[-1]["event"] == FAILED else None

    def is_abandoned(self) -> bool:
        """Return whether it has had no readers for _IDLE_TIMEOUT seconds."""
        return self.readers == 0 and time.monotonic() - self.idle_since > _IDLE_TIMEOUT

    def wait_for_audio(self, size: int, timeout: float) -> None:
        """Wait until there are more than `size` bytes, or the relay has ended."""
        self._wait(lambda: self.size > size or self.ended, timeout)

    def wait_for_events(self, count: int, timeout: float) -> bool:
        """Wait until there are more than `count` events, or the relay has ended.

        Returns False after the timeout, which is in seconds.
        """
        return self._wait(lambda: len(self.events) > count or self.ended, timeout)

    def read(self, offset: int) -> bytes:
        """Return up to 64 KiB of audio from an offset; nothing at the end."""
        return os.pread(self._file.fileno(), CHUNK_BYTES, offset)

    def append(self, entry: StreamEntry) -> None:
        """Add an entry of the live stream."""
        if entry.audio is not None:
            self._append_audio(entry.audio, entry.offset)
        if entry.event is not None and entry.event["event"] != PREEMPTED:
            self.append_event(entry.event)

    def restart(self) -> None:
        """Expect the audio of another run from its first byte."""
        self._position = 0

    def append_event(self, event: LiveEvent) -> None:
        """Add an event, unless it is a segment that an earlier run has reported, or after a gap."""
        is_last = event["event"] in LAST_EVENTS
        if self.ended or (not is_last and event["index"] != len(self.events)):
            return
        with self.changed:
            self.events.append(event)
            self.ended = is_last
            self.changed.notify_all()

    def end(self) -> None:
        """Let the readers stop: no more audio and events follow."""
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def close_if_done(self) -> None:
        """Delete the file if the relay has ended without readers.

        The caller holds the lock of LiveRelays, so that no reader can join.
        """
        if self.ended and not self.readers:
            self._file.close()

    def _wait(self, has_happened: Callable[[], bool], timeout: float) -> bool:
        with self.changed:
            return self.changed.wait_for(has_happened, timeout)

    def _append_audio(self, audio: bytes, offset: int | None) -> None:
        if offset is not None:
            self._position = offset
        if self._position > self.size:  # entries before this one were lost
            self._position += len(audio)
            return
        known = max(0, min(len(audio), self.size - self._position))
        if os.pread(self._file.fileno(), known, self._position) != audio[:known]:
            self.end()
            return
        os.pwrite(self._file.fileno(), audio[known:], self._position + known)
        with self.changed:
            self._position += len(audio)
            self.size = max(self.size, self._position)
            self.changed.notify_all()


def failed_event(state: AudioState) -> LiveEvent:
    """Return the last event of a job that failed, made from its state."""
    event = LiveEvent(event=FAILED, code=state.error_code, detail=state.error_detail)
    if state.superseded_by:
        event["superseded_by"] = state.superseded_by
    return event
