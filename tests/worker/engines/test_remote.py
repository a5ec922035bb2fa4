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

from worker.breaker import FAILURES, Breaker
from worker.engines.remote import Remote
from worker.errors import EngineError, EngineUnavailable

StandIn = Any


@pytest.fixture
def breaker(redis: Redis) -> Breaker:
    return Breaker(redis, "service")


@pytest.fixture
def remote(echo: StandIn, breaker: Breaker) -> Iterator[Remote]:
    remote = Remote("The service", echo.url, breaker, 2, 5.0)
    yield remote
    remote.close()


def ask(remote: Remote) -> bytes:
    return remote.post({"Content-Type": "text/plain"}, data=b"words")


def test_the_answer_comes_whole(remote: Remote) -> None:
    assert ask(remote) == b"words"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_refusal_is_for_good_and_no_reason_to_stop_asking(
    remote: Remote, echo: StandIn, status: int
) -> None:
    echo.status = status
    for _ in range(FAILURES + 1):
        with pytest.raises(EngineError, match=f"The service refuses: {status}") as caught:
            ask(remote)
        assert caught.type is EngineError
    assert len(echo.asked) == FAILURES + 1


@pytest.mark.parametrize("status", [408, 500, 502, 503])
def test_a_service_that_fails_is_asked_again_a_few_times(
    remote: Remote, echo: StandIn, status: int
) -> None:
    echo.status = status
    for _ in range(FAILURES + 3):
        with pytest.raises(EngineUnavailable):
            ask(remote)
    assert len(echo.asked) == FAILURES


@pytest.mark.parametrize("status", [302, 429])
def test_a_service_that_limits_its_callers_is_left_alone(
    remote: Remote, echo: StandIn, status: int
) -> None:
    echo.status, echo.headers = status, {"Location": f"{echo.url}/sorry"}
    for _ in range(3):
        with pytest.raises(EngineUnavailable):
            ask(remote)
    assert len(echo.asked) == 1


@pytest.mark.parametrize("as_date", [False, True])
def test_it_is_left_alone_for_as_long_as_it_asks(
    remote: Remote, echo: StandIn, as_date: bool
) -> None:
    then = datetime.now(UTC) + timedelta(seconds=500)
    echo.status = 429
    echo.headers = {"Retry-After": format_datetime(then, usegmt=True) if as_date else "500"}
    with pytest.raises(EngineUnavailable):
        ask(remote)
    with pytest.raises(EngineUnavailable, match=r"again in (49\d|500) s"):
        ask(remote)


@pytest.mark.parametrize("value", ["soon", "-5", "9" * 400, "Wed, 99 Foo 2026 00:00:00 GMT", ""])
def test_a_retry_after_that_cannot_be_is_ignored(remote: Remote, echo: StandIn, value: str) -> None:
    echo.status, echo.headers = 429, {"Retry-After": value}
    with pytest.raises(EngineUnavailable):
        ask(remote)


def test_a_service_that_is_not_there_may_be_there_later(breaker: Breaker) -> None:
    remote = Remote("The service", "http://127.0.0.1:9/", breaker, 1, 5.0)
    with pytest.raises(EngineUnavailable):
        ask(remote)


def test_an_answer_that_does_not_end_is_given_up(
    echo: StandIn, breaker: Breaker, remote: Remote
) -> None:
    echo.pause = 0.2
    hasty = Remote("The service", echo.url, breaker, 1, seconds=0.1)
    with pytest.raises(EngineUnavailable):
        ask(hasty)
    hasty.close()
    echo.pause = 0.0
    assert ask(remote) == b"words"


def test_cookies_are_not_kept(remote: Remote, echo: StandIn) -> None:
    echo.headers = {"Set-Cookie": "who=you; Path=/"}
    ask(remote)
    ask(remote)
    assert all("Cookie" not in headers for headers in echo.asked)


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
        remote = Remote("It", f"https://127.0.0.1:{server.server_port}/", breaker, 1, 5.0)
        with pytest.raises(EngineUnavailable) as caught:
            ask(remote)
        server.shutdown()
        thread.join()
    assert "CERTIFICATE_VERIFY_FAILED" in repr(caught.value.__cause__)
    assert heard == []
