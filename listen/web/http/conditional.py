"""What to answer to a conditional or partial GET of a finished file (RFC 9110, sections 13 and 14).

The protocol alone: nothing here opens a file. Werkzeug's own answers differ: 416 to several ranges
and to a suffix longer than the file, a weak entity tag accepted in If-Range, `If-Match: *` failed,
and a crash on a date whose offset is huge.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from werkzeug.datastructures import Headers
from werkzeug.exceptions import PreconditionFailed, RequestedRangeNotSatisfiable
from werkzeug.http import http_date

LONGEST_RANGE = 4096
"""Characters of a Range header; a longer one is ignored, as section 14.2 allows. It bounds the
number of ranges, and keeps every position under the 4300 digits that `int` accepts."""

_ENTITY_TAG = re.compile(r'(?<![^\s,])(?:W/)?"[^"]*"')
_BYTE_RANGE = re.compile(r"(?P<first>[0-9]+)-(?P<last>[0-9]*)|-(?P<suffix>[0-9]+)")
_DATE_FORMATS = (  # section 5.6.7: the current form, and two obsolete ones still to be accepted
    "%a, %d %b %Y %H:%M:%S GMT",
    "%A, %d-%b-%y %H:%M:%S GMT",
    "%a %b %d %H:%M:%S %Y",
)


@dataclass(frozen=True)
class Representation:
    """A finished file as its clients and their caches know it."""

    size: int  # bytes
    etag: str  # strong, in its quotes
    last_modified: int  # Unix time, seconds
    content_type: str
    cache_control: str


@dataclass(frozen=True)
class Answer:
    """What to send: `window` is the bytes of the file that make the body, empty for no body."""

    status: int
    headers: dict[str, str]
    window: range


def decide(method: str, headers: Headers, representation: Representation, start: int = 0) -> Answer:
    """The answer to a GET or HEAD, in the order of section 13.2.2.

    The answer to another method, such as a POST that asks for audio, is the whole file: conditions
    and ranges are about the resource that was asked for, which the file is not.

    The whole file is what comes from the byte `start` on, which may be nothing: then without what
    would have a cache or a client take the bytes of this body for those of the file.

    Raises PreconditionFailed (412) and RequestedRangeNotSatisfiable (416, with the size that
    Content-Range must tell).
    """
    if method not in ("GET", "HEAD"):
        headers = Headers()
    if not _is_the_expected(representation, headers):
        raise PreconditionFailed
    fields = {
        "Accept-Ranges": "bytes",
        "Cache-Control": representation.cache_control,
        "ETag": representation.etag,
    }
    if _is_held_by_client(representation, headers):
        return Answer(304, fields, range(0))

    window = _requested_window(representation, headers) if method == "GET" else None
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


def _is_the_expected(representation: Representation, headers: Headers) -> bool:
    """If-Match, or else If-Unmodified-Since (sections 13.1.1 and 13.1.4)."""
    if (tags := headers.get("If-Match")) is not None:
        return _is_any(tags) or representation.etag in _ENTITY_TAG.findall(tags)
    date = _parse_date(headers.get("If-Unmodified-Since"))
    return date is None or representation.last_modified <= date


def _is_held_by_client(representation: Representation, headers: Headers) -> bool:
    """If-None-Match, or else If-Modified-Since (sections 13.1.2 and 13.1.3)."""
    if (tags := headers.get("If-None-Match")) is not None:
        held = {tag.removeprefix("W/") for tag in _ENTITY_TAG.findall(tags)}
        return _is_any(tags) or representation.etag in held
    date = _parse_date(headers.get("If-Modified-Since"))
    return date is not None and representation.last_modified <= date


def _is_any(tags: str) -> bool:
    return tags.strip() == "*"


def _requested_window(representation: Representation, headers: Headers) -> range | None:
    """The one range to send, or None for the whole file.

    Ranges that stay apart get the whole file too (section 14.2): players ask for one, and a
    multipart body would cost more than it saves.
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
    """Section 13.1.5: only the same strong tag or the very same date will do."""
    if if_range is None or if_range == representation.etag:
        return True
    return _parse_date(if_range) == representation.last_modified


def parse_range(header: str, size: int) -> list[range] | None:
    """The parts of a file of `size` bytes that a Range header asks for (section 14.1.2).

    In the file's order, with what overlaps or touches joined and what lies beyond the file's end
    left out: an empty list is unsatisfiable. None for a header that is to be ignored.
    """
    unit, _, specs = header.partition("=")
    if unit.lower() != "bytes" or len(header) > LONGEST_RANGE:
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
    return _joined(window for window in windows if window) if windows else None


def _joined(windows: Iterable[range]) -> list[range]:
    joined: list[range] = []
    for window in sorted(windows, key=lambda window: window.start):
        if joined and window.start <= joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, window.stop))
        else:
            joined.append(window)
    return joined


def _parse_date(value: str | None) -> int | None:
    """Unix time of an HTTP date, None for anything else, which is to be ignored."""
    if not value:
        return None
    for date_format in _DATE_FORMATS:
        with suppress(ValueError):
            return int(datetime.strptime(value, date_format).replace(tzinfo=UTC).timestamp())
    return None
