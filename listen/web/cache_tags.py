"""Surrogate keys: the names by which a cache forgets what belongs to an audio, or a site's feeds.

Fastly and Varnish know them as `Surrogate-Key`, Cloudflare and others as `Cache-Tag`.
"""

from flask import Flask, Response, g

_NAME = "cache_tag"


def tag_response(name: str) -> None:
    """Name what the response of the current request depends on: the key of an audio, or a feed."""
    setattr(g, _NAME, name)


def add_cache_tags(app: Flask) -> None:
    """Make the application name to caches what a response depends on."""

    def add(response: Response) -> Response:
        if name := g.get(_NAME):
            response.headers["Surrogate-Key"] = name
            response.headers["Cache-Tag"] = name
        return response

    app.after_request(add)
