"""A client of Ghost's Admin API, with the key of a custom integration.

The key of an integration may create, edit and delete webhooks of its own integration. It may not
list them, so their ids must be remembered.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import jwt
import requests

from audio_cache.excerpt import excerpt
from listen.publishing.ghost.errors import GhostError

_KEY = re.compile(r"([0-9a-f]{24}):([0-9a-f]{64})")
_ADMIN_PATH = re.compile(r"/ghost(?:[/#?].*)?\Z", re.DOTALL)
_TOKEN_LIFETIME = 300
"""Seconds; Ghost accepts no longer ones."""
_TIMEOUT = (5.0, 30.0)
"""Seconds to connect, and to wait for an answer."""


@dataclass(frozen=True)
class GhostSite:
    """Facts that Ghost tells about itself."""

    title: str
    url: str
    """URL of the site, without a slash at its end; its admin may be at another host."""
    version: str


@dataclass(frozen=True)
class Webhook:
    """A webhook as it is now."""

    id: str
    problem: str | None = None
    """Why its last delivery failed."""


def parse_ghost_url(url: str) -> str:
    """Return the URL of a site or of its admin pages, without the path of these.

    Raises GhostError.
    """
    try:
        parts = urlsplit(url)
        is_url = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_url = False
    if not is_url:
        raise GhostError(f"Ghost's URL must be like https://blog.example.org, got {excerpt(url)}.")
    return _ADMIN_PATH.sub("", url).rstrip("/")


class AdminApi:
    """The Admin API of one site. Methods raise GhostError."""

    def __init__(self, url: str, key: str) -> None:
        """`url` is that of the site, `key` an Admin API key. Raises GhostError."""
        found = _KEY.fullmatch(key.strip())
        if not found:
            raise GhostError(
                "The Admin API key must have 24 and 64 hexadecimal digits with a colon between. "
                "Copy it from Settings > Integrations > Add custom integration in Ghost."
            )
        self.url = parse_ghost_url(url)
        self.key_id = found[1]
        self.secret = bytes.fromhex(found[2])
        self._session = requests.Session()

    def site(self) -> GhostSite:
        """Return what Ghost tells about itself. The key is not checked."""
        site = self._send("GET", "site/")["site"]
        return GhostSite(str(site["title"]), str(site["url"]).rstrip("/"), str(site["version"]))

    def add_webhook(self, fields: Mapping[str, str]) -> Webhook | None:
        """Create a webhook. None if there is one for the same event and URL already."""
        response = self._request("POST", "webhooks/", fields)
        if response.status_code == 422 and "already" in _error_of(response).lower():
            return None
        return _webhook(self._body(response))

    def edit_webhook(self, webhook_id: str, fields: Mapping[str, str]) -> Webhook | None:
        """Change a webhook. None if the integration has none with this id."""
        response = self._request("PUT", f"webhooks/{quote(webhook_id, safe='')}/", fields)
        if response.status_code in (403, 404):
            return None
        return _webhook(self._body(response))

    def _send(self, method: str, path: str) -> dict[str, Any]:
        return self._body(self._request(method, path))

    def _request(
        self, method: str, path: str, webhook: Mapping[str, str] | None = None
    ) -> requests.Response:
        try:
            return self._session.request(
                method,
                f"{self.url}/ghost/api/admin/{path}",
                json={"webhooks": [dict(webhook)]} if webhook else None,
                headers={"Authorization": f"Ghost {self._token()}"},
                timeout=_TIMEOUT,
                allow_redirects=False,  # a redirected POST becomes a GET
            )
        except (requests.RequestException, ValueError) as error:
            raise GhostError(f"{self.url} cannot be reached: {_cause(error)}.") from None

    def _token(self) -> str:
        now = int(time.time())
        claims = {"iat": now, "exp": now + _TOKEN_LIFETIME, "aud": "/admin/"}
        return jwt.encode(claims, self.secret, algorithm="HS256", headers={"kid": self.key_id})

    def _body(self, response: requests.Response) -> dict[str, Any]:
        """Return the fields of an answer that Ghost gave to a request that it accepted."""
        if response.is_redirect:
            raise GhostError(
                f"{self.url} redirects to {response.headers['Location'][:200]}. "
                "Pass the URL at which Ghost answers itself."
            )
        if response.status_code in (401, 403):
            raise GhostError(f"Ghost refuses the Admin API key: {_error_of(response)}")
        try:
            body = response.json()
        except ValueError:
            body = None
        if response.ok and isinstance(body, dict):
            return body
        if isinstance(body, dict) and "errors" in body:
            raise GhostError(f"Ghost refuses the request: {_error_of(response)}")
        raise GhostError(
            f"There is no Ghost at {self.url}: the answer of its Admin API is "
            f"{response.status_code} {response.reason}, and not Ghost's."
        )


def _webhook(body: dict[str, Any]) -> Webhook:
    try:
        [webhook] = body["webhooks"]
        return Webhook(str(webhook["id"]), webhook.get("last_triggered_error"))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise GhostError(f"Ghost's answer has no webhook: {excerpt(body)}.") from None


def _error_of(response: requests.Response) -> str:
    """Return Ghost's own message, which ends with a full stop."""
    try:
        error = response.json()["errors"][0]
        parts = [error.get("message"), error.get("context")]
    except (ValueError, LookupError, TypeError, AttributeError):
        parts = [f"{response.status_code} {response.reason}"]
    text = " ".join(f"{str(part).rstrip('.')}." for part in parts if part)
    return text[:400]


def _cause(error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not valid"
    if isinstance(error, requests.Timeout):
        return "it does not answer in time"
    if isinstance(error, requests.ConnectionError):
        return "nothing answers at this address"
    return "the URL is not valid"
