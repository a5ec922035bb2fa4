"""The systems that send webhooks: how each signs a message, and what its messages mean.

A route verifies a message, makes sure that it was not received before, and reads its change:

    sender = SENDERS[name]
    message = sender.verify(secrets, headers, body)
    with memory.once(site, message):
        change = sender.read(message, event, site.protected_audio)
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from listen.publishing.change import Change
from listen.publishing.hooks.generic_event import generic_change
from listen.publishing.hooks.ghost_event import ghost_change
from listen.publishing.hooks.ghost_signature import verify_ghost_webhook
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.hooks.standard_webhooks import verify_standard_webhook
from listen.publishing.hooks.wordpress_event import wordpress_change


@dataclass(frozen=True)
class Sender:
    """A system that sends webhooks."""

    verify: Callable[[Iterable[str], Mapping[str, str], bytes], SignedMessage]
    """Secrets of the site, headers and body to the message. Raises Unauthorized."""
    read: Callable[[SignedMessage, str | None, bool], Change]
    """A message, the name of its event in the URL, and whether the text of articles that are sold
    is kept, to the change. Never raises."""


SENDERS: Mapping[str, Sender] = {
    "ghost": Sender(verify_ghost_webhook, ghost_change),
    "wordpress": Sender(verify_standard_webhook, wordpress_change),
    "generic": Sender(verify_standard_webhook, generic_change),
}
"""Names in the path of /v1/hooks/SITE/NAME."""
