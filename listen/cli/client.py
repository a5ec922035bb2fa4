"""A client of the HTTP API, for the commands that talk to a server.

ClientError    the message to print, and whether no server was reached
"""

import json
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urljoin

import requests
from rich.console import Console

from audio_cache.atomic_file import atomic_file
from listen.cli.responses import Article, Audio, Preview, Voices

CONSOLE = Console(stderr=True, highlight=False)
PROGRESS_OPTIONS: dict[str, Any] = {
    "console": CONSOLE,
    "transient": True,
    "disable": not CONSOLE.is_terminal,
}
"""Progress bars appear in a terminal only, so that cron has no output to mail."""

_TIMEOUT = (3.0, 60.0)
"""Seconds to connect, and to wait for a response."""


class ClientError(Exception):
    """A request failed. `is_unreachable`: no Listen server responded."""

    def __init__(
        self,
        message: str,
        is_unreachable: bool = False,
        code: str = "",
        retry_after: float | None = None,
    ) -> None:
        """`code` is that of the server's problem, and `retry_after` is in seconds."""
        super().__init__(message)
        self.is_unreachable = is_unreachable
        self.code = code
        self.retry_after = retry_after

    @property
    def is_refusal(self) -> bool:
        """Return whether the server refuses the client, and would refuse its further requests."""
        return self.code in ("unauthorized", "forbidden")


def is_pending(audio: Audio) -> bool:
    """Return whether the audio is still queued or being generated."""
    return audio["state"] in ("queued", "started")


class Client:
    """A client of one server. Methods raise ClientError."""

    def __init__(self, server: str, key: str | None = None) -> None:
        self._server = server.rstrip("/")
        self._session = requests.Session()
        if key:
            self._session.auth = _BearerKey(key)

    def request_audio(self, fields: dict[str, Any]) -> Audio:
        """Request the audio of an article."""
        return cast(Audio, self._post("v1/audio", fields))

    def put_article(self, source_id: str, fields: dict[str, Any]) -> Article:
        """Register an article of the key's site, and request its audio."""
        return cast(Article, self._send_json("PUT", _article_path(source_id), fields))

    def get_article(self, source_id: str) -> Article:
        """Return a registered article."""
        return cast(Article, _json(self._send("GET", _article_path(source_id))))

    def preview(self, fields: dict[str, Any]) -> Preview:
        """Return a preview of an article."""
        return cast(Preview, self._post("v1/preview", fields))

    def get_audio(self, key: str) -> Audio:
        """Return the audio, or the one of a fallback voice that supersedes it."""
        audio = _json(self._send("GET", f"v1/audio/{key}"))
        if "superseded_by" in audio:
            return self.get_audio(audio["superseded_by"])
        return cast(Audio, audio)

    def voices(self) -> Voices:
        """Return the voices, and the engines that are unavailable or degraded."""
        return cast(Voices, _json(self._send("GET", "v1/voices")))

    def is_healthy(self) -> bool:
        """Return whether the web process answers a health check."""
        try:
            return bool(_json(self._send("GET", "healthz")).get("status") == "ok")
        except ClientError:
            return False

    def download(self, link: str, output: Path) -> bool:
        """Download a link of a resource to a file, which is replaced atomically.

        Return whether the response is final: not a live stream, whose header may lack the length.
        """
        response = self._send("GET", link, stream=True)
        try:
            with atomic_file(output) as file:
                for chunk in response.iter_content(1 << 16):
                    file.write(chunk)
        except requests.RequestException as error:
            raise ClientError(f"The download was interrupted: {error}.") from None
        except OSError as error:
            raise ClientError(f"Cannot write {output}: {error.strerror}.") from None
        return "immutable" in response.headers.get("Cache-Control", "")

    def _post(self, path: str, fields: dict[str, Any]) -> dict[str, Any]:
        return self._send_json("POST", path, fields)

    def _send_json(self, method: str, path: str, fields: dict[str, Any]) -> dict[str, Any]:
        text = json.dumps(fields, ensure_ascii=False)
        # Arguments that the locale cannot decode are strings with surrogates (PEP 383).
        body = text.encode(errors="surrogateescape").decode(errors="replace").encode()
        headers = {"Content-Type": "application/json"}
        return _json(self._send(method, path, data=body, headers=headers))

    def _send(self, method: str, path: str, **arguments: Any) -> requests.Response:
        try:
            response = self._session.request(
                method, urljoin(f"{self._server}/", path), timeout=_TIMEOUT, **arguments
            )
        except ValueError:  # of urljoin, or MissingSchema, InvalidSchema, InvalidURL
            raise ClientError(
                "The server must be an http or https URL such as http://127.0.0.1:8000, "
                f"got {self._server[:80]!r}.",
                is_unreachable=True,
            ) from None
        except requests.ReadTimeout:
            raise ClientError(
                f"{self._server} did not respond within {_TIMEOUT[1]:.0f} seconds."
            ) from None
        except requests.RequestException:
            raise ClientError(
                f"No server responds at {self._server}. Start one with `listen up`, or pass its "
                "URL with --server.",
                is_unreachable=True,
            ) from None
        if not response.ok:
            raise _error(response)
        return response


def _json(response: requests.Response) -> dict[str, Any]:
    try:
        return cast(dict[str, Any], response.json())
    except ValueError:
        raise ClientError(
            f"{response.url} is not a Listen server: its response is not JSON. "
            "Pass the URL of a Listen server with --server.",
            is_unreachable=True,
        ) from None


def _error(response: requests.Response) -> ClientError:
    header = response.headers.get("Retry-After", "")
    retry_after = float(header) if header.isdecimal() else None
    try:
        problem = response.json()
        message = f"{problem['detail']} ({problem['code']})"
        return ClientError(message, code=str(problem["code"]), retry_after=retry_after)
    except (ValueError, KeyError, TypeError):
        message = f"The server answered with {response.status_code} {response.reason}."
        return ClientError(message, retry_after=retry_after)


def _article_path(source_id: str) -> str:
    return f"v1/articles/{quote(source_id, safe='')}"


class _BearerKey(requests.auth.AuthBase):
    """Sends the API key. As a header of the session, a password in .netrc would replace it."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._key}"
        return request
