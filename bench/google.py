"""A server that answers as the voices of Google Translate do, with tones, 300 ms away.

It refuses more than eight concurrent requests, which fails the measurement.
"""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import parse_qs

import numpy as np
import soundfile

LATENCY = 0.3
"""Seconds."""
_MAX_CONCURRENCY = 8
_RATE = 24_000


@contextmanager
def fake_google(latency: float = LATENCY) -> Iterator[str]:
    """Run the server, which answers after `latency` seconds. Yields its URL."""
    handler = type("Google", (_Google,), {"latency": latency})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class _Google(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    latency = LATENCY
    slots = threading.Semaphore(_MAX_CONCURRENCY)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        text, *_ = json.loads(json.loads(parse_qs(body)["f.req"][0])[0][0][1])
        if not self.slots.acquire(blocking=False):
            self._respond(429, b"")
            return
        time.sleep(self.latency)
        self.slots.release()
        audio = base64.b64encode(_sound(len(text))).decode()
        self._respond(200, f'[["wrb.fr","jQ1olc","[\\"{audio}\\"]"]]\n'.encode())

    def _respond(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "3600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


def _sound(characters: int) -> bytes:
    """Return an MP3 as long as this number of characters takes to speak."""
    file = BytesIO()
    moments = np.arange(_RATE * characters // 15) / _RATE
    soundfile.write(file, np.sin(moments * 2765).astype(np.float32) / 4, _RATE, format="MP3")
    return file.getvalue()
