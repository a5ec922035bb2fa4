"""The priorities of jobs, and the names of the queues, each of which has one."""

CLICK = "click"
"""The priority of an audio that a reader waits for."""

PUBLISH = "publish"
"""The priority of an article that a publisher has saved."""

PRIORITIES = (CLICK, PUBLISH, "backfill")
"""Highest first: the order in which a worker looks into its queues."""


def queue_name(priority: str, engine: str) -> str:
    """Return PRIORITY:ENGINE. A worker serves the queues of the engines that it has."""
    return f"{priority}:{engine}"


def priority_of(queue: str) -> str:
    """Return the priority in the name of a queue."""
    return queue.partition(":")[0]


def is_more_urgent(queue: str, other: str) -> bool:
    """Return whether the first queue has the higher priority."""
    return PRIORITIES.index(priority_of(queue)) < PRIORITIES.index(priority_of(other))
