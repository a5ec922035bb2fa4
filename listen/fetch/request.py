"""A request to another server, and the answer. Apart from the client, so that neither loads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message

FETCH_TIMEOUT = 15.0
"""Seconds for a request, from the first look-up to the last byte, redirects included."""

MAX_RESOURCE_BYTES = 20_000_000
"""Default limit of a body. A sitemap with 50,000 URLs may have 10 MB and more."""


@dataclass(frozen=True)
class Request:
    """An HTTP request."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    timeout: float = FETCH_TIMEOUT
    """Seconds."""
    max_bytes: int = MAX_RESOURCE_BYTES
    """Limit of the answer's body. With 0, the body is not read."""


@dataclass(frozen=True)
class Resource:
    """The answer to a request."""

    url: str
    """After redirects."""
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names are in lower case. Values of a repeated header are joined by a comma."""
    body: bytes = b""
    """Decompressed."""

    @property
    def media_type(self) -> str:
        """Return it in lower case, without parameters; an empty string if none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The parameter of Content-Type; an empty string if there is none."""
        message = Message()
        message["Content-Type"] = self.headers.get("content-type", "")
        return str(message.get_param("charset") or "")
