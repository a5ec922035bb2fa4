"""A server with the rules of Ghost's Admin API for webhooks, as Ghost 6 has them.

The real one is tested in tests/cms/ghost/.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from typing import Any

import jwt

KEY_ID, KEY_SECRET = "0123456789abcdef01234567", "ab" * 32
KEY = f"{KEY_ID}:{KEY_SECRET}"
CONTENT_KEY = "0123456789abcdef0123456789"


class GhostServer:
    """The webhooks of one integration, and what the server was asked."""

    def __init__(self) -> None:
        self.url = ""
        self.webhooks: dict[str, dict[str, Any]] = {}
        self.foreign_ids = {"another"}
        self.requests: list[str] = []
        self.last_error: str | None = None
        self.is_private = False
        self.home_page = f'<script src="/search.js" data-key="{CONTENT_KEY}"></script>'.encode()
        self._numbers = count()

    def answer(self, method: str, path: str, token: str, body: Any) -> tuple[int, Any]:
        """Return status and body."""
        self.requests.append(method)
        if path in ("/", "/private/"):
            is_moved = self.is_private and path == "/"
            return (302, b"") if is_moved else (200, self.home_page)
        if path == "/ghost/api/admin/site/":
            return 200, {"site": {"title": "A blog", "url": f"{self.url}/", "version": "6.65"}}
        if refusal := _refusal(token):
            return 401, _error(refusal)
        if not path.startswith("/ghost/api/admin/webhooks/"):
            return 501, _error("The server does not support the functionality required.")
        return self._webhooks(method, path, body["webhooks"][0])

    def _webhooks(self, method: str, path: str, fields: dict[str, Any]) -> tuple[int, Any]:
        if method == "POST":
            names = ("event", "target_url")
            for webhook in self.webhooks.values():
                if all(webhook[name] == fields[name] for name in names):
                    return 422, _error("Target URL has already been used for this event.")
            webhook_id = f"webhook-{next(self._numbers)}"
            self.webhooks[webhook_id] = fields
            return 201, self._shown(webhook_id)
        webhook_id = path.split("/")[-2]
        if webhook_id in self.foreign_ids:
            return 403, _error("You do not have permission to edit this webhook.")
        if webhook_id not in self.webhooks:
            return 404, _error("Webhook not found.")
        self.webhooks[webhook_id] |= fields
        return 200, self._shown(webhook_id)

    def _shown(self, webhook_id: str) -> dict[str, Any]:
        webhook = {"id": webhook_id, "last_triggered_error": self.last_error}
        return {"webhooks": [webhook | self.webhooks[webhook_id]]}


def _refusal(token: str) -> str | None:
    """Return why a token is refused."""
    token = token.removeprefix("Ghost ")
    secret = bytes.fromhex(KEY_SECRET)
    try:
        claims = jwt.decode(token, secret, algorithms=["HS256"], audience="/admin/")
    except jwt.InvalidTokenError as error:
        return f"Invalid token: {error}"
    if claims["exp"] - claims["iat"] > 300:
        return "Invalid token: maxAge exceeded"
    return None if jwt.get_unverified_header(token)["kid"] == KEY_ID else "Unknown Admin API Key"


def _error(message: str) -> dict[str, Any]:
    return {"errors": [{"message": message, "context": None, "type": "Error"}]}


@contextmanager
def serve(answer: Any) -> Iterator[str]:
    """Serve answers on a port of the loopback address. Yield the URL."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            token = self.headers.get("Authorization", "")
            status, content = answer(self.command, self.path, token, body)
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            if 300 <= status < 400:
                location = "/private/" if self.path == "/" else "https://blog.example/ghost/"
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def ghost_server() -> Iterator[GhostServer]:
    """Run a Ghost with no webhooks."""
    ghost = GhostServer()
    with serve(ghost.answer) as url:
        ghost.url = url
        yield ghost
