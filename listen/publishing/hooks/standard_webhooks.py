"""Verifies Standard Webhooks (www.standardwebhooks.com), with the project's library."""

import base64
import secrets as random
from collections.abc import Iterable, Mapping

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from listen.errors import Unauthorized
from listen.publishing.change_time import SECOND, end_of_second
from listen.publishing.hooks.message import TOLERANCE, SignedMessage

_PREFIX = "whsec_"
_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")


def new_secret() -> str:
    """Return a secret of 32 random bytes, as `encode_secret` writes it."""
    return encode_secret(random.token_bytes(32))


def encode_secret(key: bytes) -> str:
    """Return a key as Standard Webhooks write it: whsec_ and Base64."""
    return _PREFIX + base64.b64encode(key).decode()


def decode_secret(secret: str) -> bytes:
    """Return the key that a secret stands for, which may lack the prefix and the padding.

    Raises ValueError unless it is Base64.
    """
    text = secret.removeprefix(_PREFIX).rstrip("=")
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        key = b""
    if not key:
        raise ValueError("a secret of Standard Webhooks must be whsec_ and Base64")
    return key


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
