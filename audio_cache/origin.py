"""The request that a job comes from: it follows the job through Redis to the worker.

The web sets it for each request, a worker for each job. Log lines and spans show it.
"""

import json
import os
import re
from contextvars import ContextVar
from dataclasses import dataclass

_REQUEST_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{7,63}")
_TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


@dataclass(frozen=True)
class Origin:
    """Ids of a request."""

    request_id: str = ""
    """Empty: no request, for example periodic work."""
    traceparent: str = ""
    """Its span, as W3C Trace Context has it; empty if it is not traced."""

    def to_json(self) -> str:
        """Return the JSON of the ids that are not empty; an empty string without any."""
        fields = {name: value for name, value in vars(self).items() if value}
        return json.dumps(fields) if fields else ""

    @classmethod
    def from_json(cls, text: str) -> "Origin":
        """Read the JSON of `to_json`. Ids of a later version are ignored."""
        ids = json.loads(text) if text else {}
        return cls(ids.get("request_id", ""), ids.get("traceparent", ""))


NO_ORIGIN = Origin()

current_origin: ContextVar[Origin] = ContextVar("origin", default=NO_ORIGIN)


def new_request_id() -> str:
    """Return 32 hexadecimal digits."""
    return os.urandom(16).hex()


def is_request_id(text: str) -> bool:
    """Return whether a client's id is short and has no character that could harm a log."""
    return bool(_REQUEST_ID.fullmatch(text))


def is_traceparent(text: str) -> bool:
    """Return whether a text is a `traceparent` of version 00."""
    return bool(_TRACEPARENT.fullmatch(text))
