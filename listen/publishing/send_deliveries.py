"""Sends what is due to sites: signed messages (Standard Webhooks) and purges of caches.

The database says what is due. A sender claims a delivery before it sends it, so that several
processes may send. A claim ends, so that the delivery of a killed process is sent by another one:
the receiver may get a message twice, with the same id.
"""

import json
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from standardwebhooks.webhooks import Webhook

from audio_cache.counters import DELIVERIES
from listen.database.tables import DeliveryRow
from listen.database.types import now
from listen.errors import ApiError, Unavailable, Unprocessable, UrlNotAllowed
from listen.fetch.allowed import allowed_for
from listen.fetch.client import Client
from listen.fetch.request import Request, Resource
from listen.publishing.audio_callbacks import check_callback_url
from listen.publishing.context import PublishingContext
from listen.publishing.deliveries import AUDIO_WITHDRAWN
from listen.publishing.delivery_rows import (
    Outcome,
    claim_due,
    delete_old,
    is_any_due,
    record_outcome,
)
from listen.sites.site import Site
from listen.sites.webhook_secret import decode_secret

PAUSES = (5, 30, 2 * 60, 15 * 60, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
"""Seconds between the attempts: about a day. After the last attempt, the delivery has failed."""

TIMEOUT = 10.0
"""Seconds in which a receiver must answer."""

_MAX_RETRY_AFTER = 3600.0
"""Seconds that a receiver may ask for."""

_BUSY_PAUSE = timedelta(seconds=5)
_CLAIM = timedelta(seconds=60)
"""Longer than an attempt with its wait for a process."""

_CONCURRENT, _PER_URL = 6, 2
_BUDGET = 30.0
"""Seconds after which `send_due_deliveries` starts nothing new."""

Clock = Callable[[], datetime]


def send_due_deliveries(ctx: PublishingContext, client: Client, clock: Clock = now) -> int:
    """Send the deliveries that are due. Return the number of attempts.

    A URL that fails gets nothing more during this call, so that it does not delay the others.
    Raises Unavailable while the database is away.
    """
    if not ctx.database.read(lambda session: is_any_due(session, clock())):
        return 0
    attempts, failing, end = 0, set[str](), time.monotonic() + _BUDGET
    with ThreadPoolExecutor(_CONCURRENT) as threads:
        while time.monotonic() < end and (rows := _claim(ctx, clock(), failing)):
            for url in threads.map(lambda row: _deliver(ctx, client, row, clock), rows):
                failing |= {url} if url else set()
            attempts += len(rows)
    return attempts


def delete_old_deliveries(ctx: PublishingContext) -> None:
    """Delete what has been in the log for 30 days."""
    ctx.database.write(lambda session: delete_old(session, now()))


def _claim(ctx: PublishingContext, at: datetime, failing: set[str]) -> list[DeliveryRow]:
    return ctx.database.write(
        lambda session: [*claim_due(session, at, at + _CLAIM, _CONCURRENT, _PER_URL, failing)]
    )


def _deliver(ctx: PublishingContext, client: Client, row: DeliveryRow, clock: Clock) -> str | None:
    """Send a claimed delivery, and record what came of it. Return its URL if it failed."""
    outcome = _attempt(ctx, client, row, clock)
    if outcome.is_attempt:
        ctx.count(DELIVERIES, label="failed" if outcome.error else "delivered")
    ctx.database.write(lambda session: record_outcome(session, row, outcome, clock()))
    return row.url if outcome.error else None


def _attempt(ctx: PublishingContext, client: Client, row: DeliveryRow, clock: Clock) -> Outcome:
    site = ctx.sites.find(row.site)
    if site is None or not _is_listed(site, row):
        unlisted = f"The site {row.site!r} does not list this URL any more."
        return Outcome(None, unlisted, _next_at(row, clock()))
    try:
        answer = client.send(_request(site, row, clock()), allowed_for(site))
    except Unavailable as error:
        return Outcome(None, str(error), clock() + _BUSY_PAUSE, is_attempt=False)
    except ApiError as error:
        return Outcome(None, str(error), _next_at(row, clock()))
    if 200 <= answer.status < 300:
        return Outcome(answer.status)
    refusal = f"The receiver must answer with a status from 200 to 299, got {answer.status}."
    if answer.status == 410:
        return Outcome(answer.status, refusal)
    return Outcome(answer.status, refusal, _next_at(row, clock(), _retry_after(answer, clock())))


def _is_listed(site: Site, row: DeliveryRow) -> bool:
    """Return whether the site, as it is now, lists the URL, or the host of a requested one."""
    if not row.is_requested:
        return row.url in (*site.callbacks, site.purge_url)
    try:
        check_callback_url(site, row.url)
    except (UrlNotAllowed, Unprocessable):
        return False
    return True


def _request(site: Site, row: DeliveryRow, at: datetime) -> Request:
    """Return the message, signed anew: receivers refuse a signature that is older than minutes."""
    body = json.dumps(row.payload, separators=(",", ":"))
    headers = {"Content-Type": "application/json"}
    if row.event == AUDIO_WITHDRAWN:
        keys = row.payload["keys"]
        headers |= {"Surrogate-Key": " ".join(keys), "Cache-Tag": ",".join(keys)}
        headers |= dict(site.purge_headers)
    with suppress(ValueError, IndexError):  # a site without such a secret has purges only
        # The library takes the time for one in UTC, whatever its zone is.
        at = at.astimezone(UTC).replace(microsecond=0)
        signature = Webhook(decode_secret(site.secrets[0])).sign(row.message_id, at, body)
        headers |= {
            "webhook-id": row.message_id,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature,
        }
    return Request(row.url, "POST", headers, body.encode(), timeout=TIMEOUT, max_bytes=0)


def _next_at(row: DeliveryRow, at: datetime, retry_after: float = 0.0) -> datetime | None:
    """Return when to try again; None if no attempts are left."""
    if row.attempts > len(PAUSES):
        return None
    # Deliveries that failed together are not tried together.
    pause = PAUSES[row.attempts - 1] * random.uniform(1.0, 1.1)
    return at + timedelta(seconds=max(pause, min(retry_after, _MAX_RETRY_AFTER)))


def _retry_after(answer: Resource, at: datetime) -> float:
    """Return the seconds in Retry-After, which has a number or a date; 0 for anything else."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        time = parsedate_to_datetime(value)
        return (time.replace(tzinfo=time.tzinfo or UTC) - at).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return 0.0
