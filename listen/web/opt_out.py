"""Readers who do not want to be counted, as their browsers say."""

from urllib.parse import urlsplit

from flask import request


def has_opted_out() -> bool:
    """Return whether the request has Global Privacy Control or Do Not Track.

    https://www.w3.org/TR/gpc/, https://www.w3.org/TR/tracking-dnt/
    """
    return any(request.headers.get(name, "").strip() == "1" for name in ("Sec-GPC", "DNT"))


def is_of_editor() -> bool:
    """Return whether the request comes from a page of the newsroom. Editors are not counted."""
    path = urlsplit(request.referrer or "").path
    return f"{path}/".startswith(f"{request.root_path}/newsroom/")
