import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from worker.breaker import FAILURE_THRESHOLD, Breaker
from worker.engines.remote import Remote
from worker.errors import EngineError, EngineUnavailable

FakeService = Any


@pytest.fixture
def breaker(redis: Redis) -> Breaker:
    return Breaker(redis, "service")


@pytest.fixture
def remote(echo: FakeService, breaker: Breaker) -> Iterator[Remote]:
    remote = Remote("The service", echo.url, breaker, 2, 120.0)
    yield remote
    remote.close()


def post(remote: Remote) -> bytes:
    return remote.post({"Content-Type": "text/plain"}, data=b"words").content


def test_the_whole_body_is_returned(remote: Remote) -> None:
    assert post(remote) == b"words"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_refusal_is_permanent_and_does_not_open_the_breaker(
    remote: Remote, echo: FakeService, status: int
) -> None:
    echo.status = status
    for _ in range(FAILURE_THRESHOLD + 1):
        with pytest.raises(
            EngineError, match=f"The service refused the request: {status}"
        ) as caught:
            post(remote)
        assert caught.type is EngineError
    assert len(echo.requests) == FAILURE_THRESHOLD + 1


@pytest.mark.parametrize("status", [408, 500, 502, 503])
def test_failures_open_the_breaker(remote: Remote, echo: FakeService, status: int) -> None:
    echo.status = status
    for _ in range(FAILURE_THRESHOLD + 3):
        with pytest.raises(EngineUnavailable):
            post(remote)
    assert len(echo.requests) == FAILURE_THRESHOLD


@pytest.mark.parametrize("status", [302, 429])
def test_a_rate_limit_opens_the_breaker_at_once(
    remote: Remote, echo: FakeService, status: int
) -> None:
    echo.status, echo.headers = status, {"Location": f"{echo.url}/sorry"}
    for _ in range(3):
        with pytest.raises(EngineUnavailable):
            post(remote)
    assert len(echo.requests) == 1


@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_sets_the_open_time(remote: Remote, echo: FakeService, as_date: bool) -> None:
    then = datetime.now(UTC) + timedelta(seconds=500)
    echo.status = 429
    echo.headers = {"Retry-After": format_datetime(then, usegmt=True) if as_date else "500"}
    with pytest.raises(EngineUnavailable):
        post(remote)
    with pytest.raises(EngineUnavailable, match=r"next attempt in (3\d\d|4\d\d|500) s"):
        post(remote)


@pytest.mark.parametrize("value", ["soon", "-5", "9" * 400, "Wed, 99 Foo 2026 00:00:00 GMT", ""])
def test_an_invalid_retry_after_is_ignored(remote: Remote, echo: FakeService, value: str) -> None:
    echo.status, echo.headers = 429, {"Retry-After": value}
    with pytest.raises(EngineUnavailable):
        post(remote)


def test_an_unreachable_service_is_unavailable(breaker: Breaker) -> None:
    remote = Remote("The service", "http://127.0.0.1:9/", breaker, 1, 120.0)
    with pytest.raises(EngineUnavailable):
        post(remote)


def test_a_slow_response_times_out(echo: FakeService, breaker: Breaker, remote: Remote) -> None:
    timed_out = threading.Event()
    echo.before_response = lambda: timed_out.wait(180)
    hasty = Remote("The service", echo.url, breaker, 1, timeout=0.1)
    with pytest.raises(EngineUnavailable):
        post(hasty)
    hasty.close()
    timed_out.set()
    assert post(remote) == b"words"


def test_cookies_are_not_kept(remote: Remote, echo: FakeService) -> None:
    echo.headers = {"Set-Cookie": "who=you; Path=/"}
    post(remote)
    post(remote)
    assert all("Cookie" not in headers for headers in echo.requests)


def test_a_server_that_cannot_prove_who_it_is_gets_no_text(breaker: Breaker) -> None:
    heard: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(5))

        def log_message(self, *_: object) -> None:
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "self-signed.pem")
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        remote = Remote("It", f"https://127.0.0.1:{server.server_port}/", breaker, 1, 120.0)
        with pytest.raises(EngineUnavailable) as caught:
            post(remote)
        server.shutdown()
        thread.join()
    assert "CERTIFICATE_VERIFY_FAILED" in repr(caught.value.__cause__)
    assert heard == []
