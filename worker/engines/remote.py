"""HTTP client for a speech service: verifies TLS, has a total timeout, obeys a circuit breaker."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from worker.breaker import Breaker
from worker.errors import EngineError, EngineUnavailable

log = logging.getLogger(__name__)

_CONNECT_TIMEOUT = 5.0
_MAX_BYTES = 64 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024

_RATE_LIMITED = 429
_TRANSIENT = (408, 425)
"""Statuses below 500 that do not depend on the request itself."""


@dataclass(frozen=True)
class Reply:
    """The response of a service."""

    content: bytes
    content_type: str
    """Header Content-Type, which may be wrong; empty if there is none."""


class Remote:
    """One URL of a speech service. Safe to use from several threads."""

    def __init__(
        self, service: str, url: str, breaker: Breaker, connections: int, timeout: float
    ) -> None:
        """`timeout` is in seconds, from the connection to the last byte of the response.

        `connections` is the size of the connection pool.
        """
        self._service = service
        self._url = url
        self._breaker = breaker
        self._timeout = timeout
        self._session = requests.Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=connections))

    def post(self, headers: Mapping[str, str], **body: Any) -> Reply:
        """Send a request and return the response.

        `body` is `data` or `json`, as requests takes them. Raises EngineUnavailable if a later
        attempt may succeed, else EngineError.
        """
        epoch = self._breaker.enter()
        try:
            with self._session.post(
                self._url,
                headers=headers,
                # Without it, requests would take credentials from ~/.netrc.
                auth=lambda request: request,
                timeout=(_CONNECT_TIMEOUT, self._timeout),
                # Google redirects clients that it limits; no other service should redirect.
                allow_redirects=False,
                stream=True,
                **body,
            ) as response:
                content = self._read_body(response)
        except requests.RequestException as error:
            self._breaker.failed(epoch)
            log.warning("%s: %s", self._service, error)
            raise EngineUnavailable(f"{self._service} does not answer.") from error
        except EngineUnavailable:
            self._breaker.failed(epoch)
            raise
        self._check_status(response, content, epoch)
        return Reply(content, response.headers.get("Content-Type", ""))

    def degraded(self) -> str:
        """Return why no requests are sent now; empty if they are."""
        seconds = self._breaker.remaining()
        return (
            f"{self._service} did not answer; next attempt in {seconds:.0f} s." if seconds else ""
        )

    def close(self) -> None:
        self._session.close()

    def _read_body(self, response: requests.Response) -> bytes:
        """Raises EngineUnavailable beyond the timeout or _MAX_BYTES."""
        deadline = time.monotonic() + self._timeout
        body = bytearray()
        for chunk in response.iter_content(_CHUNK_BYTES):
            body += chunk
            if time.monotonic() > deadline or len(body) > _MAX_BYTES:
                raise EngineUnavailable(
                    f"{self._service} sent more than {_MAX_BYTES >> 20} MB or took more than "
                    f"{self._timeout:.0f} s."
                )
        return bytes(body)

    def _check_status(self, response: requests.Response, content: bytes, epoch: int) -> None:
        status = response.status_code
        if status < 300:
            self._breaker.succeeded(epoch)
            return
        log.warning("%s returned %d: %s", self._service, status, _excerpt(response, content))
        if status == _RATE_LIMITED or status < 400:
            retry_after = _parse_retry_after(response.headers.get("Retry-After", ""))
            self._breaker.rate_limited(epoch, retry_after)
            raise EngineUnavailable(f"{self._service} limits its callers: {status}.", retry_after)
        if status >= 500 or status in _TRANSIENT:
            self._breaker.failed(epoch)
            raise EngineUnavailable(f"{self._service} cannot answer now: {status}.")
        self._breaker.succeeded(epoch)
        raise EngineError(f"{self._service} refused the request: {status}.")


def _excerpt(response: requests.Response, content: bytes) -> bytes:
    """Return the beginning of an error for the log. Some services repeat the key in it."""
    _, _, key = response.request.headers.get("Authorization", "").partition(" ")
    return (content.replace(key.encode(), b"[key]") if key else content)[:200]


def _parse_retry_after(header: str) -> float:
    """Return the seconds of a Retry-After header (RFC 9110, 10.2.3); 0 if invalid or empty."""
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(parsedate_to_datetime(header).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError):
        return 0.0
