"""Makes the webhooks by which a Ghost site reports changes to Listen.

A run after another changes nothing: Ghost has one webhook for an event and URL, and the secret is
derived from the integration's key. With the ids that the first run returned, a later one moves the
webhooks to another URL or gives them another secret.
"""

import hmac
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from listen.publishing.ghost.admin_api import AdminApi, Webhook
from listen.sites.webhook_secret import encode_secret

EVENTS = (
    *("post.published", "post.published.edited", "post.unpublished", "post.deleted"),
    *("page.published", "page.published.edited", "page.unpublished", "page.deleted"),
    # All that Ghost sends for actions on several posts at once.
    "site.changed",
)


def derive_secret(api: AdminApi, site: str) -> str:
    """Return the secret of a site's webhooks, in the form of Standard Webhooks."""
    return encode_secret(
        hmac.digest(api.secret, f"webhooks of {site} for Listen".encode(), "sha256")
    )


def hook_url(listen_url: str, site: str, event: str) -> str:
    """Return the URL to which Ghost posts an event, which older versions name in no other way."""
    return f"{listen_url.rstrip('/')}/v1/hooks/{quote(site, safe='')}/ghost?event={event}"


def connect(
    api: AdminApi, listen_url: str, site: str, secret: str, known: Mapping[str, str]
) -> Iterator[tuple[str, Webhook | None]]:
    """Create or update the webhook of each event, and yield both.

    `known` are events and the ids of their webhooks from earlier runs. None: Ghost had a webhook
    for the event and URL before, which this function cannot see. Raises GhostError.
    """
    for event in EVENTS:
        fields = {
            "event": event,
            "target_url": hook_url(listen_url, site, event),
            "name": f"Listen: {event}",
            "secret": secret,
        }
        found = api.edit_webhook(known[event], fields) if event in known else None
        yield event, found or api.add_webhook(fields)
