"""Pages are fetched in processes of their own."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from listen.errors import FetchFailed, Unavailable, UrlNotAllowed
from listen.fetch.allowed import Allowed
from listen.fetch.pool import FetchPool
from listen.fetch.request import Request

_REFUSED = "http://192.0.2.1/"


@pytest.fixture
def pool() -> Iterator[FetchPool]:
    pool = FetchPool(lambda: Allowed(["any"]))
    yield pool
    pool.close()


def test_errors_come_back_as_themselves(pool: FetchPool) -> None:
    with pytest.raises(UrlNotAllowed):
        pool.fetch(_REFUSED)
    with pytest.raises(FetchFailed, match="does not exist"):
        pool.fetch("http://nowhere.invalid.example/")


def test_at_most_eight_pages_are_fetched_at_once(pool: FetchPool) -> None:
    lent = [pool._pool._process() for _ in range(8)]
    for process in lent:
        process.__enter__()
    with pytest.raises(Unavailable):
        pool.fetch(_REFUSED)
    for process in lent:
        process.__exit__(None, None, None)
    with pytest.raises(UrlNotAllowed):
        pool.fetch(_REFUSED)


def test_a_process_that_does_not_answer_is_a_failed_fetch(pool: FetchPool) -> None:
    with pytest.raises(UrlNotAllowed):
        pool.fetch(_REFUSED)
    (process,) = pool._pool._idle
    process.kill()
    with pytest.raises(FetchFailed, match="took too long"):
        pool.fetch("http://example.org/")


@pytest.fixture
def echo() -> Iterator[int]:
    """The port of a server on loopback that answers with what it gets."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(201)
            self.send_header("X-A", self.headers["X-A"])
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write("<p>Ünïcode".encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_request_and_its_answer_pass_whole(pool: FetchPool, echo: int) -> None:
    body = bytes(range(256)) * 100
    url, allowed = f"http://127.0.0.1:{echo}/", Allowed(["127.0.0.1"], [f"127.0.0.1:{echo}"])
    for _ in range(2):
        found = pool.send(Request(url, "POST", {"X-A": "b"}, body), allowed)
        assert (found.status, found.headers["x-a"], found.body) == (201, "b", body)
    for refused in (Allowed(["127.0.0.1"]), Allowed(["any"]), Allowed([], [f"127.0.0.1:{echo}"])):
        with pytest.raises(UrlNotAllowed):
            pool.send(Request(url, "POST", body=b""), refused)


def test_pages_of_private_hosts_can_be_fetched(echo: int) -> None:
    pool = FetchPool(lambda: Allowed(["127.0.0.1"], [f"127.0.0.1:{echo}"]))
    assert pool.fetch(f"http://127.0.0.1:{echo}/").body == "<p>Ünïcode"
    pool.close()


UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
import gevent
from listen.errors import ApiError
from listen.fetch.allowed import Allowed
from listen.fetch.pool import FetchPool
pool = FetchPool(lambda: Allowed(["any"]))
ticks = []
ticker = gevent.spawn(lambda: [ticks.append(gevent.sleep(0.001)) for _ in range(10_000)])
try:
    pool.fetch("http://192.0.2.1/")
except ApiError as error:
    print(error.code, len(ticks) > 10)
pool.close()
"""


def test_other_greenlets_run_while_a_page_is_fetched() -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNDER_GEVENT], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "url_not_allowed True\n"
