"""What the model simulates, and what comes of it: hosts of workers, jobs, an outcome."""

import math
from dataclasses import dataclass

from audio_cache.priorities import CLICK
from bench.scale.traffic import Request


@dataclass(frozen=True)
class Fleet:
    """The hosts of the workers."""

    workers: int
    cores: float | None = None
    """Processors of each host; None for as many as its workers."""
    workers_per_host: int = 2
    """As on the measured machine."""
    holds_servers: bool = False
    """True: the web process runs on the host too, and the client that measures it."""

    rivals: float = 0.0
    """Sessions of other processes on each host that always want its processors."""

    def hosts(self) -> list[tuple[float, int]]:
        """Return the processors and the workers of each host."""
        left, found = self.workers, []
        while left > 0:
            workers = min(left, self.workers_per_host)
            found.append((self.cores or workers, workers))
            left -= workers
        return found


@dataclass(eq=False)
class Job:
    """An article on its way."""

    request: Request
    done: int = 0
    """Segments that are in the sentence cache."""
    relayed: float = 0.0
    """Seconds of audio that readers had when the job last gave way."""
    claimed_until: float = -math.inf
    started: float | None = None
    first_sound: float | None = None
    finished: float | None = None
    yields: int = 0
    stalled: bool = False
    """A reader at normal pace has run out of audio."""

    @property
    def is_click(self) -> bool:
        return self.request.priority == CLICK


@dataclass
class Outcome:
    """What happened to the jobs, and how busy the fleet was."""

    jobs: list[Job]
    seconds: float
    """Simulated time, without that of `drain`."""
    workers_busy: float
    processors_busy: float
    """Mean shares."""
    waiting: float
    """Jobs that wait for a worker, mean over time."""

    def first_sounds(self) -> list[float]:
        """Return the seconds from each click to its first sound; infinite if it never came."""
        return [
            math.inf if job.first_sound is None else job.first_sound - job.request.at
            for job in self.jobs
            if job.is_click
        ]
