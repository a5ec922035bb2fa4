"""Queues what a verified webhook reports. It never raises for what the message says."""

import logging

from listen.publishing.change import Compare, Ignore
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.hooks.receive import SENDERS
from listen.publishing.tasks import TaskQueue
from listen.sites.site import Site

log = logging.getLogger(__name__)


def accept(
    tasks: TaskQueue, site: Site, sender: str, message: SignedMessage, event: str | None
) -> None:
    """Read a message of a system in SENDERS, and queue its change. Raises redis.RedisError."""
    change = SENDERS[sender].read(message, event, site.protected_audio)
    if isinstance(change, Ignore):
        log.info("%s: a webhook of %s changes nothing: %s", site.name, sender, change.reason)
    elif isinstance(change, Compare):
        tasks.compare(site.name)
    else:
        tasks.apply(site.name, change)
