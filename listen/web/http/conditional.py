"""Conditional requests and range requests for a finished file (RFC 9110, sections 13 and 14).

This is the protocol only: no file is opened here. Werkzeug's implementation has faults: it answers
several ranges and a suffix longer than the file with 416, accepts a weak entity tag in If-Range,
fails `If-Match: *`, and crashes on a date with a huge offset.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from werkzeug.datastructures import Headers
from werkzeug.exceptions import PreconditionFailed, RequestedRangeNotSatisfiable
from werkzeug.http import http_date

MAX_RANGE_LENGTH = 4096
"""Characters of a Range header. A longer one is ignored, as section 14.2 allows. This limits the
number of ranges, and keeps every position below the 4300 digits that `int` accepts."""

IMMUTABLE = "public, max-age=31536000, immutable"
"""Cache-Control of a representation that never changes: its URL contains a checksum."""

_ENTITY_TAG = re.compile(r'(?<![^\s,])(?:W/)?"[^"]*"')
_BYTE_RANGE = re.compile(r"(?P<first>[0-9]+)-(?P<last>[0-9]*)|-(?P<suffix>[0-9]+)")
_DATE_FORMATS = (  # section 5.6.7: the current format, and two obsolete ones to be accepted
    "%a, %d %b %Y %H:%M:%S GMT",
    "%A, %d-%b-%y %H:%M:%S GMT",
    "%a %b %d %H:%M:%S %Y",
)


@dataclass(frozen=True)
class Representation:
    """The metadata of a finished file that clients and caches see."""

    size: int  # bytes
    etag: str  # strong, in its quotes
    last_modified: int  # Unix time, seconds
    content_type: str
    cache_control: str


@dataclass(frozen=True)
class Answer:
    """Status, headers and body. `window` is the byte range of the body, empty for no body."""

    status: int
    headers: dict[str, str]
    window: range


def evaluate(
    method: str, headers: Headers, representation: Representation, start: int = 0
) -> Answer:
    """Return the answer to a request, with preconditions in the order of section 13.2.2.

    Methods other than GET and HEAD get the whole file: a POST that requests audio is about another
    resource, so its conditions and ranges do not apply to the file.

    `start` is the first byte of a whole file. From the end on, the body is empty and a range is
    ignored: a client that resumes there has all of the file. Such a response has no ETag and must
    not be cached, because its bytes are not those of the file.

    Raises PreconditionFailed (412), and RequestedRangeNotSatisfiable (416) with the size of the
    file for its Content-Range.
    """
    if method not in ("GET", "HEAD"):
        headers = Headers()
    if not _precondition_holds(representation, headers):
        raise PreconditionFailed
    fields = {
        "Accept-Ranges": "bytes",
        "Cache-Control": representation.cache_control,
        "ETag": representation.etag,
    }
    if _is_not_modified(representation, headers):
        return Answer(304, fields, range(0))

    is_ranged = method == "GET" and start < representation.size
    window = _requested_window(representation, headers) if is_ranged else None
    rest = range(min(start, representation.size), representation.size)
    status, content = (200, rest) if window is None else (206, window)
    if start and window is None:
        fields = {"Accept-Ranges": "none", "Cache-Control": "no-store"}
    fields["Content-Length"] = str(len(content))
    fields["Content-Type"] = representation.content_type
    fields["Last-Modified"] = http_date(representation.last_modified)
    if status == 206:
        last = content.stop - 1
        fields["Content-Range"] = f"bytes {content.start}-{last}/{representation.size}"
    return Answer(status, fields, range(0) if method == "HEAD" else content)


def _precondition_holds(representation: Representation, headers: Headers) -> bool:
    """Evaluate If-Match, else If-Unmodified-Since (sections 13.1.1 and 13.1.4)."""
    if (tags := headers.get("If-Match")) is not None:
        return _is_any(tags) or representation.etag in _ENTITY_TAG.findall(tags)
    date = _parse_date(headers.get("If-Unmodified-Since"))
    return date is None or representation.last_modified <= date


def _is_not_modified(representation: Representation, headers: Headers) -> bool:
    """Evaluate If-None-Match, else If-Modified-Since (sections 13.1.2 and 13.1.3)."""
    if (tags := headers.get("If-None-Match")) is not None:
        tags_of_client = {tag.removeprefix("W/") for tag in _ENTITY_TAG.findall(tags)}
        return _is_any(tags) or representation.etag in tags_of_client
    date = _parse_date(headers.get("If-Modified-Since"))
    return date is not None and representation.last_modified <= date


def _is_any(tags: str) -> bool:
    return tags.strip() == "*"


def _requested_window(representation: Representation, headers: Headers) -> range | None:
    """Return the range to send, or None for the whole file.

    Several disjoint ranges get the whole file, as section 14.2 allows. Players request one range,
    so multipart/byteranges would cost more than it saves.
    """
    if not _range_still_applies(representation, headers.get("If-Range")):
        return None
    windows = parse_range(headers.get("Range", ""), representation.size)
    if windows is None or len(windows) > 1:
        return None
    if not windows:
        raise RequestedRangeNotSatisfiable(length=representation.size)
    return windows[0]


def _range_still_applies(representation: Representation, if_range: str | None) -> bool:
    """Evaluate If-Range (section 13.1.5): the strong tag or the date must be exactly the same."""
    if if_range is None or if_range == representation.etag:
        return True
    return _parse_date(if_range) == representation.last_modified


def parse_range(header: str, size: int) -> list[range] | None:
    """Return the ranges of a file of `size` bytes that a Range header requests (section 14.1.2).

    They are sorted; overlapping and adjacent ranges are merged, and ranges beyond the end are
    dropped. An empty list is unsatisfiable. Return None for a header that must be ignored.
    """
    unit, _, specs = header.partition("=")
    if unit.lower() != "bytes" or len(header) > MAX_RANGE_LENGTH:
        return None
    windows = []
    for spec in filter(None, (spec.strip(" \t") for spec in specs.split(","))):
        found = _BYTE_RANGE.fullmatch(spec)
        if found is None:
            return None
        first, last, suffix = found.group("first", "last", "suffix")
        if last and int(last) < int(first):
            return None
        if suffix:
            windows.append(range(max(0, size - int(suffix)), size))
        else:
            windows.append(range(int(first), min(int(last) + 1, size) if last else size))
    return _merge(window for window in windows if window) if windows else None


def _merge(windows: Iterable[range]) -> list[range]:
    merged: list[range] = []
    for window in sorted(windows, key=lambda window: window.start):
        if merged and window.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(merged[-1].stop, window.stop))
        else:
            merged.append(window)
    return merged


def _parse_date(value: str | None) -> int | None:
    """Return the Unix time of an HTTP date; None for any other text, which must be ignored."""
    if not value:
        return None
    for date_format in _DATE_FORMATS:
        with suppress(ValueError):
            return int(datetime.strptime(value, date_format).replace(tzinfo=UTC).timestamp())
    return None
