"""A fake web: one server on loopback, reached by host names with public addresses."""

import socket
import ssl
import threading
from collections.abc import Callable, Collection, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from listen.fetch.allowed import Allowed
from listen.fetch.connection import tls_context
from listen.fetch.fetcher import Fetcher

CERTIFICATE = Path(__file__).with_name("example.org.pem")
PUBLIC = "93.184.215.14"

Answer = Callable[[BaseHTTPRequestHandler], None]


class Web:
    """Resolves host names, serves their pages, and records look-ups, connections and requests."""

    def __init__(self) -> None:
        self.addresses: dict[str, list[str]] = {}
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.bodies: list[bytes] = []
        self.closed = threading.Event()
        self._answers: dict[str, Answer] = {}
        self._servers = {port: self._serve(port) for port in (80, 443)}

    def serves(
        self,
        path: str,
        body: bytes = b"",
        kind: str = "text/html",
        status: int = 200,
        **headers: str,
    ) -> None:
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), **headers}

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                if value:
                    handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.on_get(path, answer)

    def redirects(self, path: str, to: str, status: int = 302) -> None:
        self.serves(path, status=status, Location=to)

    def on_get(self, path: str, answer: Answer) -> None:
        self._answers[path] = answer

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        if host not in self.addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.addresses[host]

    def connect(self, address: str, port: int) -> socket.socket:
        self.connected.append((address, port))
        return socket.create_connection(("127.0.0.1", self._servers[port].server_port))

    def fetcher(self, *hosts: str, private: Collection[str] = (), **arguments: Any) -> Fetcher:
        return Fetcher(
            Allowed(hosts, private),
            **{"resolve": self.resolve, "connect": self.connect, **arguments},
            tls=tls_context(str(CERTIFICATE)),
        )

    def close(self) -> None:
        self.closed.set()
        for server in self._servers.values():
            server.shutdown()
            server.server_close()

    def _serve(self, port: int) -> ThreadingHTTPServer:
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                web.requests.append((self.path, dict(self.headers.items())))
                web.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                web._answers[self.path](self)

            do_GET = do_POST = do_PURGE = _answer  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                pass  # the client may disconnect at any time

        server = Server(("127.0.0.1", 0), Handler)
        if port == 443:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(CERTIFICATE)
            server.socket = tls.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return server


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    web.addresses["example.org"] = [PUBLIC]
    yield web
    web.close()
