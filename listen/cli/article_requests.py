"""The requests for the audio of an article that was found: with and without registering it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from listen.cli.client import Client, ClientError, is_pending
from listen.cli.find_articles import FoundArticle
from listen.cli.responses import ErrorFields

_T = TypeVar("_T")
_MAX_WAIT = 60.0
"""Seconds that a busy server may ask to wait."""
_MAX_ATTEMPTS = 10
_NO_ARTICLE = ("no_article_found", "empty_article")
_URL_NOT_ALLOWED = "url_not_allowed"


@dataclass(frozen=True)
class RequestState:
    """The state of a requested article."""

    state: str
    """pending, finished, held or failed."""
    error: ErrorFields | None = None


class Requests(Protocol):
    """A way to request the audio of articles."""

    def request(self, article: FoundArticle) -> tuple[str, bool]:
        """Request the audio. Return a handle for `poll`, and whether the audio is pending.

        Raises ClientError.
        """

    def poll(self, handle: str) -> RequestState:
        """Return the state of a request. Raises ClientError."""


class AudioRequests:
    """Requests by POST /v1/audio. Nothing is registered: equal texts have one audio."""

    def __init__(self, client: Client, fields: dict[str, Any]) -> None:
        self._client = client
        self._fields = fields

    def request(self, article: FoundArticle) -> tuple[str, bool]:
        audio = first_allowed(self._client.request_audio, article.audio_requests(), self._fields)
        return audio["key"], is_pending(audio)

    def poll(self, handle: str) -> RequestState:
        audio = self._client.get_audio(handle)
        if is_pending(audio):
            return RequestState("pending")
        return RequestState("failed" if audio["error"] else "finished", audio["error"])


class ArticleRequests:
    """Requests by PUT /v1/articles/SOURCE_ID, which registers the articles for their pages."""

    def __init__(self, client: Client, fields: dict[str, Any]) -> None:
        self._client = client
        self._fields = fields

    def request(self, article: FoundArticle) -> tuple[str, bool]:
        found = self._client.put_article(article.id, article.fields | self._fields)
        return article.id, found["state"] == "pending"

    def poll(self, handle: str) -> RequestState:
        article = self._client.get_article(handle)
        states = {"ready": "finished", "withdrawn": "finished"}
        return RequestState(states.get(article["state"], article["state"]), article["error"])


def first_allowed(
    send: Callable[[dict[str, Any]], _T], bodies: list[dict[str, Any]], fields: dict[str, Any]
) -> _T:
    """Send the first body whose page the server does not refuse to fetch. Raises ClientError."""
    *alternatives, last = bodies
    for body in alternatives:
        try:
            return send(body | fields)
        except ClientError as error:
            if error.code != _URL_NOT_ALLOWED:
                raise
    return send(last | fields)


def patiently(send: Callable[[], _T]) -> _T:
    """Send a request again as long as the server is busy and says when to come back.

    Raises ClientError.
    """
    for _ in range(_MAX_ATTEMPTS):
        try:
            return send()
        except ClientError as error:
            if error.retry_after is None or error.retry_after > _MAX_WAIT:
                raise
            time.sleep(error.retry_after)
    return send()


def is_no_article(error: ClientError, article: FoundArticle) -> bool:
    """Return whether the server found no article in a page that a list or a folder names."""
    is_page = "text" not in article.fields and not article.is_named
    return is_page and error.code in _NO_ARTICLE
