"""The queue and its workers as discrete events: the rules of audio_cache/queue.py and worker/.

A worker makes one article at a time, clicks first. Between two segments, a job gives way to a
waiting click as `JobRun.checkpoint` decides, and comes back with its sentences in the cache.
"""

import math
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import simpy

from audio_cache.priorities import CLICK, PRIORITIES
from bench.scale.costs import Costs
from bench.scale.jobs import Fleet, Job, Outcome
from bench.scale.processors import BULK_WEIGHT, Host
from bench.scale.traffic import Request

_MIN_RELAYED = 10.0
"""Seconds of audio, worker/job_run.py."""

_SCAN = 16
"""Jobs of a queue that can cause preemption, audio_cache/queue.py."""

_CLAIM = 5.0
"""Seconds for which a claim lasts, audio_cache/queue.py."""

_Events = Generator[simpy.Event, object, None]


@dataclass
class Simulation:
    """One run. The requests decide everything: the run itself draws nothing."""

    costs: Costs
    fleet: Fleet
    preempts: bool = True
    _idle: deque[simpy.Event] = field(default_factory=deque)
    _busy: int = 0
    _waits: int = 0
    _busy_seconds: float = 0.0
    _wait_seconds: float = 0.0
    _then: float = 0.0

    def __post_init__(self) -> None:
        self._env = simpy.Environment()
        self._queues: dict[str, deque[Job]] = {priority: deque() for priority in PRIORITIES}
        self._hosts = [Host(self._env, cores) for cores, _ in self.fleet.hosts()]
        for host, (_, workers) in zip(self._hosts, self.fleet.hosts(), strict=True):
            if self.fleet.rivals:
                host.compute(math.inf, host.cores, self.fleet.rivals)
            for _ in range(workers):
                self._env.process(self._work(host))

    def run(
        self, requests: Sequence[Request], end: float | None = None, drain: float = 0.0
    ) -> Outcome:
        """Run until `end`, or the last request. The jobs have `drain` seconds more to finish."""
        jobs = [Job(request) for request in requests]
        self._env.process(self._arrive(jobs))
        end = end or requests[-1].at
        self._env.run(until=end)
        self._count()
        cores = sum(host.cores for host in self._hosts)
        used = sum(host.used() for host in self._hosts)
        outcome = Outcome(
            jobs,
            end,
            workers_busy=self._busy_seconds / end / self.fleet.workers,
            processors_busy=used / end / cores,
            waiting=self._wait_seconds / end,
        )
        if drain:
            self._env.run(until=end + drain)
        for job in jobs:
            if job.is_click and job.first_sound is not None and job.finished is None:
                job.stalled |= self._env.now - job.first_sound > job.relayed > 0
        return outcome

    def _arrive(self, jobs: Sequence[Job]) -> _Events:
        for job in jobs:
            yield self._env.timeout(job.request.at - self._env.now)
            self._env.process(self._accept(job))

    def _accept(self, job: Job) -> _Events:
        if self.fleet.holds_servers:
            # The hosts share the same processors only if there is one of them.
            yield self._hosts[0].compute(self.costs.accept_work(job.request))
        else:
            yield self._env.timeout(self.costs.accept_seconds(job.request))
        self._put(job)

    def _put(self, job: Job, *, first: bool = False) -> None:
        self._count()
        self._waits += 1
        if self._idle:  # so all queues are empty; Redis serves the client that blocks longest
            self._waits -= 1
            self._busy += 1
            self._idle.popleft().succeed(job)
        elif first:
            self._queues[job.request.priority].appendleft(job)
        else:
            self._queues[job.request.priority].append(job)

    def _take(self) -> Job | None:
        for queue in self._queues.values():
            if queue:
                self._count()
                self._waits -= 1
                self._busy += 1
                return queue.popleft()
        return None

    def _work(self, host: Host) -> Generator[simpy.Event, Job, None]:
        while True:
            job = self._take()
            if job is None:
                self._idle.append(self._env.event())
                job = yield self._idle[-1]
            gave_way = yield from self._make(job, host)
            self._count()
            self._busy -= 1
            if gave_way:
                self._put_back(job)
                if self.costs.turnover:
                    yield host.compute(self.costs.turnover)

    def _make(self, job: Job, host: Host) -> Generator[simpy.Event, object, bool]:
        """Make the article, or as much of it as is made before it gives way. Return whether."""
        job.started = self._env.now if job.started is None else job.started
        job.claimed_until = -math.inf
        weight = 1.0 if job.is_click else BULK_WEIGHT
        cost, position = self.costs.of(job.request), 0.0
        if cost.begin:
            yield host.compute(cost.begin, weight=weight)
        for index, seconds in enumerate(job.request.segments):
            if self.preempts and self._gives_way(job, position):
                if job.is_click:  # the next segment is being made already, and is waited for
                    yield host.compute(seconds * cost.per_second, weight=weight)
                    job.done = max(job.done, index + 1)
                job.relayed = max(job.relayed, position) if job.is_click else 0.0
                job.yields += 1
                return True
            if index or not cost.begin_has_first:
                each = cost.per_second if index >= job.done else cost.cached_per_second
                yield host.compute(seconds * each, cost.cores, weight)
            job.done = max(job.done, index + 1)
            self._listen(job, position + seconds, index)
            position += seconds
        if cost.end:
            yield host.compute(cost.end, weight=weight)
        job.finished = self._env.now
        return False

    def _listen(self, job: Job, position: float, index: int) -> None:
        """Note the first sound, and whether a reader has to wait in the middle."""
        if job.first_sound is None:
            job.first_sound = self._env.now
        elif job.is_click and index and position - job.request.segments[index] >= job.relayed:
            heard = self._env.now - job.first_sound
            job.stalled |= heard > position - job.request.segments[index]

    def _gives_way(self, job: Job, position: float) -> bool:
        if not job.is_click:
            return self._claim(math.inf)
        return position >= _MIN_RELAYED and self._claim(position / 2)

    def _claim(self, max_relayed: float) -> bool:
        """Claim a waiting click, and move it to the front."""
        clicks = self._queues[CLICK]
        for index, job in enumerate(clicks):
            if index == _SCAN:
                break
            if job.relayed <= max_relayed and job.claimed_until <= self._env.now:
                job.claimed_until = self._env.now + _CLAIM
                del clicks[index]
                clicks.appendleft(job)
                return True
        return False

    def _put_back(self, job: Job) -> None:
        """Queue a job that gave way: a click behind the others, bulk before the others.

        The worker that gave way is not idle yet, and takes a click before it.
        """
        self._put(job, first=not job.is_click)

    def _count(self) -> None:
        elapsed = self._env.now - self._then
        self._then = self._env.now
        self._busy_seconds += elapsed * self._busy
        self._wait_seconds += elapsed * self._waits
