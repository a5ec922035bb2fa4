"""Secrets of Standard Webhooks (www.standardwebhooks.com), which sign in both directions."""

import base64
import secrets as random

_PREFIX = "whsec_"


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
