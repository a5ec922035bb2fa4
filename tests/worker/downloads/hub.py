"""A server on this machine with Piper's index and files, as the public one presents them."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import quote, unquote

BASE = "/voices/resolve/c0ffee"
STORE = "/store"

CARD = """# Model card for {name} ({quality})

* Language: {code}
* Speakers: 1

## Dataset

* URL: https://example.org/{name}
* License: CC0

## Training

Trained from scratch.
"""


@dataclass
class Hub:
    """Serves files. Large ones are redirected to a store, with the SHA-256 in X-Linked-ETag."""

    url: str = ""
    """Folder of the index."""
    index: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    """Path to content."""
    large: set[str] = field(default_factory=set)
    requests: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path and header Range."""
    statuses: dict[str, list[int]] = field(default_factory=dict)
    """Path to the statuses of its next responses."""
    cuts: list[int] = field(default_factory=list)
    """Bytes after which the next bodies of the store end."""
    loops: set[str] = field(default_factory=set)
    """Paths that redirect to themselves."""
    has_ranges: bool = True
    states_sha256: bool = True
    states_size: bool = True
    before: Callable[[str, str], object] = lambda method, path: None
    """Is called before each response."""

    def add(self, key: str, model: bytes, aliases: tuple[str, ...] = (), **config: Any) -> None:
        """Add a voice."""
        code, name, quality = key.split("-")
        family, region = code.split("_")
        folder = f"{family}/{code}/{name}/{quality}"
        contents = {
            f"{folder}/{key}.onnx": model,
            f"{folder}/{key}.onnx.json": json.dumps(
                {"language": {"family": family}} | config
            ).encode(),
            f"{folder}/MODEL_CARD": CARD.format(name=name, quality=quality, code=code).encode(),
        }
        self.index[key] = {
            "key": key,
            "name": name,
            "language": {
                "code": code,
                "family": family,
                "region": region,
                "name_native": "",
                "name_english": "German",
                "country_english": "Germany",
            },
            "quality": quality,
            "num_speakers": 1,
            "speaker_id_map": {},
            "files": {
                path: {"size_bytes": len(content), "md5_digest": hashlib.md5(content).hexdigest()}
                for path, content in contents.items()
            },
            "aliases": list(aliases),
        }
        self.files |= contents
        self.large.add(f"{folder}/{key}.onnx")

    def replace(self, key: str, suffix: str, content: bytes) -> None:
        """Replace a file of a voice, in the index, too."""
        path = self.path_of(key, suffix)
        self.files[path] = content
        digest = hashlib.md5(content).hexdigest()
        self.index[key]["files"][path] = {"size_bytes": len(content), "md5_digest": digest}

    def path_of(self, key: str, suffix: str = ".onnx") -> str:
        """The path of a file of a voice, as in the index."""
        return next(str(path) for path in self.index[key]["files"] if path.endswith(suffix))

    def content(self, path: str) -> bytes | None:
        if path == "voices.json" and path not in self.files:
            return json.dumps(self.index).encode()
        return self.files.get(path)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def do_HEAD(self) -> None:
        self._respond()

    def do_GET(self) -> None:
        self._respond()

    def _respond(self) -> None:
        path = unquote(self.path)
        stored = path.startswith(STORE)
        path = path.removeprefix(STORE if stored else BASE).lstrip("/")
        self.hub.requests.append((self.command, path, self.headers.get("Range", "")))
        self.hub.before(self.command, path)
        status = self.hub.statuses.get(path, [])
        content = self.hub.content(path)
        with suppress(ConnectionError):
            if status:
                self._send(status.pop(0), b"")
            elif path in self.hub.loops:
                self._send(302, b"", Location=self.path)
            elif content is None:
                self._send(404, b"no such file")
            elif path in self.hub.large and not stored:
                self._redirect(path, content)
            elif stored:
                self._send_stored(content)
            else:
                self._send(200, content)

    def _redirect(self, path: str, content: bytes) -> None:
        headers = {"Location": f"{STORE}/{quote(path)}", "X-Linked-Size": str(len(content))}
        if self.hub.states_sha256:
            headers["X-Linked-ETag"] = f'"{hashlib.sha256(content).hexdigest()}"'
        self._send(302, b"", **headers)

    def _send_stored(self, content: bytes) -> None:
        start = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-")
        first = int(start) if self.hub.has_ranges else 0
        if first >= len(content) > 0:
            self._send(416, b"")
            return
        headers = {}
        if "Range" in self.headers and self.hub.has_ranges:
            headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
        self._send(206 if headers else 200, content[first:], **headers)

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        cut = self.hub.cuts.pop(0) if self.hub.cuts and body and status in (200, 206) else None
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if self.hub.states_size:
            self.send_header("Content-Length", str(len(body)))
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[:cut])
        if cut is not None and cut < len(body):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass
