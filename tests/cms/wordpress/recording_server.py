"""A server that records what the plug-in sends, answers like Listen, and fails on demand."""

import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "a-key-of-the-site"
AUDIO = "/audio/0123.mp3"


@dataclass(frozen=True)
class Recorded:
    """A request that the server has answered, or is about to."""

    method: str
    source_id: str
    body: dict[str, Any]
    """Body of a PUT; empty otherwise."""


@dataclass
class Fault:
    """Ways in which the server fails. Without arguments, it works."""

    status: int = 0
    """Answer PUT and DELETE with this status, if it is not 0."""
    code: str = ""
    """Code of the problem; empty for an answer that is no problem document."""
    detail: str = "It failed."
    delay: float = 0.0
    """Seconds before each answer."""
    times: int = 1_000_000
    """Number of requests that meet the fault."""


@dataclass
class RecordingServer:
    """`requests` are those of PUT and DELETE in order; `articles` what they left."""

    port: int
    state: str = "ready"
    """State of articles that GET describes; PUT answers `pending`."""
    fault: Fault = field(default_factory=Fault)
    requests: list[Recorded] = field(default_factory=list)
    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    gets: int = 0
    """Number of questions how far an article is."""

    _server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Refuse connections until `start` is called."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def methods(self, source_id: object) -> list[str]:
        """Return the methods of the requests for an article, in order."""
        return [each.method for each in self.requests if each.source_id == str(source_id)]

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Return status and JSON of the answer to a request with a valid key."""
        path = path.partition("?")[0]
        if path == "/v1/articles":
            return 200, {"articles": [], "next": None}
        source_id = path.removeprefix("/v1/articles/")
        if method == "GET":
            self.gets += 1
        else:
            self.requests.append(Recorded(method, source_id, body))
        time.sleep(self.fault.delay)
        if method != "GET" and self.fault.status and self.fault.times > 0:
            self.fault.times -= 1
            return self.fault.status, problem(self.fault)
        if method == "PUT":
            self.articles[source_id] = body
            return 202, self._article(source_id, "pending")
        if source_id not in self.articles:
            return 404, problem(Fault(404, "unknown_article", "There is no such article."))
        if method == "DELETE":
            del self.articles[source_id]
            return 204, None
        described = self._article(source_id, self.state)
        return 200, {
            **described,
            "jsonld": {"@type": "AudioObject", "contentUrl": self.url + AUDIO},
        }

    def _article(self, source_id: str, state: str) -> dict[str, Any]:
        audio = {"duration": 3.5, "links": {"audio": AUDIO}}
        error = {"code": "engine_failed", "detail": "The voice broke."}
        return {
            "id": source_id,
            "state": state,
            "audio": audio,
            "error": error if state == "failed" else None,
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def respond(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length) or b"{}")
                if self.headers.get("Authorization") != f"Bearer {KEY}":
                    status, answer = 401, problem(Fault(401, "unauthorized", "The key is unknown."))
                else:
                    status, answer = recorder.answer(self.command, self.path, body)
                content = b"" if answer is None else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_GET(self) -> None:
                self.respond()

            def do_PUT(self) -> None:
                self.respond()

            def do_DELETE(self) -> None:
                self.respond()

            def log_message(self, *_: Any) -> None:
                pass

            def handle(self) -> None:
                with suppress(ConnectionError):  # a client may give up
                    super().handle()

        return Handler


def problem(fault: Fault) -> Any:
    if not fault.code:
        return None
    return {"status": fault.status, "code": fault.code, "detail": fault.detail}
