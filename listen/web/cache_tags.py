"""Surrogate keys: the names by which a cache forgets everything that belongs to an audio.

Fastly and Varnish know them as `Surrogate-Key`, Cloudflare and others as `Cache-Tag`.
"""

from flask import Flask, Response, g

_NAME = "audio_key"


def tag_response(key: str) -> None:
    """Name the audio that the response of the current request depends on."""
    setattr(g, _NAME, key)


def add_cache_tags(app: Flask) -> None:
    """Make the application name the audio of a response to caches."""

    def add(response: Response) -> Response:
        if key := g.get(_NAME):
            response.headers["Surrogate-Key"] = key
            response.headers["Cache-Tag"] = key
        return response

    app.after_request(add)
