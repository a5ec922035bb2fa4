"""A job of RQ that can be one of this project's functions only.

RQ calls whatever function a job names. Whoever can write to Redis could have any function called.
"""

from collections.abc import Callable, Collection
from typing import Any

from rq.job import Job


class ForeignJob(Exception):
    """The job names a function that a process does not run."""


def known_job(functions: Collection[str]) -> type[Job]:
    """Return a class of jobs for a worker that runs these functions, by their dotted names.

    Another function is not even imported, and callbacks, which this project does not use, neither.
    """

    class KnownJob(Job):
        @property
        def func(self) -> Callable[..., Any] | None:
            """Raises ForeignJob."""
            if self.func_name not in functions:
                raise ForeignJob(f"the function must be one of {sorted(functions)}")
            found: Callable[..., Any] | None = super().func
            return found

        @property
        def success_callback(self) -> None:
            return None

        @property
        def failure_callback(self) -> None:
            return None

        @property
        def stopped_callback(self) -> None:
            return None

    return KnownJob
