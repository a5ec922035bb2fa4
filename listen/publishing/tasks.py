"""The queue between the web, which hears of changes, and `listen publish`, which applies them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast
from uuid import uuid4

from redis import Redis
from rq import Queue, Retry
from rq.serializers import JSONSerializer

from audio_cache.origin import Origin, current_origin
from listen.publishing.change import Save, Withdraw
from listen.publishing.hooks.message import SignedMessage

QUEUE = "publishers"

_ORIGIN = "origin"

APPLY, COMPARE = "listen.publishing.jobs.apply_change", "listen.publishing.jobs.compare_site"
REMAKE = "listen.publishing.jobs.remake_articles"
CHECK_PAGE = "listen.publishing.jobs.check_page"
RECEIVE = "listen.publishing.jobs.receive_webhook"
FUNCTIONS = (APPLY, COMPARE, REMAKE, CHECK_PAGE, RECEIVE)
"""The only functions that `listen publish` runs."""
"""Dotted names of the functions that a job calls."""

_TIMEOUT = 120
"""Seconds of a job. Extraction and fetching have shorter limits of their own."""

_MAX_WAIT = 600
"""Seconds after which a comparison that waits counts as lost."""

_MAX_SILENCE = 30
"""Seconds without a sign of life after which a job that makes articles again counts as lost."""
_BODY_TTL = 3 * 24 * 3600
"""Seconds that the body of a long webhook is kept: longer than all attempts."""

_PAUSES = [2, 5, 15, 60, 300, 900, 3600, 3600 * 6, 3600 * 12]
"""Seconds between attempts, while the database, a page or Redis is away."""


class TaskQueue:
    """Queues changes. Methods raise redis.RedisError when Redis is unreachable."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)

    def apply(self, site: str, change: Save | Withdraw) -> None:
        """Apply a change of a site's article, soon."""
        self._enqueue(APPLY, site, change_to_json(change))

    def _enqueue(self, function: str, *arguments: Any) -> None:
        """Queue a job that is tried again while the database, a page or Redis is away."""
        self._queue.enqueue(
            function,
            *arguments,
            job_timeout=_TIMEOUT,
            result_ttl=0,
            failure_ttl=0,
            meta=_meta(),
            retry=Retry(max=len(_PAUSES), interval=_PAUSES),
        )

    def _enqueue_once(self, function: str, *arguments: Any) -> None:
        """Queue a job that is not tried again: the next one like it repeats what fails."""
        self._queue.enqueue(
            function,
            *arguments,
            job_timeout=_TIMEOUT,
            result_ttl=0,
            failure_ttl=0,
            meta=_meta(),
        )

    def receive(self, site: str, sender: str, message: SignedMessage, event: str | None) -> None:
        """Read a long webhook of a system in SENDERS, soon, and queue its change."""
        key = f"listen:hook:body:{uuid4().hex}"
        self._redis.set(key, message.body, ex=_BODY_TTL)
        fields = {name: value for name, value in vars(message).items() if name != "body"}
        self._enqueue(RECEIVE, site, sender, fields, event, key)

    def body(self, key: str) -> bytes | None:
        """Return the body of a webhook that `receive` queued; None if it is gone."""
        return cast(bytes | None, self._redis.get(key))

    def forget_body(self, key: str) -> None:
        """Delete the body of a webhook that was read."""
        self._redis.delete(key)

    def check_page(self, site: str, source_id: str, seconds: int) -> None:
        """Check the page of an article, soon, unless that was done in the last seconds."""
        if self.mark_checked(site, source_id, seconds):
            self._enqueue_once(CHECK_PAGE, site, source_id)

    def mark_checked(self, site: str, source_id: str, seconds: int) -> bool:
        """Let no check of a page be queued for some seconds. Return False if that is so already."""
        key = f"listen:page:checked:{site}:{source_id}"
        return bool(self._redis.set(key, b"", nx=True, ex=seconds))

    def compare(self, site: str) -> None:
        """Compare a site's articles with its sources, soon. One comparison waits at a time.

        One that is running does not count: it may have read the sources before they changed.
        """
        if self._redis.set(_waiting(site), b"", nx=True, ex=_MAX_WAIT):
            self._enqueue_once(COMPARE, site)

    def remake(self, remake_id: int) -> None:
        """Make articles again, soon, unless that waits or runs already."""
        if self._redis.set(_remake(remake_id), b"", nx=True, ex=_MAX_WAIT):
            self._enqueue_once(REMAKE, remake_id)

    def keep_remake(self, remake_id: int) -> None:
        """Show that the job runs."""
        self._redis.set(_remake(remake_id), b"", ex=_MAX_SILENCE)

    def end_remake(self, remake_id: int) -> None:
        """Let the articles be made again by another job, because this one ends."""
        self._redis.delete(_remake(remake_id))

    def begin_comparison(self, site: str) -> None:
        """Let the next comparison be queued, because this one begins."""
        self._redis.delete(_waiting(site))


def origin_of(meta: Mapping[str, Any]) -> Origin:
    """Return the request that queued a job, from the job's `meta`."""
    return Origin.from_json(meta.get(_ORIGIN, ""))


def _meta() -> dict[str, str]:
    return {_ORIGIN: current_origin.get().to_json()}


def _waiting(site: str) -> str:
    """Return the key that exists while a comparison waits."""
    return f"listen:comparison:{site}"


def _remake(remake_id: int) -> str:
    """Return the key that exists while a job that makes articles again waits or runs."""
    return f"listen:remake:{remake_id}"


def change_to_json(change: Save | Withdraw) -> dict[str, Any]:
    """Return a change as JSON has it."""
    return {"kind": type(change).__name__, **asdict(change)}


def change_from_json(fields: Mapping[str, Any]) -> Save | Withdraw:
    """Return the change that `change_to_json` returned."""
    values = {name: value for name, value in fields.items() if name != "kind"}
    return Save(**values) if fields["kind"] == "Save" else Withdraw(**values)
