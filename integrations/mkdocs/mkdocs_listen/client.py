"""Sends articles to a Listen server: PUT /v1/articles/ID."""

import json
import time
import urllib.error
import urllib.request
from urllib.parse import quote, urlsplit

_TIMEOUT = 60
"""Seconds."""
_ATTEMPTS = 5
_MAX_PAUSE = 60
"""Seconds that a busy server may ask to wait."""
_NO_ARTICLE = ("no_article_found", "empty_article")


class ListenError(Exception):
    """An article cannot be registered; the message says why."""


def article_id(url: str) -> str:
    """Return the id of the page at a URL, as `listen pregenerate` makes it: "a.example:guide"."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/").replace("/", ":")


def put_article(server: str, key: str, url: str, html: str) -> bool:
    """Register an article. Return whether the page has one. Raises ListenError."""
    request = urllib.request.Request(
        f"{server}/v1/articles/{quote(article_id(url), safe='')}",
        json.dumps({"html": html, "url": url}).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        method="PUT",
    )
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT):
                return True
        except urllib.error.HTTPError as error:
            pause = error.headers.get("Retry-After", "")
            if attempt < _ATTEMPTS and pause.isdecimal() and int(pause) <= _MAX_PAUSE:
                time.sleep(int(pause))
                continue
            problem = _problem(error)
            if problem.get("code") in _NO_ARTICLE:
                return False
            reason = problem.get("detail", f"The server answered with {error.code}.")
            raise ListenError(reason) from None
        except OSError as error:
            raise ListenError(f"No server responds at {server}: {error}") from None
    return False


def _problem(error: urllib.error.HTTPError) -> dict[str, str]:
    try:
        problem = json.load(error)
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}
