"""Asks a speech service over HTTP: verified, in time, and not at all while its breaker is open."""

import logging
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from worker.breaker import Breaker
from worker.errors import EngineError, EngineUnavailable

log = logging.getLogger(__name__)

_CONNECT_SECONDS = 5.0
_MOST_BYTES = 64 * 1024 * 1024
_PIECE = 64 * 1024

_LIMITED = 429
_LATER = (408, 425)
"""Statuses below 500 that say nothing about the request itself."""


class Remote:
    """Any number of threads may ask."""

    def __init__(
        self, service: str, url: str, breaker: Breaker, connections: int, seconds: float
    ) -> None:
        """`seconds` is the longest that an answer may take, to its last byte."""
        self._service = service
        self._url = url
        self._breaker = breaker
        self._seconds = seconds
        self._session = requests.Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=connections))

    def post(self, headers: Mapping[str, str], **body: Any) -> bytes:
        """The answer's body; `body` as requests takes it: `data` or `json`.

        Raises EngineUnavailable where asking again later may help, else EngineError.
        """
        epoch = self._breaker.enter()
        try:
            with self._session.post(
                self._url,
                headers=headers,
                # Said here, because else it would come from the user's ~/.netrc.
                auth=lambda request: request,
                timeout=(_CONNECT_SECONDS, self._seconds),
                # Google sends whom it limits to another page; nobody else should move.
                allow_redirects=False,
                stream=True,
                **body,
            ) as response:
                answer = self._read(response)
        except requests.RequestException as error:
            self._breaker.failed(epoch)
            log.warning("%s: %s", self._service, error)
            raise EngineUnavailable(f"{self._service} does not answer.") from error
        except EngineUnavailable:
            self._breaker.failed(epoch)
            raise
        self._judge(response, answer, epoch)
        return answer

    def trouble(self) -> str:
        """Why it is not asked now; empty when it is."""
        seconds = self._breaker.remaining()
        return (
            f"{self._service} did not answer; it is asked again in {seconds:.0f} s."
            if seconds
            else ""
        )

    def close(self) -> None:
        self._session.close()

    def _read(self, response: requests.Response) -> bytes:
        """Raises EngineUnavailable for an answer that takes too long, or is too long."""
        deadline = time.monotonic() + self._seconds
        answer = bytearray()
        for piece in response.iter_content(_PIECE):
            answer += piece
            if time.monotonic() > deadline or len(answer) > _MOST_BYTES:
                raise EngineUnavailable(f"{self._service} does not come to an end.")
        return bytes(answer)

    def _judge(self, response: requests.Response, answer: bytes, epoch: int) -> None:
        status = response.status_code
        if status < 300:
            self._breaker.answered(epoch)
            return
        log.warning("%s answers %d: %s", self._service, status, answer[:200])
        if status == _LIMITED or status < 400:
            asked = _seconds(response.headers.get("Retry-After", ""))
            self._breaker.refused(epoch, asked)
            raise EngineUnavailable(f"{self._service} limits its callers: {status}.", asked)
        if status >= 500 or status in _LATER:
            self._breaker.failed(epoch)
            raise EngineUnavailable(f"{self._service} cannot answer now: {status}.")
        self._breaker.answered(epoch)
        raise EngineError(f"{self._service} refuses: {status}.")


def _seconds(retry_after: str) -> float:
    """Of a Retry-After header (RFC 9110, 10.2.3); 0 for none, or one that cannot be read."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(parsedate_to_datetime(retry_after).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError):
        return 0.0
