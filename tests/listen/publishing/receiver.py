"""A real HTTP server that receives callbacks, and answers as a test says."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = int | Callable[[BaseHTTPRequestHandler], None]
"""A status, or a function that answers."""


@dataclass(frozen=True)
class Message:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


class Receiver:
    """Answers with `answers`, one after the other; the last one stays."""

    def __init__(self) -> None:
        self.answers: list[Answer] = [204]
        self.headers: dict[str, str] = {}
        self.messages: list[Message] = []
        self.closed = threading.Event()
        self.host = ""
        """HOST:PORT"""

    @property
    def url(self) -> str:
        return f"http://{self.host}/hook?token=s3cret"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.messages.append(Message(handler.path, dict(handler.headers.items()), body))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer):
            answer(handler)
            return
        handler.send_response(answer)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.end_headers()

    def hang(self, _: BaseHTTPRequestHandler) -> None:
        """Answer nothing until the test has ended."""
        self.closed.wait()


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a receiver on loopback."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.answer(self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # the sender may disconnect at any time

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver.host = f"127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield receiver
        receiver.closed.set()
        server.shutdown()
