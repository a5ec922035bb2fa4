"""A downloaded document, and the function that downloads one."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Download:
    """The response to a GET request, with its body as it was sent."""

    url: str
    """After redirects."""
    body: bytes
    media_type: str = ""
    """The media type in lower case, without parameters."""
    charset: str = ""
    """The parameter of Content-Type."""
    status: int = 200


Fetch = Callable[[str], Download]
"""Downloads a URL. It returns responses of any status, follows redirects, and raises its own errors
if there is no response."""
