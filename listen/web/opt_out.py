"""Readers who do not want to be counted, as their browsers say."""

from flask import request


def has_opted_out() -> bool:
    """Return whether the request has Global Privacy Control or Do Not Track.

    https://www.w3.org/TR/gpc/, https://www.w3.org/TR/tracking-dnt/
    """
    return any(request.headers.get(name, "").strip() == "1" for name in ("Sec-GPC", "DNT"))
