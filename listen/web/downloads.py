"""Counts the download of a podcast episode that a request asks for."""

from flask import request

from listen.plays.downloads import Episode
from listen.web.client_address import client_address
from listen.web.http.file import OnSent
from listen.web.opt_out import has_opted_out
from listen.web.services import services

_PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""Headers of requests that load ahead of a click."""


def count_sent(episode: Episode) -> OnSent | None:
    """Return what `send_representation` tells the sent bytes; None if they do not count."""
    site = services().sites.find(episode.site)
    is_counted = site is not None and site.plays
    if not is_counted or request.method != "GET" or has_opted_out() or _is_ahead():
        return None
    downloads, address = services().downloads, client_address()
    user_agent = request.headers.get("User-Agent", "")
    return lambda sent: downloads.record_download(episode, address, user_agent, sent)


def _is_ahead() -> bool:
    """Return whether nobody has asked for the file yet."""
    values = (request.headers.get(name, "").lower() for name in _PURPOSES)
    return any(word in value for value in values for word in ("prefetch", "preview", "prerender"))
