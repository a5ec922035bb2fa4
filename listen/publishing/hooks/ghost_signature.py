"""Verifies webhooks of Ghost, which have signatures of its own.

X-Ghost-Signature: sha256=HEX, t=MILLISECONDS

Since Ghost 5.87, HEX signs the body followed by `t`. Before, it signed the body alone, so whoever
repeats a message can change `t`. Such a message is accepted too, but the time of its change is the
one in the body (`ghost_event.py`): a repeated message is older than what followed it, and is
ignored. One form cannot be passed off as the other, because the body would end with digits and not
be JSON.
"""

import hmac
import re
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256

from listen.errors import Unauthorized
from listen.publishing.hooks.message import TOLERANCE, SignedMessage

HEADER = "X-Ghost-Signature"
_VALUE = re.compile(r"sha256=([0-9a-fA-F]{64}), ?t=([0-9]{1,15})")


def verify_ghost_webhook(
    secrets: Iterable[str], headers: Mapping[str, str], body: bytes
) -> SignedMessage:
    """Return the message, if one of the secrets signed it. Raises Unauthorized."""
    value = next((value for name, value in headers.items() if name.lower() == HEADER.lower()), "")
    if not value:
        raise Unauthorized(
            f"The webhook must be signed: it lacks the header {HEADER}. Give it a secret in Ghost."
        )
    found = _VALUE.fullmatch(value)
    if not found:
        raise Unauthorized(f"{HEADER} must be like 'sha256=HEX, t=MILLISECONDS'.")
    digest, sent = found[1].lower(), found[2]
    if abs(time.time() - int(sent) / 1000) > TOLERANCE:
        raise Unauthorized(
            f"The webhook's time must be within {TOLERANCE // 60} minutes of the server's, "
            f"got t={sent}."
        )
    keys = [secret.encode() for secret in secrets if secret]
    is_time_signed = _is_signed(keys, body + sent.encode(), digest)
    if not is_time_signed and not _is_signed(keys, body, digest):
        raise Unauthorized("The webhook's signature is wrong.")
    return SignedMessage(f"{digest} {int(sent)}", int(sent) * 1000, body, is_time_signed)


def sign_ghost_webhook(secret: str, body: bytes, sent: int) -> str:
    """Return the value of HEADER as Ghost computes it since 5.87."""
    return f"sha256={_hmac(secret.encode(), body + str(sent).encode())}, t={sent}"


def _is_signed(keys: Iterable[bytes], signed: bytes, digest: str) -> bool:
    return any(hmac.compare_digest(_hmac(key, signed), digest) for key in keys)


def _hmac(key: bytes, signed: bytes) -> str:
    return hmac.new(key, signed, sha256).hexdigest()
