"""The queue between the web, which hears of changes, and `listen publish`, which applies them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from redis import Redis
from rq import Queue, Retry
from rq.exceptions import DuplicateJobError
from rq.serializers import JSONSerializer

from listen.publishing.change import Save, Withdraw

QUEUE = "publishers"

APPLY, COMPARE = "listen.publishing.jobs.apply_change", "listen.publishing.jobs.compare_site"
"""Dotted names of the functions that a job calls."""

_TIMEOUT = 120
"""Seconds of a job. Extraction and fetching have shorter limits of their own."""

_PAUSES = [2, 5, 15, 60, 300, 900, 3600, 3600 * 6, 3600 * 12]
"""Seconds between attempts, while the database, a page or Redis is away."""


class TaskQueue:
    """Queues changes. Methods raise redis.RedisError when Redis is unreachable."""

    def __init__(self, redis: Redis) -> None:
        self._queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)

    def apply(self, site: str, change: Save | Withdraw) -> None:
        """Apply a change of a site's article, soon."""
        self._queue.enqueue(
            APPLY,
            site,
            change_to_json(change),
            job_timeout=_TIMEOUT,
            result_ttl=0,
            failure_ttl=0,
            retry=Retry(max=len(_PAUSES), interval=_PAUSES),
        )

    def compare(self, site: str) -> None:
        """Compare a site's articles with its sources, soon. One comparison waits at a time."""
        with suppress(DuplicateJobError):
            self._queue.enqueue(
                COMPARE,
                site,
                job_id=f"compare-{site}",
                unique=True,
                job_timeout=_TIMEOUT,
                result_ttl=0,
                failure_ttl=0,
            )


def change_to_json(change: Save | Withdraw) -> dict[str, Any]:
    """Return a change as JSON has it."""
    return {"kind": type(change).__name__, **asdict(change)}


def change_from_json(fields: Mapping[str, Any]) -> Save | Withdraw:
    """Return the change that `change_to_json` returned."""
    values = {name: value for name, value in fields.items() if name != "kind"}
    return Save(**values) if fields["kind"] == "Save" else Withdraw(**values)
