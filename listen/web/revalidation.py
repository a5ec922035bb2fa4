"""Answers that caches keep, and ask for again at each use."""

from flask import Response, request


def revalidated(response: Response) -> Response:
    """Give the response an ETag, and return 304 to a client that has it."""
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
