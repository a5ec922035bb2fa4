"""Has nginx send a finished file, after this process has checked the request (X-Accel-Redirect).

nginx says that it can with the header X-Sendfile-Type, as proxies do for Rack. So a request that
reaches this process otherwise gets the bytes themselves.
"""

import re

from werkzeug.datastructures import Headers

from listen.web.http.conditional import IMMUTABLE, Answer

REMEMBERED_SECONDS = 10
"""Seconds for which nginx may send a public file without asking again (X-Accel-Expires)."""

_OFFER = "X-Sendfile-Type"
_ACCEL = "X-Accel-Redirect"
_OURS = ("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since")
"""Conditions on the ETag and Last-Modified of this process. nginx has others of its own."""
_RANGE = re.compile(r"bytes=(?:[0-9]{1,15}-[0-9]{0,15}|-[0-9]{1,15})")
"""The range header that nginx understands as `conditional.parse_range` does."""
_OF_NGINX = ("Accept-Ranges", "Content-Length", "Content-Range")
"""Headers that nginx computes from the file and the range of the request."""


def is_for_nginx(method: str, headers: Headers, answer: Answer) -> bool:
    """Return whether nginx is there and would answer exactly like this process."""
    if method not in ("GET", "HEAD") or headers.get(_OFFER, "").lower() != _ACCEL.lower():
        return False
    if any(name in headers for name in _OURS):
        return False
    if answer.status == 206:
        is_by_date = not headers.get("If-Range", '"').startswith('"')
        return bool(_RANGE.fullmatch(headers.get("Range", ""))) and not is_by_date
    return answer.status == 200 and "Range" not in headers


def redirect_headers(answer: Answer, location: str) -> dict[str, str]:
    """Return the headers of a response without body that names the file by its location.

    A file that not everybody may have is checked at each request.
    """
    fields = {name: value for name, value in answer.headers.items() if name not in _OF_NGINX}
    if fields.get("Cache-Control") == IMMUTABLE:
        fields["X-Accel-Expires"] = str(REMEMBERED_SECONDS)
    return {**fields, _ACCEL: location}
