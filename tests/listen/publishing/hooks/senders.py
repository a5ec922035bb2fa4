"""Signs webhooks as their senders do, with own implementations of the two specifications."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

GHOST_SECRET = "a secret that Ghost keeps"
STANDARD_KEY = b"a key of thirty-two bytes, exact"
STANDARD_SECRET = "whsec_" + base64.b64encode(STANDARD_KEY).decode()


def now() -> int:
    """Return the time in milliseconds."""
    return int(time.time() * 1000)


def ghost_headers(
    body: bytes, sent: int | None = None, secret: str = GHOST_SECRET, is_time_signed: bool = True
) -> dict[str, str]:
    """Return the headers of Ghost 5.87 and later, or of earlier versions."""
    sent = now() if sent is None else sent
    signed = body + str(sent).encode() if is_time_signed else body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "X-Ghost-Signature": f"sha256={digest}, t={sent}"}


def standard_headers(
    body: bytes,
    message_id: str = "msg_1",
    sent: int | None = None,
    key: bytes = STANDARD_KEY,
) -> dict[str, str]:
    """Return the headers of Standard Webhooks. `sent` is in seconds."""
    sent = now() // 1000 if sent is None else sent
    digest = hmac.new(key, f"{message_id}.{sent}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(sent),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def post(status: str = "published", **changes: Any) -> dict[str, Any]:
    """Return a post as Ghost 6 writes it into a webhook, with the fields that matter and others."""
    return {
        "id": "64f0c0ffee0123456789abcd",
        "uuid": "2f1e7c11-61b5-4f0c-9c5e-0f2a4f6f9d10",
        "title": "The ferry is back",
        "slug": "the-ferry-is-back",
        "html": "<p>The island has its ferry again.</p>",
        "comment_id": "64f0c0ffee0123456789abcd",
        "plaintext": "The island has its ferry again.",
        "feature_image": None,
        "featured": False,
        "status": status,
        "visibility": "public",
        "created_at": "2026-03-01T09:00:00.000Z",
        "updated_at": "2026-03-01T09:00:00.000Z",
        "published_at": "2026-03-01T09:00:10.000Z" if status == "published" else None,
        "custom_excerpt": None,
        "canonical_url": None,
        "authors": [
            {"id": "1", "name": "Ines Sample", "slug": "ines", "email": "ines@example.org"}
        ],
        "tags": [],
        "primary_author": {"id": "1", "name": "Ines Sample"},
        "url": "https://blog.example/the-ferry-is-back/",
        "excerpt": "The island has its ferry again.",
        "email_only": False,
        **changes,
    }


def ghost_body(
    event: str | None,
    current: dict[str, Any],
    previous: dict[str, Any] | None = None,
    kind: str = "post",
) -> bytes:
    """Return the body of an event. Without a name, it is that of a version that sends none."""
    named = {"event": event} if event else {}
    body = {**named, kind: {"current": current, "previous": previous or {}}}
    return json.dumps(body, separators=(",", ":")).encode()
