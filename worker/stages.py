"""The stages of a production and the time that each takes.

Stages take turns with each segment, and overlap: a stage lasts from its first turn to the end of
its last one, and is busy only in its turns.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from audio_cache.tracing import Tracer

T = TypeVar("T")
R = TypeVar("R")

SEGMENT, SYNTHESIZE, STITCH, ENCODE, STORE = "segment", "synthesize", "stitch", "encode", "store"


@dataclass
class Turns:
    """The turns of a stage so far."""

    began: float
    ended: float
    """Unix times."""
    busy: float = 0.0
    """Seconds."""


class Stages:
    """Measures the stages of one production. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.turns: dict[str, Turns] = {}

    def timed(self, stage: str, function: Callable[[T], R]) -> Callable[[T], R]:
        """Return the function, each call of which is a turn of the stage."""

        def call(argument: T) -> R:
            with self.turn(stage):
                return function(argument)

        return call

    @contextmanager
    def turn(self, stage: str) -> Iterator[None]:
        """Count the time of a block to a stage."""
        began = time.time()
        start = time.perf_counter()
        try:
            yield
        finally:
            busy = time.perf_counter() - start
            with self._lock:
                turns = self.turns.setdefault(stage, Turns(began, began))
                turns.ended = max(turns.ended, began + busy)
                turns.busy += busy

    def trace(self, tracer: Tracer) -> None:
        """Trace each stage as a child of the current span."""
        if not tracer.is_on:
            return
        for stage, turns in self.turns.items():
            span = tracer.begin(stage, {"listen.busy_seconds": turns.busy}, start=turns.began)
            span.end(turns.ended)
