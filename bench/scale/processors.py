"""A host whose tasks share its processors: weighted max-min fairness, as Linux's scheduler aims at.

It is processor sharing with a limit for each task: one thread cannot use two processors.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import simpy

BULK_WEIGHT = 335 / 1024
"""The weight of a session of niceness 5 (worker/session.py) beside one of niceness 0: Linux,
kernel/sched/core.c, sched_prio_to_weight."""


@dataclass(eq=False)
class Task:
    """Work of one job on a host."""

    left: float
    """Processor seconds."""
    cores: float
    """The most processors that it can use."""
    weight: float
    done: simpy.Event
    rate: float = 0.0


class Host:
    """Processors of one machine."""

    def __init__(self, env: simpy.Environment, cores: float) -> None:
        self.cores = cores
        self._used = 0.0
        self._env = env
        self._tasks: list[Task] = []
        self._then = 0.0
        self._timer = 0

    def compute(self, work: float, cores: float = 1.0, weight: float = 1.0) -> simpy.Event:
        """Return the event of the end of a task that needs so many processor seconds.

        A task of infinite work is a rival: its processor seconds are not counted.
        """
        done = self._env.event()
        if work <= 0:
            return done.succeed()
        self._advance()
        self._tasks.append(Task(work, cores, weight, done))
        self._share()
        return done

    def used(self) -> float:
        """Return the processor seconds that tasks have used so far."""
        self._advance()
        return self._used

    def _advance(self) -> None:
        elapsed = self._env.now - self._then
        self._then = self._env.now
        for task in self._tasks:
            task.left -= elapsed * task.rate
            if task.left < math.inf:  # else it is a rival
                self._used += elapsed * task.rate

    def _share(self) -> None:
        """Divide the processors among the tasks, and wait for the one that ends first."""
        self._timer += 1
        if not self._tasks:
            return
        share(self._tasks, self.cores)
        first = min(self._tasks, key=lambda task: task.left / task.rate)
        if first.left == math.inf:
            return
        timer, number = self._env.timeout(max(0.0, first.left / first.rate)), self._timer
        assert timer.callbacks is not None
        timer.callbacks.append(lambda _: self._end(first, number))

    def _end(self, task: Task, timer: int) -> None:
        if timer != self._timer:  # the processors were divided anew since
            return
        self._advance()
        self._tasks.remove(task)
        task.done.succeed()
        self._share()


def share(tasks: Sequence[Task], cores: float) -> None:
    """Set the rate of each task: its share by weight, and what others leave, up to its limit."""
    open_tasks, free = list(tasks), cores
    while open_tasks:
        unit = free / sum(task.weight for task in open_tasks)
        limited = [task for task in open_tasks if task.cores <= unit * task.weight]
        for task in limited or open_tasks:
            task.rate = task.cores if limited else unit * task.weight
            free -= task.rate
        if not limited:
            return
        open_tasks = [task for task in open_tasks if task not in limited]
