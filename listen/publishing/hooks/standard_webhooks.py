"""Verifies Standard Webhooks (www.standardwebhooks.com), with the project's library."""

from collections.abc import Iterable, Mapping

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from listen.errors import Unauthorized
from listen.publishing.change_time import SECOND, end_of_second
from listen.publishing.hooks.message import TOLERANCE, SignedMessage
from listen.sites.webhook_secret import decode_secret

_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")


def verify_standard_webhook(
    secrets: Iterable[str], headers: Mapping[str, str], body: bytes
) -> SignedMessage:
    """Return the message, if one of the secrets signed it. Raises Unauthorized."""
    found = {name.lower(): value for name, value in headers.items()}
    if missing := [name for name in _HEADERS if not found.get(name)]:
        raise Unauthorized(f"The webhook must be signed: it lacks the header {missing[0]}.")
    if not any(_is_signed(secret, found, body) for secret in secrets):
        raise Unauthorized(
            f"The webhook's signature is wrong, or its time differs by more than {TOLERANCE // 60} "
            "minutes from the server's."
        )
    # The time has whole seconds, so the message may have been sent at the end of this one.
    sent = end_of_second(int(float(found["webhook-timestamp"])) * SECOND)
    return SignedMessage(found["webhook-id"], sent, body)


def _is_signed(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Return whether the secret signed the body, less than TOLERANCE seconds ago."""
    try:
        # `verify` lets errors of what it parses out: of Base64, UTF-8 and numbers.
        Webhook(decode_secret(secret)).verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True
