"""Errors of a worker. `code` is the error code that the API reports.

WorkerError                 fails the job
├── EngineError             the engine cannot speak a segment
│   └── EngineUnavailable   the engine cannot speak now; a later attempt may succeed
└── VoiceChanged            this worker has another revision of the voice, or another recipe
EngineSetupError            an engine cannot run on this machine; concerns no job
DownloadError               a voice cannot be downloaded; concerns no job
└── DownloadInterrupted     a later attempt may succeed
Preempted                   not a failure: the job returns to its queue
"""


class WorkerError(Exception):
    """A job failed. Subclasses state the reason."""

    code = "engine_failed"


class EngineError(WorkerError):
    """The engine cannot speak a segment."""


class EngineUnavailable(EngineError):
    """The engine cannot speak now: it is unreachable, overloaded, or limits its callers."""

    code = "unavailable"

    def __init__(self, message: str, retry_after: float = 0.0) -> None:
        """`retry_after` is in seconds; 0 when unknown."""
        super().__init__(message)
        self.retry_after = retry_after


class VoiceChanged(WorkerError):
    """This worker lacks the voice or the recipe of the spec; the audio would sound different."""

    code = "voice_changed"


class EngineSetupError(Exception):
    """The engine cannot run on this machine: a library, a program, a model or a setting is missing
    or wrong. The message states the remedy."""


class DownloadError(Exception):
    """A voice cannot be downloaded. The message is a clause without a full stop, in one line."""


class DownloadInterrupted(DownloadError):
    """The download ended too early; a later attempt may succeed."""


class Cancelled(Exception):
    """Nobody wants the audio any more."""


class Preempted(Exception):
    """The job must stop for a more urgent job, or because the worker shuts down."""
