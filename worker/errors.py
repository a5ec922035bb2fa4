"""What can go wrong while an audio is made. `code` is what the API shows.

WorkerError            code
├── EngineError        the engine could not speak
│   └── EngineUnavailable  for now: trying again later may help
└── VoiceChanged       this worker no longer has the voice or the recipe that was asked for
EngineAbsent           not a job's: an engine lacks something, the message says how to get it
Yielded                not an error: the job goes back to its queue
"""


class WorkerError(Exception):
    code = "engine_failed"


class EngineError(WorkerError):
    """The engine could not speak a segment."""


class EngineUnavailable(EngineError):
    """The engine cannot speak now: away, overloaded, or limiting its callers."""

    code = "unavailable"

    def __init__(self, message: str, seconds: float = 0.0) -> None:
        """`seconds` is how long it will stay so, where that is known."""
        super().__init__(message)
        self.seconds = seconds


class VoiceChanged(WorkerError):
    """The voice or the recipe asked for is not the one at hand: it would sound different."""

    code = "voice_changed"


class EngineAbsent(Exception):
    """What the engine needs is not on this machine; the message says how to get it."""


class Yielded(Exception):
    """The worker must stop, or has something more urgent to do."""
