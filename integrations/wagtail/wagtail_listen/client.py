"""Sends articles to a Listen server: PUT and DELETE /v1/articles/ID."""

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote

from wagtail_listen.conf import listen_settings

_TIMEOUT = 30
"""Seconds."""


class ListenError(Exception):
    """The server did not accept an article."""

    def __init__(self, message: str, status: int = 0, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        """0: no server responded."""
        self.code = code

    @property
    def may_pass(self) -> bool:
        """Return whether the same request may succeed later."""
        return self.status in (0, 408, 429) or self.status >= 500


def put_article(article_id: str, fields: dict[str, Any]) -> None:
    """Register an article. Raises ListenError."""
    _send("PUT", article_id, fields)


def delete_article(article_id: str) -> None:
    """Withdraw an article; one that is unknown is withdrawn already. Raises ListenError."""
    try:
        _send("DELETE", article_id)
    except ListenError as error:
        if error.status not in (404, 410):
            raise


def _send(method: str, article_id: str, fields: dict[str, Any] | None = None) -> None:
    settings = listen_settings()
    request = urllib.request.Request(
        f"{settings.server.rstrip('/')}/v1/articles/{quote(article_id, safe='')}",
        None if fields is None else json.dumps(fields).encode(),
        {"Authorization": f"Bearer {settings.key}", "Content-Type": "application/json"},
        method=method,
    )
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT):
            return
    except urllib.error.HTTPError as error:
        problem = _problem(error)
        message = problem.get("detail", f"The server answered with {error.code}.")
        raise ListenError(message, error.code, problem.get("code", "")) from None
    except OSError as error:
        raise ListenError(f"No server responds at {settings.server}: {error}") from None


def _problem(error: urllib.error.HTTPError) -> dict[str, str]:
    try:
        problem = json.load(error)
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}
