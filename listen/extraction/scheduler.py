"""Assigns articles to pools of processes, so that no article waits behind a much larger one."""

from functools import partial

from audio_cache.priorities import CLICK
from listen.extraction.job import Task
from listen.processes.fork_server import ForkServer
from listen.processes.pool import ProcessPool
from listen.request.schema import SpeechRequest

_SHORT_TEXT = 8_000
"""Characters of a text that waits for other short texts only."""

_LARGE_TEXT = 50_000
_LARGE_PAGE = 500_000
"""Characters beyond which an article is large: it waits for large articles only, and ordinary ones
never wait for it. A text contains only the article, so it takes longer than a page of the same
length."""

TIMEOUT = 20.0
"""Seconds of wall-clock time for one article, however busy the machine is."""

_QUEUE_TIMEOUT = 10.0
"""Seconds that an article waits for a process before the answer is 503."""

_NICENESS = 10
"""Niceness for a large article whose audio nobody waits for: synthesis takes precedence."""


class ExtractionScheduler:
    """Four pools: short texts, ordinary articles, large ones, and large ones without listeners."""

    def __init__(self) -> None:
        self._server = ForkServer("listen.extraction.process")
        self.short = self._pool(2)
        self.ordinary = self._pool(2)
        self.large = self._pool(1)
        self.background = self._pool(1, _NICENESS)

    def pool_for(self, task: Task, request: SpeechRequest) -> ProcessPool:
        """Return the pool for a task of a request."""
        if request.text is not None and request.size <= _SHORT_TEXT:
            return self.short
        if request.size <= (_LARGE_PAGE if request.text is None else _LARGE_TEXT):
            return self.ordinary
        if task == "preview" or request.priority != CLICK:
            return self.background
        return self.large

    def warm_up(self) -> None:
        """Start a process each for the first short text and the first ordinary article."""
        self.short.warm_up()
        self.ordinary.warm_up()

    def is_warming_up(self) -> bool:
        """Return whether the first short text or ordinary article would wait for a process."""
        return self.short.is_warming_up() or self.ordinary.is_warming_up()

    def close(self) -> None:
        """End the processes."""
        for pool in (self.short, self.ordinary, self.large, self.background):
            pool.close()
        self._server.close()

    def _pool(self, size: int, niceness: int = 0) -> ProcessPool:
        return ProcessPool(
            partial(self._server.fork, str(niceness)),
            size=size,
            timeout=TIMEOUT,
            queue_timeout=_QUEUE_TIMEOUT,
        )
