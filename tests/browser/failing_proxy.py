"""A reverse proxy in front of the server, which fails or is slow when a test says so."""

import http.client
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

_BLOCK = 4096  # bytes
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding"}
_CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}


class FailingProxy:
    """Passes requests on, except those that are to fail.

    Its pages of errors are those of proxies: HTML, not problems.
    """

    def __init__(self, server_url: str, prefix: str = "") -> None:
        """The server is below the path `prefix`, such as /listen; nothing is beside it."""
        self.requests: list[str] = []
        self._failures: list[list[Any]] = []  # [part of the path, status, how often, headers]
        self._limits: list[tuple[str, int]] = []  # [part of the path, bytes]
        self._is_unlimited = threading.Event()
        self._lock = threading.Lock()
        proxy, upstream = self, urlsplit(server_url)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                self._answer()

            def do_OPTIONS(self) -> None:
                self._answer()

            def _answer(self) -> None:
                proxy.requests.append(self.path)
                failure = proxy._take_failure(self.path)
                if not self.path.startswith(f"{prefix}/"):
                    self._send(404, _CORS, [])
                elif failure:
                    self._send(failure[0], failure[1], [b"<h1>Bad Gateway</h1>"])
                else:
                    self._pass_on()

            def _pass_on(self) -> None:
                assert upstream.hostname
                connection = http.client.HTTPConnection(upstream.hostname, upstream.port)
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                try:
                    path = self.path.removeprefix(prefix)
                    connection.request(self.command, path, body, dict(self.headers))
                    answer = connection.getresponse()
                    headers = {
                        name: value
                        for name, value in answer.getheaders()
                        if name.lower() not in _HOP_BY_HOP
                    }
                    blocks = iter(lambda: answer.read1(_BLOCK), b"")
                    self._send(answer.status, headers, proxy._limit(self.path, blocks))
                finally:
                    connection.close()

            def _send(self, status: int, headers: Mapping[str, str], body: Any) -> None:
                try:
                    self.send_response_only(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Connection", "close")
                    self.end_headers()
                    for part in body:
                        self.wfile.write(part)
                        self.wfile.flush()
                except OSError:
                    pass  # the browser has gone
                self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}{prefix}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def fail(self, part: str, status: int, times: int = 1, **headers: str) -> None:
        """Answer the next requests whose path contains `part` with a status."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with self._lock:
            self._failures.append([part, status, times, {"Content-Type": "text/html", **named}])

    def limit(self, part: str, size: int) -> None:
        """Let so many bytes of answers through whose path contains `part`, until `release`.

        It is a slow network that does not depend on the machine's speed.
        """
        self._limits.append((part, size))

    def release(self) -> None:
        self._is_unlimited.set()

    def count(self, part: str) -> int:
        """Return how many requests had `part` in their path."""
        return Counter(part in path for path in self.requests)[True]

    def close(self) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()

    def _limit(self, path: str, body: Iterator[bytes]) -> Iterator[bytes]:
        sizes = [size for part, size in self._limits if part in path]
        sent = 0
        for block in body:
            if sizes and sent + len(block) > min(sizes):
                self._is_unlimited.wait()
            sent += len(block)
            yield block

    def _take_failure(self, path: str) -> tuple[int, dict[str, str]] | None:
        with self._lock:
            for failure in self._failures:
                if failure[0] in path and failure[2] > 0:
                    failure[2] -= 1
                    return failure[1], {**_CORS, **failure[3]}
        return None
