"""Speedup of concurrent requests: twenty sentences by gtts, with a fake Google 300 ms away.

The fake refuses more than eight concurrent requests, which fails the measurement.
"""

import base64
import json
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs

import numpy as np
import soundfile
from redis import Redis

from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores.memory import MemoryStore
from audio_cache.timing import Timing
from bench.articles import Article, Newsroom
from bench.bare import BareEngine
from bench.table import Row
from listen.up.redis_server import RedisServer
from worker.breaker import Breaker
from worker.bucket import Bucket
from worker.engines.gtts import GttsEngine
from worker.engines.remote import Remote
from worker.pipeline import PipelineContext, produce
from worker.sentence_cache import NoSentenceCache
from worker.synthesize import Synthesizer
from worker.voice_plan import SpeakerVoice, VoicePlan

_TIMES = 2
_SENTENCES = 20
_LATENCY = 0.3
_MAX_CONCURRENCY = 8
_RATE = 24_000


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    sequential, concurrent = [], []
    with _google() as url, _redis() as redis:
        for _ in range(newsroom.times(_TIMES)):
            article = newsroom.article(_SENTENCES)
            sequential.append(_seconds(article, url, redis, 1))
            concurrent.append(_seconds(article, url, redis, GttsEngine.concurrency))
    figure = f"{np.median(concurrent):.2f} s; sequential {np.median(sequential):.2f} s"
    ratio = float(np.median(np.divide(concurrent, sequential)))
    return [
        Row(
            "twenty sentences by gtts: concurrent / sequential",
            figure,
            ratio,
            1 / 3,
            len(concurrent),
        )
    ]


def _seconds(article: Article, url: str, redis: Redis, concurrency: int) -> float:
    """Return the seconds that the production takes."""
    redis.flushall()
    remote = Remote("Google Translate", url, Breaker(redis, "gtts"), concurrency, 10.0)
    engine = GttsEngine(remote, Bucket(redis, "gtts", per_second=1.0, size=60))
    voice = next(voice for voice in engine.voices() if voice.name == "en")
    spec = SpeechSpec((Block("paragraph", article.text),), "en", voice.reference, 100)
    pipeline = PipelineContext(
        synthesizer=Synthesizer(NoSentenceCache()),
        store=MemoryStore(),
        progress=_NoProgress(),
        concurrency=concurrency,
    )
    began = time.perf_counter()
    produce(spec, "mp3", VoicePlan(SpeakerVoice(voice, engine)), pipeline)
    took = time.perf_counter() - began
    remote.close()
    return took


class _NoProgress:
    """The null object: ignores every report."""

    def begin(self, total: int) -> None: ...

    def checkpoint(self) -> None: ...

    def segment(self, timing: Timing, cached: bool) -> None: ...

    def audio(self, chunk: bytes) -> None: ...


@contextmanager
def _redis() -> Iterator[Redis]:
    with tempfile.TemporaryDirectory(prefix="listen-bench-") as folder:
        server = RedisServer(Path(folder))
        server.start()
        server.wait_until_ready()
        try:
            with Redis.from_url(server.url) as redis:
                yield redis
        finally:
            server.stop()


@contextmanager
def _google() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Google) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class _Google(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    slots = threading.Semaphore(_MAX_CONCURRENCY)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        text, *_ = json.loads(json.loads(parse_qs(body)["f.req"][0])[0][0][1])
        if not self.slots.acquire(blocking=False):
            self._respond(429, b"")
            return
        time.sleep(_LATENCY)
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
