"""The engines, with stand-ins for the services that some of them ask."""

import base64
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import parse_qs

import numpy as np
import pytest
import soundfile

from worker.engines.espeak import EspeakEngine
from worker.engines.gtts import GttsEngine
from worker.engines.hibari import HibariEngine
from worker.engines.tone import ToneEngine

HOSTILE = [
    "A",
    "Hello.",
    'O\'Neill said: "50–60% of $3.2bn!" (No. 10, Nov. 14)',
    "a/" * 100,
    "9" * 300,
    "x" * 300,
    "1,000 " * 50,
    "[word](/phonemes/) [a](b)",
    "Ünïcödé naïve İstanbul ﬁ ŉ",
    "2² ½ ٣ Ⅷ ㎏",
    "!?" * 50 + "a",
    "<speak>&amp;</speak> %s {0} \\",
    "http://example.com/a/b?c=d&e=f#g",
]


class GoogleStandIn(BaseHTTPRequestHandler):
    """Speaks the wire format of Google Translate's endpoint as gTTS reads it."""

    status = 200
    answer: str | None = None
    texts: list[str] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        rpc = json.loads(parse_qs(body)["f.req"][0])
        text, language, _, _ = json.loads(rpc[0][0][1])
        assert rpc[0][0][0] == "jQ1olc"
        assert len(text) <= 100
        self.texts.append(f"{language}:{text}")
        answer = self.answer if self.answer is not None else _wrapped(_mp3(len(text)))
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *_: object) -> None:
        pass


def _wrapped(mp3: bytes) -> str:
    audio = base64.b64encode(mp3).decode()
    return f')]}}\'\n\n9\n[["wrb.fr","jQ1olc","[\\"{audio}\\"]",null,null,null,"generic"]]\n'


def _mp3(characters: int) -> bytes:
    time = np.arange(24_000 * characters // 15 + 2400) / 24_000
    file = BytesIO()
    soundfile.write(file, np.sin(time * 2765).astype(np.float32) / 4, 24_000, format="MP3")
    return file.getvalue()


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[GoogleStandIn]]:
    handler = type("Handler", (GoogleStandIn,), {"texts": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/"
        monkeypatch.setattr("gtts.tts._translate_url", lambda tld="com", path="": address + path)
        yield handler
        server.shutdown()
        thread.join()


@pytest.fixture
def tone_engine() -> ToneEngine:
    return ToneEngine()


@pytest.fixture(scope="session")
def hibari_engine() -> HibariEngine:
    return HibariEngine()


@pytest.fixture(scope="session")
def espeak_engine() -> EspeakEngine:
    program = shutil.which("espeak-ng")
    assert program, "the tests need espeak-ng: apt-get install espeak-ng"
    return EspeakEngine(program)


@pytest.fixture
def gtts_engine(google: type[GoogleStandIn]) -> GttsEngine:
    return GttsEngine()


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    """A text that is hard to read."""
    return str(request.param)
