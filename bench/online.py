"""Speedup of concurrent requests: twenty sentences by gtts, with a fake Google 300 ms away."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from redis import Redis

from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores.memory import MemoryStore
from audio_cache.timing import Timing
from bench.articles import Article, Newsroom
from bench.bare import BareEngine
from bench.google import fake_google
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


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    sequential, concurrent = [], []
    with fake_google() as url, _redis() as redis:
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
