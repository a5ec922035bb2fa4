"""The share of the processors that a worker leaves to the processes that accept clicks."""

from audio_cache.niceness import set_session_niceness

_BULK_NICENESS = 5
"""A third of the share of another session: a click beside bulk jobs is accepted in 22 ms instead of
34 ms, and in 18 ms on an idle machine."""


class Session:
    """The session of the worker process, and its niceness."""

    def __init__(self) -> None:
        self._niceness = 0

    def yield_to_clicks(self, *, yields: bool) -> None:
        """Leave the processors to the web process, the extraction and Redis, or share them again.

        A change that Linux refuses is tried again by the next job.
        """
        niceness = _BULK_NICENESS if yields else 0
        if niceness != self._niceness and set_session_niceness(niceness):
            self._niceness = niceness
